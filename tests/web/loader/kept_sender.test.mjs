// web/loader/kept_sender.ts: when a kept signature is sent, and who is told.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

let page;
let kept;
let signature;
let sender;
let heard;

beforeEach(async () => {
  page = openPage('<main></main>');
  kept = await page.run(['loader/kept_sender.ts', 'loader/kept.ts']);
  Object.defineProperty(page.window.navigator, 'onLine', { configurable: true, value: false });
  signature = kept.keep('a', 'name=Ada&idempotency_key=key', 7);
  sender = kept.senderOf(signature);
  heard = [];
  sender.listen(listener('one'));
  heard.length = 0;
});

function listener(name, root = page.find('main')) {
  return {
    root,
    sending: (isSending) => heard.push(`${name} ${isSending ? 'sending' : 'idle'}`),
    arrived: (reply, isFirst) => heard.push(`${name} ${isFirst ? 'first' : 'too'} ${reply.confirmed}`),
    refused: ({ status }) => heard.push(`${name} refused ${status}`),
    gone: () => heard.push(`${name} gone`),
  };
}

const outcomes = () => heard.filter((line) => !/sending|idle/.test(line));

test('what arrives is forgotten, and every listener on the page hears it, one of them as the first', async () => {
  sender.listen(listener('two'));
  sender.listen(listener('off the page', page.document.createElement('p')));
  heard.length = 0;
  page.answers = () => ({ body: { confirmed: 9 } });
  await sender.send();
  assert.deepEqual(heard, [
    'one sending', 'two sending', 'off the page sending', 'one first 9', 'two too 9', 'one idle', 'two idle', 'off the page idle',
  ]);
  assert.equal(page.window.localStorage.length, 0);
  assert.deepEqual(page.requests[0].body, { name: 'Ada', idempotency_key: 'key' });
  await sender.send();
  assert.equal(page.requests.length, 1);
});

test('failures are waited for, each twice as long, five minutes at most', async () => {
  page.answers = () => 'offline';
  await sender.send();
  const waits = [];
  for (let i = 0; i < 8; ++i) {
    waits.push(page.clock.waits[0]);
    await page.clock.advance(page.clock.waits[0]);
  }
  assert.deepEqual(waits, [5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
  assert.equal(page.requests.length, 9);
  assert.equal(kept.isStillKept(signature), true);
});

test('a server that asks for more time gets it', async () => {
  page.answers = () => ({ status: 503, headers: { 'Retry-After': '3600' } });
  await sender.send();
  assert.deepEqual(page.clock.waits, [3_600_000]);
});

test('a "no" ends it', async () => {
  page.answers = () => ({ status: 422, body: {} });
  await sender.send();
  assert.deepEqual(outcomes(), ['one refused 422']);
  assert.deepEqual([page.clock.waits, page.window.localStorage.length], [[], 0]);
});

test('deleted, it is sent no more, not even by a line that is back', async () => {
  page.answers = () => 'offline';
  await sender.send();
  sender.delete();
  page.window.dispatchEvent(new page.window.Event('online'));
  await page.clock.advance(600_000);
  await sender.send();
  assert.deepEqual([outcomes(), page.requests.length], [['one gone'], 1]);
});

test('a line that is back is tried soon, with others not at once', async () => {
  page.clock.chance = 0.5;
  page.answers = () => 'offline';
  await sender.send();
  page.window.dispatchEvent(new page.window.Event('online'));
  assert.deepEqual(page.clock.waits, [3_125]);
});

test('a page that nobody sees waits until it is seen', async () => {
  page.answers = () => 'offline';
  await sender.send();
  page.setHidden(true);
  await page.clock.advance(600_000);
  assert.equal(page.requests.length, 1);
  page.setHidden(false);
  await page.clock.advance(0);
  assert.equal(page.requests.length, 2);
});

test('what another tab has sent is gone', async () => {
  page.window.localStorage.clear();
  page.window.dispatchEvent(new page.window.Event('storage'));
  assert.deepEqual(outcomes(), ['one gone']);
  await sender.send();
  assert.equal(page.requests.length, 0);
});

test('one tab sends at a time, and the next finds it gone', async () => {
  let free;
  const asked = [];
  const before = new Promise((resolve) => (free = resolve));
  page.window.navigator.locks = {
    request: async (name, run) => {
      asked.push(name);
      await before;
      return run();
    },
  };
  const sent = sender.send();
  page.window.localStorage.clear();
  free();
  await sent;
  assert.deepEqual([asked, outcomes(), page.requests.length], [['undersigned.kept'], ['one gone'], 0]);
});

test('one sender serves all widgets, and two presses send once', async () => {
  assert.equal(kept.senderOf({ ...signature }), sender);
  await Promise.all([sender.send(), sender.send()]);
  assert.equal(page.requests.length, 1);
  assert.notEqual(kept.senderOf(signature), sender);
});
