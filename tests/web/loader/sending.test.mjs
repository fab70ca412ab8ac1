// web/loader/sending.ts: a signature is sent again as long as that can help, and no longer.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

const challenge = { token: 'token', bits: 8 };
const busy = (seconds, status = 429) => ({ status, headers: { 'Retry-After': String(seconds) } });
const thanks = { body: { confirmed: 8, view: [] } };

let page;
let sending;
let isWanted;
let tasks;

beforeEach(async () => {
  page = openPage();
  sending = await page.run(['loader/sending.ts', 'loader/api.ts']);
  isWanted = true;
  tasks = [];
  page.part = () => ({
    solve: async (task) => {
      tasks.push(task);
      return '00042';
    },
  });
  Object.defineProperty(page.window.navigator, 'onLine', { configurable: true, value: true });
});

const posts = () => page.requests.filter(({ method }) => method === 'POST');

// The server answers with these in order, then always with the last one; the result is a reply or an error.
function send(answers, sender = {}) {
  page.answers = () => (answers.length > 1 ? answers.shift() : answers[0]);
  const body = new page.window.URLSearchParams({ name: 'Ada', idempotency_key: 'key' });
  return sending.sendSignature('a', body, { isWanted: () => isWanted, ...sender }).catch((error) => error);
}

test('one try is enough where the server says yes', async () => {
  assert.equal((await send([thanks])).confirmed, 8);
  assert.deepEqual(posts().map(({ method, path }) => `${method} ${path}`), ['POST /v1/campaigns/a/signatures']);
});

test('a challenge is solved and sent along with the same signature', async () => {
  let solving = 0;
  const reply = await send([{ status: 429, body: { challenge } }, thanks], { solving: () => ++solving });
  assert.equal(reply.confirmed, 8);
  assert.equal(solving, 1);
  assert.deepEqual([tasks[0].challenge.token, tasks[0].mayRunWasm], ['token', false]);
  assert.deepEqual(posts().map(({ body }) => body), [
    { name: 'Ada', idempotency_key: 'key' },
    { name: 'Ada', idempotency_key: 'key', challenge: 'token', solution: '00042' },
  ]);
});

test('three challenges are solved, not four', async () => {
  const error = await send([{ status: 429, body: { challenge } }]);
  assert.equal(error.status, 429);
  assert.deepEqual([tasks.length, posts().length], [3, 4]);
});

test('without a solution, the challenge is the outcome', async () => {
  page.part = () => ({ solve: async () => undefined });
  assert.equal(sending.challengeOf(await send([{ status: 429, body: { challenge } }])).token, 'token');
  page.part = () => Promise.reject(new Error('no solver'));
  assert.equal((await send([{ status: 429, body: { challenge } }])).status, 429);
  assert.equal(posts().length, 2);
});

test('a busy server is waited for as long as it asks, and half as long again at most', async () => {
  const waits = [];
  const wait = async (seconds) => void waits.push(seconds);
  assert.equal((await send([busy(7), busy(8, 503), thanks], { wait })).confirmed, 8);
  page.clock.chance = 1;
  await send([busy(7), thanks], { wait });
  assert.deepEqual(waits, [7, 8, 10.5]);
});

test('waits grow where the server names none, and the sixth is not begun', async () => {
  const waits = [];
  assert.equal((await send([busy(0)], { wait: async (seconds) => void waits.push(seconds) })).status, 429);
  assert.deepEqual(waits, [1, 2, 3, 4, 5]);
});

test('nobody waits longer than a quarter of an hour', async () => {
  const waits = [];
  const wait = async (seconds) => void waits.push(seconds);
  await send([busy(900), thanks], { wait });
  assert.equal((await send([busy(901)], { wait })).status, 429);
  assert.deepEqual(waits, [900]);
});

test('whoever cannot wait is told at once', async () => {
  assert.equal((await send([busy(1)])).status, 429);
  assert.equal(posts().length, 1);
});

test('taken back during a wait, it is not sent again', async () => {
  assert.equal((await send([busy(1), thanks], { wait: async () => (isWanted = false) })).status, 429);
  assert.equal(posts().length, 1);
});

test('a line that was lost gets one more try after a second', async () => {
  const outcome = send(['offline', thanks]);
  await page.clock.advance(999);
  assert.equal(posts().length, 1);
  await page.clock.advance(1);
  assert.equal((await outcome).confirmed, 8);

  const second = send(['offline']);
  await page.clock.advance(60_000);
  assert.ok((await second) instanceof page.window.TypeError);
  assert.equal(posts().length, 4);
});

test('without a network there is no second try', async () => {
  Object.defineProperty(page.window.navigator, 'onLine', { configurable: true, value: false });
  assert.ok((await send(['offline'])) instanceof page.window.TypeError);
  assert.deepEqual([posts().length, page.clock.waits], [1, []]);
});

for (const [status, outOfReach, seconds] of [
  [400, false, undefined], [403, false, undefined], [404, false, undefined], [408, true, undefined], [422, false, undefined],
  [429, true, 7], [500, true, undefined], [502, true, 7], [503, true, 7], [504, true, 7], [505, true, undefined],
]) {
  test(`${status} is ${outOfReach ? 'out of reach' : 'an answer'}, ${seconds ? 'to be waited for' : 'and asks for no wait'}`, async () => {
    const error = await send([busy(7, status)]);
    assert.deepEqual([error.status, sending.isTemporarilyUnavailable(error), sending.retryAfterSeconds(error)], [status, outOfReach, seconds]);
    assert.equal(sending.challengeOf(error), undefined);
  });
}

test('a challenge is no wait, and no answer is out of reach', async () => {
  page.part = () => ({ solve: async () => undefined });
  assert.equal(sending.retryAfterSeconds(await send([{ ...busy(7), body: { challenge } }])), undefined);
  assert.equal(sending.isTemporarilyUnavailable(new page.window.TypeError()), true);
  assert.equal(sending.retryAfterSeconds(new page.window.TypeError()), undefined);
});

test('a key is 32 hexadecimal digits, each time others', () => {
  const keys = Array.from({ length: 50 }, () => sending.newIdempotencyKey());
  for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
  assert.equal(new Set(keys).size, keys.length);
});
