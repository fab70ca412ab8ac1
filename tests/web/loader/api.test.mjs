// web/loader/api.ts: requests to the server, and its error responses.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { copy, openPage } from '../page.mjs';

let page;
let api;

beforeEach(async () => {
  page = openPage();
  api = await page.run('loader/api.ts');
});

test('the server is the host that the script came from', async () => {
  assert.equal(api.server, 'https://sign.example');
  const other = await openPage().run('loader/api.ts', 'http://localhost:8080/v/0123456789abcdef/undersigned.js');
  assert.equal(other.server, 'http://localhost:8080');
  assert.equal(other.pageOf('a b/c'), 'http://localhost:8080/p/a%20b%2Fc');
});

test('paths name the campaign, the language and the partner, each encoded', async () => {
  await api.fetchPetition('a/b', 'zh-Hant');
  await api.fetchForm('a', 'de&x');
  await api.fetchCount('a', 'de');
  await api.fetchCount('a', 'de', 'p&q');
  await api.fetchCount('a', '', 'p');
  await api.fetchChallenge('a');
  await api.fetchDirectory('de');
  assert.deepEqual(page.requests.map(({ path }) => path), [
    '/v1/campaigns/a%2Fb/view?lang=zh-Hant', '/v1/campaigns/a/form?lang=de%26x', '/v1/campaigns/a/count?lang=de',
    '/v1/campaigns/a/count?lang=de&partner=p%26q', '/v1/campaigns/a/count?partner=p', '/v1/campaigns/a/challenge',
    '/v1/directory?lang=de',
  ]);
});

test('no request carries credentials, and views and counts are asked for anew', async () => {
  await api.fetchPetition('a', 'de');
  await api.fetchCount('a', 'de');
  await api.post('a', 'signatures', new page.window.URLSearchParams({ name: 'Ada' }));
  assert.deepEqual(page.requests.map(({ options }) => options.credentials), ['omit', 'omit', 'omit']);
  assert.deepEqual(page.requests.map(({ options }) => options.cache), ['no-cache', 'no-cache', undefined]);
  assert.deepEqual([page.requests[2].method, page.requests[2].body], ['POST', { name: 'Ada' }]);
});

test('every request ends some time, one for a challenge soon', async () => {
  await api.fetchPetition('a', 'de');
  await api.fetchChallenge('a');
  assert.deepEqual(page.requests.map(({ options }) => options.signal.ms), [20_000, 3_000]);
});

test('a "no" says its status, what is wrong and when to come back', async () => {
  page.answers = () => ({ status: 429, body: { detail: 'Busy', challenge: { token: 't', bits: 3 } }, headers: { 'Retry-After': '7' } });
  const refusal = await api.fetchForm('a', 'de').catch((error) => error);
  assert.ok(refusal instanceof api.Refusal);
  assert.deepEqual([refusal.status, refusal.retryAfterSeconds, refusal.message], [429, 7, 'Busy']);
  assert.deepEqual(copy(refusal.problem.challenge), { token: 't', bits: 3 });
});

test('a "no" in other words than the server\'s has its status at least', async () => {
  page.answers = () => ({ status: 502, body: '<h1>Bad gateway</h1>', headers: { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT' } });
  const refusal = await api.fetchForm('a', 'de').catch((error) => error);
  assert.deepEqual([refusal.status, refusal.retryAfterSeconds, copy(refusal.problem)], [502, 0, {}]);
});

test('no answer is an error, and no refusal', async () => {
  page.answers = () => 'offline';
  const error = await api.fetchForm('a', 'de').catch((caught) => caught);
  assert.ok(error instanceof page.window.TypeError);
});
