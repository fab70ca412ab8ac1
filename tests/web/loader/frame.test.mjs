// web/loader/frame.ts: a frame gets the height of its contents.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage, server } from '../page.mjs';

let page;

beforeEach(async () => {
  page = openPage(`<div id="host"></div><iframe id="other" src="about:blank"></iframe>`);
  await page.run('loader/frame.ts', `${server}/v/1/frame.js`);
});

// jsdom does not load frames: this one has an address and records its messages.
function frame(src, root = page.document.body) {
  const made = page.document.createElement('iframe');
  root.append(made);
  Object.defineProperty(made, 'src', { value: src });
  return made;
}

function postMessageFrom(source, data, origin = server) {
  page.window.dispatchEvent(new page.window.MessageEvent('message', { source, origin, data }));
}

const height = (value) => ({ type: 'undersigned:height', height: value });

test('the server\'s frame gets the height that it tells', () => {
  const ours = frame(`${server}/e/a`);
  postMessageFrom(ours.contentWindow, height(640));
  assert.equal(ours.style.height, '640px');
  assert.equal(page.find('#other').style.height, '');
  postMessageFrom(ours.contentWindow, height(320));
  assert.equal(ours.style.height, '320px');
});

test('no height is beyond what a page has', () => {
  const ours = frame(`${server}/e/a`);
  for (const [told, given] of [[1e9, '20000px'], [-5, '0px']]) {
    postMessageFrom(ours.contentWindow, height(told));
    assert.equal(ours.style.height, given);
  }
});

for (const [what, data] of [
  ['nothing', null], ['no object', 'undersigned:height'], ['undefined', undefined], ['no height', { type: 'undersigned:height' }],
  ['a text', height('640')], ['no number', height(NaN)], ['infinity', height(Infinity)], ['another message', { type: 'other', height: 640 }],
]) {
  test(`a message with ${what} changes nothing`, () => {
    const ours = frame(`${server}/e/a`);
    postMessageFrom(ours.contentWindow, data);
    assert.equal(ours.style.height, '');
  });
}

test('another origin tells nothing, and one without an origin only in a frame of the server\'s', () => {
  const ours = frame(`${server}/e/a`);
  const http = frame('http://sign.example/e/a');
  const theirs = frame('https://elsewhere.example/e/a');
  postMessageFrom(ours.contentWindow, height(1), 'https://elsewhere.example');
  postMessageFrom(theirs.contentWindow, height(2), 'null');
  assert.deepEqual([ours.style.height, theirs.style.height], ['', '']);
  postMessageFrom(ours.contentWindow, height(3), 'null');
  postMessageFrom(http.contentWindow, height(4), 'null');
  assert.deepEqual([ours.style.height, http.style.height], ['3px', '4px']);
});

test('a frame in a shadow root is found', () => {
  const ours = frame(`${server}/e/a`, page.find('#host').attachShadow({ mode: 'open' }));
  // jsdom gives an element in a shadow root no window.
  Object.defineProperty(ours, 'contentWindow', { value: page.find('#other').contentWindow });
  postMessageFrom(ours.contentWindow, height(640));
  assert.equal(ours.style.height, '640px');
});

test('a frame that comes later is asked once it has loaded, another one is not', () => {
  const asked = [];
  for (const [name, src] of [['ours', `${server}/e/a`], ['theirs', 'https://elsewhere.example/e/a'], ['another page', `${server}/p/a`]]) {
    const made = frame(src);
    made.contentWindow.postMessage = ({ type }, target) => asked.push(`${name} ${type} ${target}`);
    made.dispatchEvent(new page.window.Event('load'));
  }
  assert.deepEqual(asked, ['ours undersigned:ask-height *']);
});
