// web/loader/element.ts: when an element loads, what it shows meanwhile, and when it retries.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

const count = (confirmed, more = {}) => ({ body: { lang: 'de', dir: 'ltr', view: [['p', { 'data-part': 'count' }, String(confirmed)]], confirmed, ...more } });

let page;
let warnings;

beforeEach(() => {
  warnings = [];
});

async function open(html) {
  page = openPage(html);
  page.window.console.warn = (text) => warnings.push(text);
  page.answers = () => count(7);
  const { CounterElement } = await page.run('loader/counter.ts');
  return () => page.window.customElements.define('undersigned-counter', CounterElement);
}

async function start(html) {
  (await open(html))();
  await page.clock.advance(0);
}

const element = () => page.find('undersigned-counter');
const box = () => element().shadowRoot.querySelector('.undersigned');
const paths = () => page.requests.map(({ path }) => path.replace('/v1/campaigns/', ''));

test('it shows what the server gives, in its language and direction, and says that it is ready', async () => {
  await start('<undersigned-counter campaign="a" lang="ar">Fallback</undersigned-counter>');
  assert.deepEqual([paths(), box().textContent, box().lang, box().dir], [['a/count?lang=ar'], '7', 'de', 'ltr']);
  assert.deepEqual(page.events, [{ name: 'ready', campaign: 'a' }]);
});

test('attributes that change in one go are one load', async () => {
  await start('<undersigned-counter campaign="a" lang="de"></undersigned-counter>');
  element().campaign = 'b';
  element().partner = 'p';
  element().lang = 'en';
  await page.clock.advance(0);
  assert.deepEqual(paths(), ['a/count?lang=de', 'b/count?lang=en&partner=p']);
  element().theme = 'dark';
  await page.clock.advance(0);
  assert.equal(page.requests.length, 2);
});

test('the language is its own, else that around it, else the reader\'s', async () => {
  await start('<html lang="fr"><undersigned-counter campaign="a" lang="auto"></undersigned-counter>');
  page.document.documentElement.lang = '';
  element().campaign = 'b';
  await page.clock.advance(0);
  assert.deepEqual(paths(), ['a/count?lang=fr', 'b/count?lang=en-US']);
});

test('an answer that comes late is dropped', async () => {
  const setUp = await open('<undersigned-counter campaign="a" lang="de"></undersigned-counter>');
  const answers = {};
  page.answers = ({ path }) => new Promise((resolve) => (answers[path.split('/')[3]] = resolve));
  setUp();
  await page.clock.advance(0);
  element().campaign = 'b';
  await page.clock.advance(0);
  answers.b(count(2));
  await page.clock.advance(0);
  answers.a(count(1));
  await page.clock.advance(0);
  assert.equal(box().textContent, '2');
  assert.deepEqual(page.events, [{ name: 'ready', campaign: 'b' }]);
});

test('out of reach, it shows what stands inside it and tries three times more', async () => {
  const setUp = await open('<undersigned-counter campaign="save-it" lang="de"><i>Sign</i></undersigned-counter>');
  page.answers = () => 'offline';
  setUp();
  await page.clock.advance(0);
  assert.ok(box().querySelector('slot'));
  const link = box().querySelector('slot a');
  assert.deepEqual([link.href, link.textContent], ['https://sign.example/p/save-it', 'save it']);
  assert.deepEqual(page.events, [{ name: 'error', campaign: 'save-it', status: 0 }]);
  const waits = [];
  while (page.clock.waits.length > 0) {
    waits.push(page.clock.waits[0]);
    await page.clock.advance(page.clock.waits[0]);
  }
  assert.deepEqual(waits, [2_000, 10_000, 60_000]);
  assert.equal(page.requests.length, 4);
});

test('retries of many pages do not come together', async () => {
  const setUp = await open('<undersigned-counter campaign="a" lang="de"></undersigned-counter>');
  page.answers = () => ({ status: 503 });
  page.clock.chance = 1;
  setUp();
  await page.clock.advance(0);
  assert.deepEqual(page.clock.waits, [2_500]);
});

for (const [status, tries] of [[400, 1], [403, 1], [404, 1], [429, 2], [500, 2]]) {
  test(`after ${status} it ${tries > 1 ? 'tries again' : 'tries no more'}`, async () => {
    const setUp = await open('<undersigned-counter campaign="a" lang="de"></undersigned-counter>');
    page.answers = () => ({ status });
    setUp();
    await page.clock.advance(9_999);
    assert.equal(page.requests.length, tries);
    assert.equal(page.events[0].status, status);
  });
}

