// web/loader/pressing.ts and typing.ts: a page that cancels presses outside of its own fields does not lock ours.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

let page;
let root;
let opened;
let clicked;

beforeEach(async () => {
  page = openPage('<div id="widget"></div>');
  const { keepKeysInside, pressInside } = await page.run(['loader/typing.ts', 'loader/pressing.ts']);
  root = page.find('#widget').attachShadow({ mode: 'open' });
  root.innerHTML = '<input><label>News<input type="checkbox"></label><select></select><button>Sign</button>';
  [opened, clicked] = [0, []];
  page.window.HTMLSelectElement.prototype.showPicker = () => (opened += 1);
  root.elementFromPoint = (x) => root.children[x];
  root.addEventListener('click', ({ target }) => clicked.push(target.localName));
  keepKeysInside(root);
  for (let i = 0; i < 2; ++i) pressInside(root);
  pressInside(page.document);
});

function touch(selector, { cancel = true, end } = {}) {
  const target = root.querySelector(selector);
  const x = [...root.children].indexOf(target);
  const options = { bubbles: true, composed: true, cancelable: true };
  if (cancel) page.document.addEventListener('touchstart', (event) => event.preventDefault(), { once: true });
  target.dispatchEvent(new page.window.Event('touchstart', options));
  const event = new page.window.Event('touchend', options);
  event.changedTouches = [{ clientX: end ?? x, clientY: 0 }];
  target.dispatchEvent(event);
}

test('a field that is clicked has the focus, and a list opens once', () => {
  root.querySelector('input').click();
  assert.equal(root.activeElement, root.querySelector('input'));
  const list = root.querySelector('select');
  list.click();
  assert.deepEqual([root.activeElement, opened], [list, 1]);
  list.click();
  assert.equal(opened, 1);
});

test('a touch whose start was cancelled is a click, once', () => {
  touch('button');
  assert.deepEqual(clicked, ['button']);
  touch('label');
  assert.equal(root.querySelector('[type="checkbox"]').checked, true);
  touch('select');
  assert.equal(opened, 1);
});

test('any other touch is left to the browser, and one that ends elsewhere is none', () => {
  touch('button', { cancel: false });
  touch('button', { end: 0 });
  assert.deepEqual(clicked, []);
});
