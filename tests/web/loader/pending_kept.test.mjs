// web/loader/pending_kept.ts: the step that waits for the code survives a reload.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { copy, openPage, server } from '../page.mjs';

const day = 86_400_000;
const key = 'undersigned.pending.a';
const reply = { view: ['text'], lang: 'de', dir: 'ltr', pending: true };
let page;
let pending;

beforeEach(async () => {
  page = openPage();
  pending = await page.run('loader/pending_kept.ts');
});

const sent = (text = 'name=Ada&idempotency_key=key') => new page.window.URLSearchParams(text);
const stored = () => page.window.sessionStorage.getItem(key);

test('a reload finds the step as it was, of this campaign alone', () => {
  pending.keepStep('a', { reply, sent: sent() });
  const step = pending.keptStep('a');
  assert.deepEqual([copy(step.reply), step.sent.toString()], [reply, 'name=Ada&idempotency_key=key']);
  assert.equal(pending.keptStep('b'), undefined);
  assert.ok(stored());
});

test('after a day it is gone, and a look at it makes it last no longer', async () => {
  pending.keepStep('a', { reply, sent: sent() });
  await page.clock.advance(day - 1);
  pending.keepStep('a', { reply, sent: sent() });
  assert.ok(pending.keptStep('a'));
  await page.clock.advance(1);
  assert.equal(pending.keptStep('a'), undefined);
  assert.equal(stored(), null);
});

test('another signature takes the place of the one before', () => {
  pending.keepStep('a', { reply, sent: sent() });
  pending.keepStep('a', { reply, sent: sent('name=Grace') });
  assert.equal(pending.keptStep('a').sent.toString(), 'name=Grace');
});

test('what is forgotten leaves nothing behind', () => {
  pending.keepStep('a', { reply, sent: sent() });
  pending.forgetStep('a');
  assert.equal(page.window.sessionStorage.length, 0);
});

const good = { endpoint: server, reply, body: 'name=Ada', until: Date.UTC(2027, 0, 1) };
for (const [what, strange] of [
  ['no JSON', '{'], ['null', 'null'], ['a number', '7'], ['another server\'s', { ...good, endpoint: 'https://other.example' }],
  ['one without a view', { ...good, reply: { ...reply, view: 'text' } }], ['one without a language', { ...good, reply: { view: [], dir: 'ltr' } }],
  ['one without a reply', { ...good, reply: null }], ['one without a body', { ...good, body: 7 }], ['one without an end', { ...good, until: 'soon' }],
]) {
  test(`${what} in the store is no step, and goes`, () => {
    page.window.sessionStorage.setItem(key, typeof strange === 'string' ? strange : JSON.stringify(strange));
    assert.equal(pending.keptStep('a'), undefined);
    assert.equal(stored(), null);
  });
}

test('a browser that keeps nothing keeps nothing, without a word', () => {
  Object.defineProperty(page.window, 'sessionStorage', { get() { throw new page.window.DOMException('barred', 'SecurityError'); } });
  pending.keepStep('a', { reply, sent: sent() });
  assert.equal(pending.keptStep('a'), undefined);
});