test('a campaign that is not there is told to whoever made the page, and nothing of it shows', async () => {
  const setUp = await open('<undersigned-counter campaign="gone" lang="de"></undersigned-counter>');
  page.answers = () => ({ status: 404 });
  setUp();
  await page.clock.advance(0);
  assert.deepEqual(warnings, ['<undersigned-counter>: https://sign.example has no campaign "gone"']);
  assert.equal(box().hidden, true);
});

test('what the page\'s author wrote is quoted, and no room is kept free', async () => {
  const setUp = await open('<undersigned-counter campaign="Gone – away" lang="de">Inside</undersigned-counter>');
  page.answers = () => ({ status: 404 });
  setUp();
  await page.clock.advance(0);
  assert.deepEqual(paths(), ['gone-away/count?lang=de']);
  assert.deepEqual(warnings, ['<undersigned-counter>: https://sign.example has no campaign "Gone – away"']);
  const styles = () => element().shadowRoot.adoptedStyleSheets.map(({ text }) => text).join();
  assert.match(styles(), /:host\{min-height:0!important\}/);
  page.answers = () => count(7);
  element().campaign = 'there';
  await page.clock.advance(0);
  assert.doesNotMatch(styles(), /:host\{min-height:0!important\}/);
});

for (const [written, asked] of [['”es”', 'es'], ['AUTO', 'fr'], ['es;', 'es'], ['pt_BR', 'pt-br'], ['Spanish', 'fr'], ['?', 'fr']]) {
  test(`lang="${written}" asks for "${asked}" on a French page`, async () => {
    await start(`<html lang="fr"><undersigned-counter campaign="a" lang="${written}"></undersigned-counter>`);
    assert.deepEqual(paths(), [`a/count?lang=${asked}`]);
  });
}

test('a language that the page sets later is followed, but not by an element with its own, nor off the page', async () => {
  await start(`<html lang="en"><main><undersigned-counter campaign="a"></undersigned-counter></main>
    <undersigned-counter campaign="b" lang="es"></undersigned-counter><undersigned-counter campaign="c"></undersigned-counter>`);
  page.document.querySelectorAll('undersigned-counter')[2].remove();
  page.document.documentElement.lang = 'de';
  await page.clock.advance(0);
  page.find('main').lang = 'he';
  await page.clock.advance(0);
  assert.deepEqual(paths(), ['a/count?lang=en', 'b/count?lang=es', 'c/count?lang=en', 'a/count?lang=de', 'a/count?lang=he']);
});

test('without a campaign nothing is asked for', async () => {
  await start('<undersigned-counter>Inside</undersigned-counter>');
  assert.deepEqual([paths(), warnings.length, box().hidden], [[], 0, false], 'the attribute may still come');
  await page.clock.advance(2_000);
  assert.deepEqual([paths(), [...warnings]], [[], ['<undersigned-counter> names no campaign']]);
});

test('a reload that fails keeps what is shown', async () => {
  await start('<undersigned-counter campaign="a" lang="de"></undersigned-counter>');
  page.answers = () => 'offline';
  element().lang = 'en';
  await page.clock.advance(0);
  assert.equal(box().textContent, '7');
});

test('taken off the page, it neither tries again nor asks for counts', async () => {
  await start('<undersigned-counter campaign="a" lang="de"></undersigned-counter>');
  page.window.IntersectionObserver.all[0].tell([{ isIntersecting: true }]);
  element().remove();
  await page.clock.advance(60_000);
  assert.deepEqual([page.requests.length, page.window.IntersectionObserver.all[0].isOff], [1, true]);
});

test('counts are asked for while it is in view', async () => {
  await start('<undersigned-counter campaign="a" lang="de" partner="p"></undersigned-counter>');
  await page.clock.advance(15_000);
  assert.equal(page.requests.length, 1);
  page.window.IntersectionObserver.all[0].tell([{ isIntersecting: true }]);
  page.answers = () => count(8);
  await page.clock.advance(15_000);
  assert.deepEqual([paths().at(-1), box().textContent], ['a/count?lang=de&partner=p', '8']);
});

for (const [accent, sheets] of [
  [undefined, 1], [':host{--accent:#123456}', 2], [':host{background:URL(https://elsewhere.example)}', 1], [':host{x:image-set("x")}', 1],
  [':host{x:\\75rl(x)}', 1], ['@font-face{src:x}', 1],
]) {
  test(`the accent ${accent} gives ${sheets} style sheets`, async () => {
    const setUp = await open('<undersigned-counter campaign="a" lang="de"></undersigned-counter>');
    page.answers = () => count(7, { accent });
    setUp();
    await page.clock.advance(0);
    assert.equal(element().shadowRoot.adoptedStyleSheets.length, sheets);
  });
}
