// A disk of eight megabytes that is really full: signing is answered with 503 and Retry-After, reads continue, and
// signing resumes by itself once there is space. The disk is a tmpfs of the server's own. On a machine that does not
// allow mounting one, the test is skipped.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import {
  addressOf, ask, bodyOf, commandThrough, confirmedCount, emptyTally, ended, importCampaign, isClean, judge, program, serveArguments, slug, textVersion,
} from './server.mjs';

const isRoot = process.getuid() === 0;
const unshare = isRoot ? ['-m'] : ['-Urm'];
const mounts = spawnSync('unshare', [...unshare, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

async function serveOnSmallDisk(folder) {
  const disk = join(folder, 'disk');
  await mkdir(disk);
  await importCampaign(join(folder, 'data'), join(folder, 'campaigns.json'));
  const script = 'mount -t tmpfs -o size=8m none "$1" && cp -r "$2" "$1/data" && shift 2 && exec "$@"';
  const args = [...unshare, 'sh', '-c', script, 'sh', disk, join(folder, 'data'), program, ...serveArguments(join(disk, 'data'))];
  const server = spawn('unshare', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return { server, address: await addressOf(server), disk: join(`/proc/${server.pid}/root`, disk) };
}

async function fill(file) {
  const filler = await open(file, 'w');
  try {
    for (const size of [65_536, 4_096]) {
      const bytes = Buffer.alloc(size);
      while ((await filler.write(bytes).catch(() => ({ bytesWritten: 0 }))).bytesWritten === size);
    }
  } finally {
    await filler.close();
  }
}

test('on a full disk signing is 503 with Retry-After, reading goes on, and signing too once there is room', {
  skip: mounts ? false : 'no file system can be mounted here',
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-disk-'));
  const { server, address, disk } = await serveOnSmallDisk(folder);
  try {
    const version = await textVersion(address);
    const crowd = { acknowledged: new Set(), refused: new Set() };
    const post = async (signer) => {
      const answer = await ask(address, `/v1/campaigns/${slug}/signatures`, { body: bodyOf(signer, version) });
      if (answer.status < 300) crowd.acknowledged.add(signer);
      return answer;
    };
    const [first, last] = [1, 40];
    for (let signer = first; signer <= last; signer += 1) assert.ok((await post(signer)).status < 300);

    await fill(join(disk, 'filler'));
    let signer = last;
    let answer;
    do answer = await post((signer += 1));
    while (answer.status < 300);
    for (let again = 0; again < 5; again += 1) {
      assert.equal(answer.status, 503);
      assert.match(answer.headers['retry-after'], /^\d+$/);
      assert.equal(JSON.parse(answer.text).errors[0].code, 'storage_failed');
      answer = await post(signer);
    }
    for (const path of [`/v1/campaigns/${slug}/view`, `/v1/campaigns/${slug}/count`, `/p/${slug}`, '/', '/healthz']) {
      assert.equal((await ask(address, path)).status, 200, path);
    }
    assert.equal(await confirmedCount(address), crowd.acknowledged.size);

    await rm(join(disk, 'filler'));
    for (let next = signer; next < signer + 40; next += 1) assert.ok((await post(next)).status < 300);
    assert.equal(await confirmedCount(address), crowd.acknowledged.size);
    const tally = emptyTally();
    const enter = ['nsenter', '-t', `${server.pid}`, '-m', ...(isRoot ? [] : ['-U', '--preserve-credentials'])];
    judge(join(folder, 'disk/data'), crowd, tally, (...args) => commandThrough(enter, ...args));
    assert.ok(isClean(tally), JSON.stringify(tally));
  } finally {
    server.kill('SIGTERM');
    await ended(server);
    await rm(folder, { recursive: true, force: true });
  }
});
