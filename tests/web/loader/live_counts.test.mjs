// web/loader/live_counts.ts: how often counts are requested.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

const middle = 15_000; // the wait if the random number is 0.5
let page;
let counts;
let shown;

beforeEach(async () => {
  page = openPage();
  counts = await page.run('loader/live_counts.ts');
  page.clock.chance = 0.5;
  page.answers = () => ({ body: { confirmed: 7, view: [] } });
  shown = [];
});

function watch(name, campaign, more = {}) {
  const watcher = { campaign, lang: 'de', inView: true, show: ({ confirmed }) => shown.push(`${name} ${confirmed}`), ...more };
  counts.watchCount(watcher);
  return watcher;
}

const paths = () => page.requests.map(({ path }) => path.replace('/v1/campaigns/', ''));

test('widgets of one campaign, language and partner share one request', async () => {
  watch('one', 'a');
  watch('two', 'a');
  watch('partner', 'a', { partner: 'p' });
  watch('english', 'a', { lang: 'en' });
  await page.clock.advance(middle - 1);
  assert.deepEqual(paths(), []);
  await page.clock.advance(1);
  assert.deepEqual(paths(), ['a/count?lang=de', 'a/count?lang=de&partner=p', 'a/count?lang=en']);
  assert.deepEqual(shown.sort(), ['english 7', 'one 7', 'partner 7', 'two 7']);
});

test('the wait is 12 to 18 seconds', async () => {
  page.clock.chance = 0;
  watch('one', 'a');
  assert.deepEqual(page.clock.waits, [12_000]);
  page.clock.chance = 1;
  await page.clock.advance(12_000);
  assert.deepEqual(page.clock.waits, [18_000]);
});

test('nothing is asked for what nobody sees', async () => {
  const watcher = watch('one', 'a', { inView: false });
  await page.clock.advance(middle);
  assert.equal(page.requests.length, 0);
  watcher.inView = true;
  page.setHidden(true);
  await page.clock.advance(middle);
  assert.equal(page.requests.length, 0);
  page.setHidden(false);
  await page.clock.advance(middle);
  assert.equal(page.requests.length, 1);
});

test('a server that fails gets twice the rest each time, eight times at most, and none once it is back', async () => {
  page.answers = () => ({ status: 503 });
  watch('one', 'a');
  const waits = [];
  for (let i = 0; i < 6; ++i) {
    waits.push(page.clock.waits[0] / middle);
    await page.clock.advance(page.clock.waits[0]);
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 8, 8]);
  assert.deepEqual(shown, []);
  page.answers = () => ({ body: { confirmed: 8, view: [] } });
  await page.clock.advance(8 * middle);
  assert.deepEqual([shown, page.clock.waits], [['one 8'], [middle]]);
});

test('after an hour nobody asks any more', async () => {
  watch('one', 'a');
  await page.clock.advance(2 * 3_600_000);
  assert.equal(page.requests.length, 241);
  assert.deepEqual(page.clock.waits, []);
});

test('what is no longer shown is no longer asked for', async () => {
  counts.unwatchCount(watch('one', 'a'));
  await page.clock.advance(2 * middle);
  assert.deepEqual([page.requests.length, page.clock.waits], [0, []]);
});

test('a signature is seen in the count of its campaign, in view or not, once the server has counted it', async () => {
  watch('a', 'a', { inView: false });
  watch('b', 'b', { inView: false });
  page.document.dispatchEvent(new page.window.CustomEvent('undersigned:signed', { detail: { campaign: 'a' } }));
  await page.clock.advance(10_999);
  assert.deepEqual(shown, []);
  await page.clock.advance(1);
  assert.deepEqual(shown, ['a 7']);
});

test('an event without a campaign, sent by somebody else, asks for nothing', async () => {
  watch('a', 'a', { inView: false });
  page.document.dispatchEvent(new page.window.Event('undersigned:signed'));
  page.document.dispatchEvent(new page.window.CustomEvent('undersigned:signed'));
  await page.clock.advance(11_000);
  assert.equal(page.requests.length, 0);
});

test('a count is replaced where it is another, and nowhere else', () => {
  page.document.body.innerHTML = '<p data-part="count" id="old">7</p><p data-part="count" id="same">8</p><p id="other">7</p>';
  counts.replaceCounts(page.document, { confirmed: 8, view: [['p', { 'data-part': 'count', id: 'new' }, '8']] });
  assert.equal(page.document.body.innerHTML, '<p data-part="count" id="new">8</p><p data-part="count" id="same">8</p><p id="other">7</p>');
});

test('the sentence of the thanks says the new count too', () => {
  page.document.body.innerHTML = '<p class="thanks-text">one of 7</p><p data-part="count">7</p>';
  counts.replaceCounts(page.document, { confirmed: 8, thanks: 'one of 8', view: [['p', { 'data-part': 'count' }, '8']] });
  assert.equal(page.document.body.textContent, 'one of 88');
});

test('the thanks of the first signer keep their place empty while nothing is counted', () => {
  page.document.body.innerHTML = '<p data-part="count"></p>';
  counts.replaceCounts(page.document, { confirmed: 0, view: [['p', { 'data-part': 'count' }, '0']] });
  assert.equal(page.document.body.textContent, '');
  counts.replaceCounts(page.document, { confirmed: 1, view: [['p', { 'data-part': 'count' }, '1']] });
  assert.equal(page.document.body.textContent, '1');
});
