// The systemd unit as systemd reads it, the notification that it waits for, and /metrics as Prometheus reads it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { metrics } from '../run/exact_count.mjs';
import { freePort } from '../run/free_port.mjs';

import {
  Process, ask, campaign, eventually, makeFolder, program, removeFolder, root, server, startServer,
} from './support.mjs';

const here = {};

before(async () => {
  here.folder = await makeFolder();
  here.unit = join(here.folder, 'undersigned.service');
  const unit = await readFile(join(root, 'server/deploy/undersigned.service'), 'utf8');
  assert.match(unit, /^ExecStart=\/usr\/bin\/undersigned-server /m);
  await writeFile(here.unit, unit.replaceAll('/usr/bin/undersigned-server', server).replaceAll(/^#(?=LoadCredential|Environment)/gm, ''));
});

after(async () => {
  await here.server?.stop();
  await here.manager?.stop();
  await removeFolder(here.folder);
});

test('systemd takes every line of the unit, those to be uncommented too', () => {
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', here.unit], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(status, 0);
});

test('systemd finds little that the service could do besides its work', (t) => {
  const { status, stdout, stderr } = spawnSync('systemd-analyze',
    ['security', '--offline=true', '--threshold=15', '--no-pager', here.unit], { encoding: 'utf8' });
  t.diagnostic(stdout.trim().split('\n').at(-1));
  assert.equal(status, 0, stderr);
});

test('the program names its version', () => {
  const { status, stdout } = spawnSync(server, ['--version'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^undersigned-server \d+\.\d+\.\d+\n$/);
});

// Node.js does not support datagram sockets of this kind.
const manager = `
import socket, sys
told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
told.bind(sys.argv[1])
print('bound', flush=True)
while True: print(told.recv(100).decode(), flush=True)`;

test('systemd is told when the server serves, and when it begins to stop', async () => {
  const socket = join(here.folder, 'notify');
  here.manager = new Process('python3', ['-c', manager, socket]);
  await eventually(() => here.manager.output.includes('bound'), 'a service manager that listens');
  const told = await startServer(here.folder, await freePort(), [], { NOTIFY_SOCKET: socket });
  await eventually(() => here.manager.output.endsWith('READY=1\n'), 'READY=1');
  await told.stop();
  assert.equal(here.manager.output, 'bound\nREADY=1\nSTOPPING=1\n');
});

test("where the journal keeps what is printed, the owner's link is not in it", async () => {
  const data = join(here.folder, 'journal-data');
  const journal = await open(join(here.folder, 'journal'), 'a+');
  const { dev, ino } = await journal.stat();
  const options = ['serve', '--data', data, '--port', '0', '--print-port', '--assets', join(root, 'build/web')];
  const printed = async (environment) => {
    await journal.truncate();
    const service = spawn(server, options, { stdio: ['ignore', journal.fd, 'ignore'], env: { ...process.env, ...environment } });
    const text = async () => readFile(join(here.folder, 'journal'), 'utf8');
    await eventually(async () => (await text()).includes('listening on'), 'a server that listens');
    service.kill();
    await once(service, 'exit');
    return text();
  };
  assert.match(await printed({}), /\/admin\/setup\?token=/);
  const kept = await printed({ JOURNAL_STREAM: `${dev}:${ino}` });
  assert.doesNotMatch(kept, /token/);
  assert.match(kept, /user add NAME --role owner --data /);
  await journal.close();
});

test('Prometheus takes the numbers, and has nothing to say of their names', async () => {
  const port = await freePort();
  here.server = await startServer(here.folder, port, []);
  const signed = await ask(`http://127.0.0.1:${port}/v1/campaigns/${campaign}/signatures`,
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  assert.equal(signed.status, 422);
  const { status, stdout, stderr } = spawnSync(program('usr/bin/promtool'), ['check', 'metrics'],
    { input: await metrics(`http://127.0.0.1:${port}`), encoding: 'utf8' });
  assert.equal(stdout + stderr, '');
  assert.equal(status, 0);
});
