// The systemd unit as systemd reads it, the notification it waits for, and /metrics as Prometheus reads it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import {
  ask, campaign, freePort, makeFolder, metrics, program, removeFolder, root, server, startServer,
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

test('Prometheus takes the numbers, and has nothing to say of their names', async () => {
  const port = await freePort();
  here.server = await startServer(here.folder, port, []);
  const signed = await ask(`http://127.0.0.1:${port}/v1/campaigns/${campaign}/signatures`,
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  assert.equal(signed.status, 422);
  const { status, stdout, stderr } = spawnSync(program('usr/bin/promtool'), ['check', 'metrics'],
    { input: await metrics(port), encoding: 'utf8' });
  assert.equal(stdout + stderr, '');
  assert.equal(status, 0);
});
