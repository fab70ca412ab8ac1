// web/solver/slices.ts: a search that does not block typing and scrolling.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

let page;
let searchInSlices;
let calls;

beforeEach(async () => {
  page = openPage();
  page.window.MessageChannel = MessageChannel;
  ({ searchInSlices } = await page.run('solver/slices.ts'));
  calls = [];
});

// Finds `number`; every attempt takes `tryMs`.
const search = (number, tryMs = 0) => (first, tries) => {
  calls.push([first, tries]);
  page.clock.sleep(tries * tryMs);
  return number >= first && number < first + tries ? number : -1;
};

test('every number is tried once, in order', async () => {
  assert.equal(await searchInSlices(search(100_000), () => true), 100_000);
  calls.reduce((next, [first, tries]) => {
    assert.equal(first, next);
    return first + tries;
  }, 0);
});

test('a slice is five milliseconds long, as the tries so far took, but 200 tries at least', async () => {
  await searchInSlices(search(10_000, 0.01), () => true);
  assert.deepEqual(calls[0], [0, 200]);
  assert.deepEqual(calls.at(-1)[1], 500);
  calls = [];
  await searchInSlices(search(2_000, 1), () => true);
  assert.ok(calls.every(([, tries]) => tries === 200));
});

test('a clock that stands still is not believed', async () => {
  await searchInSlices(search(1_000), () => true);
  assert.deepEqual(calls.slice(0, 2), [[0, 200], [200, 200]]);
});

test('what is not wanted any more ends', async () => {
  assert.equal(await searchInSlices(search(1e9), () => calls.length < 3), -1);
  assert.equal(calls.length, 3);
});

test('others have their turn between two slices', async () => {
  let turns = 0;
  setImmediate(function turn() {
    ++turns;
    if (calls.length < 10) setImmediate(turn);
  });
  await searchInSlices(search(1e9), () => calls.length < 10);
  assert.ok(turns >= 5, `${turns} turns`);
});
