// web/pages/frame_height.ts: a page in a frame reports its height.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

const own = 'https://sign.example/e/a';
let page;
let told;

// Opens a frame; the embedding page records its messages.
async function open({ url = own, around, referrer = '' } = {}) {
  page = openPage('', url);
  told = [];
  page.around = { postMessage: (message, origin) => told.push([{ ...message }, origin]) };
  Object.defineProperty(page.window, 'parent', { configurable: true, value: page.around });
  Object.defineProperty(page.document, 'referrer', { value: referrer });
  if (around) Object.defineProperty(page.window.location, 'ancestorOrigins', { value: [around] });
  page.document.documentElement.getBoundingClientRect = () => ({ height: 639.2 });
  await start();
}

async function start() {
  const { reportHeight } = await page.run('pages/frame_height.ts', 'https://sign.example/v/1/page.js');
  reportHeight();
}

function ask(origin, data = { type: 'undersigned:ask-height' }, source = page.around) {
  const event = new page.window.MessageEvent('message', { origin, data });
  Object.defineProperty(event, 'source', { value: source });
  page.window.dispatchEvent(event);
}

const height = (origin) => [{ type: 'undersigned:height', height: 640 }, origin];

test('to the origin that the browser names, whenever it changes', async () => {
  await open({ around: 'https://site.example', referrer: 'https://other.example/x' });
  page.window.resized();
  page.window.resized();
  assert.deepEqual(told, [height('https://site.example'), height('https://site.example')]);
});

test('or to the one that led here', async () => {
  await open({ referrer: 'https://site.example/page' });
  page.window.resized();
  await open({ around: 'null', referrer: 'https://site.example/page' });
  page.window.resized();
  assert.deepEqual(told, [height('https://site.example')]);
});

test('while none is known nobody is told, until one asks', async () => {
  await open();
  page.window.resized();
  assert.deepEqual(told, []);
  ask('https://site.example');
  assert.deepEqual(told, [height('https://site.example')]);
});

test('only the page around may ask, with an origin and in these words', async () => {
  await open();
  ask('https://site.example', { type: 'undersigned:ask-height' }, page.window);
  ask('null');
  for (const data of [null, 'undersigned:ask-height', { type: 'other' }]) ask('https://site.example', data);
  assert.deepEqual(told, []);
});

test('WordPress is told in its own words as well', async () => {
  await open({ url: `${own}#?secret=abc123`, around: 'https://site.example' });
  page.window.resized();
  assert.deepEqual(told, [height('https://site.example'), [{ message: 'height', value: 640, secret: 'abc123' }, 'https://site.example']]);
});

test('a page in a window of its own tells nobody', async () => {
  page = openPage('', own);
  page.window.resized = undefined;
  await start();
  assert.equal(page.window.resized, undefined);
});
