// web/loader/typing.ts: keys typed into the widget do not trigger the page's shortcuts.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

let page;
let root;
let typing;
let heard;
let written;

beforeEach(async () => {
  page = openPage('<div id="widget"></div>');
  typing = await page.run('loader/typing.ts');
  root = page.find('#widget').attachShadow({ mode: 'open' });
  root.innerHTML = '<input><button>Sign</button><a href="#x">Link</a><p>Text</p>';
  typing.keepKeysInside(root);
  heard = [];
  written = [];
  for (const type of ['keydown', 'keypress', 'keyup', 'paste', 'copy', 'cut']) {
    page.document.addEventListener(type, () => heard.push(type));
  }
  page.document.execCommand = (command, _, text) => written.push(`${command} ${text}`);
});

function press(selector, key, type = 'keydown', more = {}) {
  const target = root.querySelector(selector);
  target.focus();
  target.dispatchEvent(new page.window.KeyboardEvent(type, { key, bubbles: true, composed: true, cancelable: true, ...more }));
  const went = heard;
  heard = [];
  return went;
}

test('what is typed into a field stays inside', () => {
  for (const type of ['keydown', 'keypress', 'keyup']) assert.deepEqual(press('input', 's', type), [], type);
  root.querySelector('input').dispatchEvent(new page.window.Event('paste', { bubbles: true, composed: true }));
  assert.deepEqual([heard, written], [[], []]);
});

test('what leaves a dialog goes out', () => {
  for (const key of ['Escape', 'Tab']) assert.deepEqual(press('input', key), ['keydown'], key);
});

test('what presses a button or a link stays inside, other keys on it and keys on a text go out', () => {
  for (const selector of ['button', 'a']) {
    for (const key of ['Enter', ' ']) assert.deepEqual(press(selector, key), [], `${selector} ${key}`);
    assert.deepEqual(press(selector, 's'), ['keydown'], selector);
  }
  assert.deepEqual(press('p', 'Enter'), ['keydown']);
});

test('a letter that the page took is written all the same, once', () => {
  for (const type of ['keydown', 'keyup']) page.document.addEventListener(type, (event) => event.preventDefault(), true);
  press('input', 's');
  press('input', '€', 'keydown', { ctrlKey: true, altKey: true });
  press('input', 's', 'keydown', { ctrlKey: true });
  press('input', 's', 'keydown', { metaKey: true });
  press('input', 'ArrowLeft');
  press('input', 's', 'keyup');
  assert.deepEqual(written, ['insertText s', 'insertText €']);
});

test('the page\'s shortcuts can tell that something is typed', () => {
  root.querySelector('input').focus();
  assert.equal(typing.isTypedIn(root), true);
  root.querySelector('button').focus();
  assert.equal(typing.isTypedIn(root), false);
  root.activeElement.blur();
  assert.equal(typing.isTypedIn(root), false);
});
