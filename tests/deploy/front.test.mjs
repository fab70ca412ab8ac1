// nginx and Caddy, configured as in server/deploy, in front of the real server: what must be the same as without them,
// and what they add.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { exactCount, metrics } from '../run/exact_count.mjs';
import { freePort } from '../run/free_port.mjs';

import {
  Process, ask, assets, campaign, eventually, makeCertificate, makeFolder, metric, program, removeFolder, root,
  server, startServer,
} from './support.mjs';

// The example with this test's names instead of the example's; fails if one of them is missing.
async function example(name, changes) {
  let text = await readFile(join(root, 'server/deploy', name), 'utf8');
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), `${name} says ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

const fronts = {
  nginx: async ({ folder, port, plainPort, serverPort }) => {
    const site = await example('nginx.conf', [
      ['listen 443', `listen 127.0.0.1:${port}`],
      ['    listen [::]:443 ssl http2;\n', ''],
      ['listen 80;', `listen 127.0.0.1:${plainPort};`],
      ['    listen [::]:80;\n', ''],
      ['sign.example.org;', 'localhost;'],
      ['server 127.0.0.1:8080', `server 127.0.0.1:${serverPort}`],
      ['/etc/letsencrypt/live/sign.example.org/fullchain.pem', join(folder, 'cert.pem')],
      ['/etc/letsencrypt/live/sign.example.org/privkey.pem', join(folder, 'key.pem')],
      ['/var/log/nginx', folder],
    ]);
    await writeFile(join(folder, 'site.conf'), site);
    await mkdir(join(folder, 'temp'));
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((each) => `${each}_temp_path ${join(folder, 'temp', each)};`).join(' ');
    const file = join(folder, 'nginx.conf');
    // The setting that the example says nginx.conf needs; with one process there is one such limit.
    const [files] = /worker_rlimit_nofile \d+;/.exec(site) ?? [''];
    const [events] = /events \{.*\}/.exec(site) ?? ['events {}'];
    // Clients of that network may name their own address, so that there are IPv6 clients.
    await writeFile(file, `daemon off; worker_processes 1; pid ${join(folder, 'nginx.pid')}; ${files}
      ${events}
      http { ${temp} set_real_ip_from 127.99.0.0/16; real_ip_header X-Test-Address; include ${join(folder, 'site.conf')}; }`);
    const args = ['-p', folder, '-e', join(folder, 'nginx.error.log'), '-c', file];
    const check = spawnSync(program('usr/sbin/nginx'), ['-t', ...args], { encoding: 'utf8' });
    assert.equal(check.status, 0, check.stderr);
    assert.doesNotMatch(check.stderr, /\[warn\] (?!the "user" directive)/);
    return new Process(program('usr/sbin/nginx'), args);
  },
  caddy: async ({ folder, port, plainPort, serverPort }) => {
    const text = await example('Caddyfile', [
      ['{\n\tservers {', `{\n\tadmin off\n\thttps_port ${port}\n\thttp_port ${plainPort}\n\tservers {`],
      ['sign.example.org {', `localhost {\n\tbind 127.0.0.1\n\ttls ${join(folder, 'cert.pem')} ${join(folder, 'key.pem')}`],
      ['127.0.0.1:8080', `127.0.0.1:${serverPort}`],
    ]);
    const file = join(folder, 'Caddyfile');
    await writeFile(file, text);
    const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const args = ['--adapter', 'caddyfile', '--config', file];
    const check = spawnSync(program('usr/bin/caddy'), ['validate', ...args],
      { encoding: 'utf8', env: { ...process.env, ...home } });
    assert.equal(check.status, 0, check.stderr);
    return new Process(program('usr/bin/caddy'), ['run', ...args], home);
  },
};

for (const [name, startFront] of Object.entries(fronts)) {
  describe(name, () => {
    const here = {};
    const url = (path) => `https://localhost:${here.port}${path}`;
    const get = (path, more = {}) => ask(url(path), { ca: here.ca, ...more });
    let signers = 0;

    // A new signer each time unless `body` is given.
    const newSignature = () => {
      signers += 1;
      return JSON.stringify({
        name: `Zenobia Quill ${'abcdefghijklmnopqrstuvwxyz'[signers % 26]}`, email: `zenobia${signers}@example.net`,
        text_version: here.textVersion, idempotency_key: `key-of-signer-${1000 + signers}`,
      });
    };
    const sign = ({ body = newSignature(), headers = {}, ...more } = {}) =>
      ask(url(`/v1/campaigns/${campaign}/signatures`), {
        ca: here.ca, method: 'POST', body,
        headers: { 'content-type': 'application/json', origin: `https://localhost:${here.port}`, ...headers }, ...more,
      });
    const confirmed = () => exactCount(`http://127.0.0.1:${here.serverPort}`, campaign);

    before(async () => {
      here.folder = await makeFolder();
      [here.port, here.plainPort, here.serverPort] = [await freePort(), await freePort(), await freePort()];
      here.ca = await makeCertificate(here.folder);
      here.server = await startServer(here.folder, here.serverPort, [
        '--base-url', `https://localhost:${here.port}`, '--trusted-proxy', '127.0.0.1', '--free-signatures', '2',
        '--drain-seconds', '60',
      ]);
      here.front = await startFront(here);
      await here.front.serves(here.port);
      // It accepts connections before it serves them: nginx was seen to reset the first one on a busy machine.
      await eventually(async () => (await get('/readyz').catch(() => ({}))).status === 200, 'an answer through the front');
      const form = JSON.parse((await get(`/v1/campaigns/${campaign}/form`)).text);
      here.textVersion = /text_version=([^\n&]*)/.exec(form.rules)[1];
    });

    after(async () => {
      await here.front?.stop();
      await here.server?.stop('SIGKILL');
      await removeFolder(here.folder);
    });

    test('doctor sees that the front leads here, and a certificate that is not trusted', () => {
      const look = (env) => spawnSync(server,
        ['doctor', '--data', join(here.folder, 'data'), '--assets', assets, '--base-url', `https://localhost:${here.port}`, '--online'],
        { encoding: 'utf8', env: { ...process.env, ...env } }).stdout;
      const trusted = look({ SSL_CERT_FILE: join(here.folder, 'cert.pem') });
      assert.match(trusted, /^ok +base URL online: .* leads to this program$/m);
      assert.match(look({}), /^problem +base URL online: .* has a certificate that browsers do not trust/m);
    });

    test('a signature sent twice counts once', async () => {
      const body = newSignature();
      const before = await confirmed();
      const [first, second] = [await sign({ body, from: '127.9.0.1' }), await sign({ body, from: '127.9.0.1' })];
      assert.equal(first.status, 200, first.text);
      assert.equal(second.text, first.text);
      assert.equal(await confirmed(), before + 1);
    });

    test('pages come with HSTS, once, and no name of the front\'s version', async () => {
      const page = await get(`/p/${campaign}`);
      assert.equal(page.status, 200);
      const hsts = page.raw.filter((each) => each.toLowerCase() === 'strict-transport-security');
      assert.equal(hsts.length, 1);
      assert.doesNotMatch(page.headers.server ?? '', /\d/);
      const plain = await ask(`http://localhost:${here.plainPort}/p/${campaign}?partner=x`);
      assert.ok([301, 308].includes(plain.status));
      assert.match(plain.headers.location, /^https:\/\/localhost(:\d+)?\/p\/.*\?partner=x$/);
    });

    test('the client is who connects to the front, whatever it writes into X-Forwarded-For', async () => {
      const statuses = [];
      for (let i = 1; i <= 4; i += 1) {
        statuses.push((await sign({ from: '127.1.0.1', headers: { 'x-forwarded-for': `192.0.2.${i}, 10.0.0.${i}` } })).status);
      }
      assert.deepEqual(statuses, [200, 200, 429, 429]);
      // Nobody is limited for somebody else's requests or for a claimed address.
      assert.equal((await sign({ from: '127.2.0.1' })).status, 200);
      const blamed = await sign({ from: '127.3.0.1', headers: { 'x-forwarded-for': '127.1.0.1' } });
      assert.equal(blamed.status, 200);
    });

    test('challenges, waits and refusals go through as they are', async () => {
      for (let i = 0; i < 2; i += 1) await sign({ from: '127.4.0.1' });
      const challenge = await sign({ from: '127.4.0.1' });
      assert.equal(challenge.status, 429);
      assert.equal(challenge.headers['retry-after'], undefined);
      assert.ok(JSON.parse(challenge.text).challenge.token);

      const path = `/v1/campaigns/${campaign}/challenge`;
      let wait = { status: 200 };
      for (let i = 0; i < 1_000 && wait.status === 200; i += 1) wait = await get(path, { from: '127.5.0.1' });
      assert.equal(wait.status, 429);
      assert.ok(Number(wait.headers['retry-after']) > 0);

      const large = await sign({ body: `{"comment":"${'x'.repeat(100_000)}"}`, from: '127.6.0.1' });
      assert.equal(large.status, 413);
      assert.match(large.headers['content-type'], /problem\+json/);
    });

    test('the numbers are not for the world', async () => {
      assert.equal((await get('/metrics')).status, 404);
      assert.match(await metrics(`http://127.0.0.1:${here.serverPort}`), /^undersigned_ready 1$/m);
    });

    test('a slow client waits in front, and costs the server nothing', async () => {
      const body = `{"name":"${'x'.repeat(1_000)}"}`; // not a valid signature, so the server itself refuses it
      const head = `POST /v1/campaigns/${campaign}/signatures HTTP/1.1\r\nHost: localhost:${here.port}\r\n` +
        `Origin: https://localhost:${here.port}\r\nContent-Type: application/json\r\nConnection: close\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
      const options = { port: here.port, host: '127.0.0.1', servername: 'localhost', ca: here.ca, ALPNProtocols: ['http/1.1'] };
      const slow = await Promise.all(Array.from({ length: 40 }, () => new Promise((resolve, reject) => {
        const socket = connectTls({ ...options, localAddress: '127.7.0.1' }, () => resolve(socket)).on('error', reject);
      })));
      await Promise.all(slow.map((socket) => new Promise((resolve) => socket.write(head + body.slice(0, 20), resolve))));
      // Other clients are answered meanwhile, and the server sees no other connections.
      for (let i = 0; i < 5; i += 1) assert.equal((await get('/healthz')).status, 200);
      assert.ok((await metric(here.serverPort, 'undersigned_http_connections')) < 20);
      const answers = await Promise.all(slow.map((socket) => new Promise((resolve) => {
        let text = '';
        socket.on('data', (data) => (text += data)).on('close', () => resolve(text));
        socket.write(body.slice(20));
      })));
      assert.equal(answers.filter((each) => /^HTTP\/1\.1 422 /.test(each)).length, 40, answers[0]);
    });

    // Opens connections that send `part` of a request, and then a byte from time to time until rest(). `ends` collects
    // the answers, or 'closed'.
    const hold = async (count, from, part) => {
      const held = { sockets: [], ends: [] };
      held.dripping = setInterval(() => held.sockets.forEach((socket) => socket.writable && socket.write('x')), 1_000);
      const options = { port: here.port, host: '127.0.0.1', servername: 'localhost', ca: here.ca, ALPNProtocols: ['http/1.1'] };
      const open = (i) => new Promise((resolve) => {
        const socket = connectTls({ ...options, localAddress: from }, () => socket.write(part(i), resolve));
        let text = '';
        socket.on('data', (data) => (text += data)).on('error', resolve);
        socket.on('close', () => { held.ends.push(text.slice(0, 12) || 'closed'); resolve(); });
        held.sockets.push(socket);
      });
      // A few at a time: a proxy without free connections drops those that have sent nothing yet.
      for (let i = 0; i < count; i += 10) await Promise.all(Array.from({ length: 10 }, (_, j) => open(i + j)));
      return held;
    };
    const rest = (held) => clearInterval(held.dripping);
    const letGo = (held) => {
      rest(held);
      held.sockets.forEach((socket) => socket.destroy());
    };
    const halfHead = `POST /v1/campaigns/${campaign}/signatures HTTP/1.1\r\nHost: localhost\r\nContent-Ty`;
    const halfBody = (more = '') => `${halfHead}pe: application/json\r\nContent-Length: 60000\r\n${more}\r\n{"name":"`;

    for (const [what, part] of [['bodies', halfBody()], ['heads', halfHead]]) {
      test(`one client with 1,500 half-sent ${what} keeps nobody out, and is let go`, async () => {
        const held = await hold(1_500, '127.20.0.1', () => part);
        for (let i = 0; i < 5; i += 1) {
          assert.equal((await get(`/p/${campaign}`, { from: `127.21.0.${i + 1}` })).status, 200);
          assert.equal((await sign({ from: `127.22.${what.length}.${i + 1}` })).status, 200);
        }
        rest(held);
        await eventually(() => held.ends.length === 1_500, 'an end of every connection that waits');
        letGo(held);
      });
    }

    if (name === 'nginx') {
      test('a client has a hundred requests in progress, and an IPv6 network is one client', async () => {
        const address = (each) => ({ headers: { 'x-test-address': each }, from: '127.99.0.1' });
        for (const network of ['2001:db8:1:2', '2001:db8:a0a:d0a']) {
          const held = await hold(100, '127.99.0.1', (i) => halfBody(`X-Test-Address: ${network}:${i + 1}::1\r\n`));
          const refused = await get('/healthz', address(`${network}:ffff::2`));
          assert.equal(refused.status, 429);
          assert.equal(refused.headers['retry-after'], '2');
          assert.equal(JSON.parse(refused.text).status, 429);
          for (const other of ['2001:db8:1:3::1', '192.0.2.1']) assert.equal((await get('/healthz', address(other))).status, 200);
          letGo(held);
          await eventually(async () => (await get('/healthz', address(`${network}::3`))).status === 200, 'room again');
        }
      });
    }

    test('while the server stops, a balancer is told, and people are still served', async () => {
      here.server.child.kill('SIGTERM');
      let ready = {};
      await eventually(async () => (ready = await get('/readyz')).status === 503, '/readyz says that the server stops');
      assert.equal(ready.headers['retry-after'], '5');
      assert.deepEqual(JSON.parse(ready.text), { ready: false, reason: 'stopping' });
      assert.equal((await sign({ from: '127.8.0.1' })).status, 200);
      await here.server.stop('SIGTERM');
      assert.equal(here.server.child.exitCode, 0);
    });

    test('the server\'s log names its version, and nobody', () => {
      const log = here.server.output;
      assert.match(log, /event=started version=\d+\.\d+\.\d+ /);
      assert.match(log, /event=stopping version=\d/);
      assert.match(log, /event=stopped version=\d/);
      assert.doesNotMatch(log, /zenobia|quill|example\.net|127\.[1-9]\.0\.1|192\.0\.2|key-of-signer/i);
      assert.doesNotMatch(here.front.output, /zenobia|quill|example\.net|127\.[1-9]\.0\.1/i);
    });
  });
}
