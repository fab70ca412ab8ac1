// web/loader/kept.ts: signatures that wait on this device.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { copy, openPage, server } from '../page.mjs';

const day = 86_400_000;
let page;
let kept;

beforeEach(async () => {
  page = openPage();
  kept = await page.run('loader/kept.ts');
});

const stored = () => JSON.parse(page.window.localStorage.getItem('undersigned.kept'));
const store = (value) => page.window.localStorage.setItem('undersigned.kept', JSON.stringify(value));
const bodies = () => stored()?.map(({ body }) => body);

test('a signature is kept as it is sent, for its server and its days', () => {
  const signature = kept.keep('a', 'name=Ada', 7);
  assert.deepEqual(copy(signature), { campaign: 'a', endpoint: server, body: 'name=Ada', until: Date.UTC(2026, 0, 8) });
  assert.deepEqual(stored(), [copy(signature)]);
});

test('five wait at most, and the same one waits once', () => {
  for (const body of ['1', '2', '3', '4', '5']) assert.ok(kept.keep('a', body, 7));
  assert.equal(kept.keep('a', '6', 7), undefined);
  assert.ok(kept.keep('a', '1', 7));
  assert.deepEqual(bodies(), ['2', '3', '4', '5', '1']);
});

test('the oldest of the campaign comes first, and of no other campaign or server', () => {
  const until = Date.UTC(2026, 1, 1);
  store([
    { campaign: 'b', endpoint: server, body: '1', until }, { campaign: 'a', endpoint: 'https://other.example', body: '2', until },
    { campaign: 'a', endpoint: server, body: '3', until }, { campaign: 'a', endpoint: server, body: '4', until },
  ]);
  assert.equal(kept.loadWaiting('a').waiting.body, '3');
  assert.deepEqual(copy(kept.loadWaiting('c')), { expired: false });
  assert.equal(stored().length, 4);
});

test('one that waited too long is erased, and said for its own campaign, as often as it is asked', async () => {
  kept.keep('a', '1', 1);
  kept.keep('b', '2', 2);
  await page.clock.advance(day - 1);
  assert.equal(kept.loadWaiting('a').expired, false);
  await page.clock.advance(1);
  assert.equal(kept.loadWaiting('b').waiting.body, '2');
  assert.deepEqual(bodies(), ['2']);
  assert.deepEqual([kept.loadWaiting('a').expired, kept.loadWaiting('a').expired, kept.loadWaiting('b').expired], [true, true, false]);
});

test('the last that goes leaves no key behind', async () => {
  const signature = kept.keep('a', '1', 1);
  assert.equal(kept.isStillKept(signature), true);
  kept.removeKept(signature);
  assert.equal(kept.isStillKept(signature), false);
  assert.equal(page.window.localStorage.length, 0);
  kept.keep('a', '1', 1);
  await page.clock.advance(day);
  kept.loadWaiting('b');
  assert.equal(page.window.localStorage.length, 0);
});

test('an expired one is kept no longer, even while it lies there', async () => {
  const signature = kept.keep('a', '1', 1);
  await page.clock.advance(day);
  assert.equal(stored().length, 1);
  assert.equal(kept.isStillKept(signature), false);
});

for (const strange of ['{', 'null', '7', '{"campaign":"a"}', '[null, 7, "x", {}]', `[{"campaign":"a","endpoint":"${server}","body":"1","until":"soon"}]`]) {
  test(`${strange} in the store is nothing that waits`, () => {
    page.window.localStorage.setItem('undersigned.kept', strange);
    assert.deepEqual(copy(kept.loadWaiting('a')), { expired: false });
    assert.ok(kept.keep('a', '1', 7));
    assert.deepEqual(bodies(), ['1']);
  });
}

test('a browser that keeps nothing keeps nothing, without a word', () => {
  Object.defineProperty(page.window, 'localStorage', { get() { throw new page.window.DOMException('barred', 'SecurityError'); } });
  assert.equal(kept.keep('a', '1', 7), undefined);
  assert.deepEqual(copy(kept.loadWaiting('a')), { expired: false });
});
