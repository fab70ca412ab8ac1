// web/solver/solver.ts: where a challenge is solved, and when it is not.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

const file = 'https://sign.example/v/1/solver.js';
let page;
let workers;

beforeEach(() => {
  page = openPage();
});

async function open(url, onTask) {
  page = openPage('', url);
  workers = [];
  page.window.MessageChannel = MessageChannel;
  page.window.Worker = class {
    constructor(address) {
      this.address = address;
      workers.push(this);
    }
    postMessage(task) {
      this.task = task;
      setImmediate(() => onTask(this));
    }
    terminate() {
      this.isEnded = true;
    }
  };
  const { solve } = await page.run('solver/solver.ts', file);
  return (challenge, more = {}) => solve({ challenge, mayRunWasm: false, isWanted: () => true, ...more });
}

const begins = (token, solution, bits) => {
  const digest = createHash('sha256').update(`${token}.${solution}`).digest();
  return digest.readUInt32BE() >>> (32 - bits) === 0;
};

test('on a site of somebody else it is solved in slices, without a worker', async () => {
  const solve = await open('https://site.example/');
  for (const token of ['short', 'a token whose number would run over into a block of its own']) {
    assert.ok(begins(token, await solve({ token, bits: 8 }), 8), token);
  }
  assert.deepEqual([workers, page.requests], [[], []]);
});

test('zeros that fill the block stand before the number', async () => {
  const solve = await open('https://site.example/');
  assert.match(await solve({ token: 't'.repeat(55), bits: 4 }), /^0{8}\d+$/);
});

test('on a page of the server a worker solves it, and ends', async () => {
  const solve = await open('https://sign.example/p/a', (worker) => worker.onmessage({ data: 42 }));
  assert.equal(await solve({ token: 'short', bits: 8 }), '42');
  assert.deepEqual([workers[0].address, workers[0].task.challenge.token, workers[0].isEnded, page.clock.waits],
    ['https://sign.example/v/1/solver_worker.js', 'short', true, []]);
});

test('where no worker starts, slices solve it', async () => {
  const solve = await open('https://sign.example/p/a', (worker) => worker.onerror({ preventDefault() {} }));
  assert.ok(begins('short', await solve({ token: 'short', bits: 8 }), 8));
  assert.deepEqual(page.clock.waits, []);
});

test('a worker that is not wanted any more is ended', async () => {
  const solve = await open('https://sign.example/p/a', () => {});
  let isWanted = true;
  const solution = solve({ token: 'short', bits: 8 }, { isWanted: () => isWanted });
  await page.clock.advance(250);
  assert.equal(workers[0].isEnded, undefined);
  isWanted = false;
  await page.clock.advance(250);
  assert.deepEqual([await solution, workers[0].isEnded], [undefined, true]);
});

test('a challenge that would take minutes is not begun', async () => {
  const solve = await open('https://site.example/');
  for (const bits of [29, NaN, undefined]) assert.equal(await solve({ token: 'short', bits }), undefined, String(bits));
  assert.equal(await solve({ token: 'short', bits: 28 }, { isWanted: () => false }), undefined);
});

test('WebAssembly is fetched where it may run, and JavaScript takes its place where it does not', async () => {
  const solve = await open('https://site.example/');
  assert.ok(begins('short', await solve({ token: 'short', bits: 8 }, { mayRunWasm: true }), 8));
  assert.deepEqual(page.requests.map(({ path, options }) => [path, options.integrity, options.credentials]), [['/v/1/solver.wasm', 'solver-module', 'omit']]);
  page.answers = () => 'offline';
  assert.ok(await solve({ token: 'short', bits: 8 }, { mayRunWasm: true }));
});
