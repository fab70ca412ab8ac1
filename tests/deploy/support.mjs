// A real server with programs in front of it or beside it, for the tests of server/deploy.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { metrics } from '../run/exact_count.mjs';
import { freePort } from '../run/free_port.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const server = process.env.UNDERSIGNED_SERVER ?? join(root, 'build/dev/server/undersigned-server');
export const assets = process.env.UNDERSIGNED_ASSETS ?? join(root, 'build/web');
export const campaign = 'free-dontae-sharpe';

// The program with that path in Debian's package: installed, or unpacked by ./dev.
export function program(path) {
  const places = [join('/', path), join(root, 'build/programs', path)];
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`/${path} is not there: ./dev test unpacks it`);
  return found;
}

const patienceMs = 20_000;

export async function eventually(condition, what) {
  for (const until = Date.now() + patienceMs; !(await condition()); await pause(10)) {
    if (Date.now() > until) throw new Error(`this did not come: ${what}`);
  }
}

function takesConnections(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

export class Process {
  constructor(command, args, env = {}) {
    this.output = '';
    this.child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (data) => (this.output += data));
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
  }

  async serves(port) {
    const ended = this.ended.then(() => Promise.reject(new Error(`it ended before it served: ${this.output}`)));
    await Promise.race([eventually(() => takesConnections(port), `port ${port} open`), ended]);
    ended.catch(() => undefined);
  }

  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    await this.ended;
  }
}

export async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-deploy-'));
  await chmod(folder, 0o711); // nginx's workers run as another user
  return folder;
}

export const removeFolder = (folder) => rm(folder, { recursive: true, force: true });

// Imports the demo's campaigns into a folder and serves it. Signatures count at once, so no mail is needed.
export async function startServer(folder, port, more, env = {}) {
  const data = join(folder, 'data');
  const demo = JSON.parse(await readFile(join(root, 'web/demo/campaigns.json'), 'utf8'));
  for (const each of demo.campaigns) Object.assign(each, { confirmation: 'none', picture: undefined });
  const file = join(folder, 'campaigns.json');
  await writeFile(file, JSON.stringify(demo));
  const { status, stderr } = spawnSync(server, ['import-campaigns', file, '--data', data], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const args = ['serve', '--data', data, '--port', `${port}`, '--assets', assets, '--sign-ms-min', '0', ...more];
  const running = new Process(server, args, env);
  await running.serves(port);
  return running;
}

export async function metric(port, name) {
  const line = (await metrics(`http://127.0.0.1:${port}`)).split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line.slice(name.length + 1));
}

// A self-signed certificate for localhost, in cert.pem and key.pem.
export async function makeCertificate(folder) {
  const { status, stderr } = spawnSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost',
    '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem'),
  ], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return readFile(join(folder, 'cert.pem'));
}

// One request over its own connection; `from` is the client's loopback address.
export function ask(url, { method = 'GET', headers = {}, body = '', from = '127.0.0.1', ca } = {}) {
  const open = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const options = { method, headers, ca, localAddress: from, family: 4, agent: false, servername: 'localhost' };
    const sending = open(url, options, async (answer) => {
      let text = '';
      for await (const piece of answer) text += piece;
      resolve({ status: answer.statusCode, headers: answer.headers, raw: answer.rawHeaders, text });
    });
    sending.setTimeout(patienceMs, () => sending.destroy(new Error(`no answer from ${url}`)));
    sending.on('error', reject).end(body);
  });
}
