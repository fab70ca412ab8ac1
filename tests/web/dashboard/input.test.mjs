// web/dashboard/input.ts: pointers, wheels and keys, as passed to the module.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

let page;
let area;
let called;
let canScroll;
let focusMoves;

beforeEach(async () => {
  page = openPage('<div id="area" tabindex="-1"><button>b</button><input></div>');
  area = page.find('#area');
  area.getBoundingClientRect = () => ({ left: 10, top: 20, width: 400, height: 200 });
  area.setPointerCapture = () => undefined;
  Object.defineProperty(area, 'clientHeight', { value: 200 });
  called = [];
  canScroll = 1;
  focusMoves = 0;
  const record = (name) => (...all) => called.push([name, ...all]);
  const exports = Object.fromEntries(['pointer', 'pointerGone', 'button', 'key', 'scroll'].map((name) => [name, record(name)]));
  exports.canScroll = () => canScroll;
  const { Input } = await page.run('dashboard/input.ts');
  new Input(area, { exports }, { expectFocusMove: () => ++focusMoves }, () => undefined);
});

// The module's calls for an event, and whether the page's default action is prevented.
function send(event, target = area) {
  called = [];
  target.dispatchEvent(event);
  return called;
}

function pointer(type, pointerType, x, y, more = {}) {
  const event = new page.window.MouseEvent(type, { bubbles: true, clientX: x + 10, clientY: y + 20, button: 0, ...more });
  Object.defineProperties(event, { pointerType: { value: pointerType }, pointerId: { value: 1 }, timeStamp: { value: more.at ?? 0 } });
  return send(event, more.target);
}

const key = (name, more = {}, target = area) => send(new page.window.KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }), target);

function wheel(deltaY, more = {}) {
  const event = new page.window.WheelEvent('wheel', { deltaY, clientX: 15, clientY: 25, cancelable: true, ...more });
  return [send(event), event.defaultPrevented];
}

test('a mouse points and presses, with its first button alone', () => {
  assert.deepEqual(pointer('pointermove', 'mouse', 5, 6), [['pointer', 5, 6]]);
  assert.deepEqual(pointer('pointerdown', 'mouse', 5, 6), [['pointer', 5, 6], ['button', 1]]);
  assert.deepEqual(pointer('pointerup', 'mouse', 5, 6), [['button', 0]]);
  assert.deepEqual(pointer('pointerdown', 'mouse', 5, 6, { button: 2 }), []);
  assert.deepEqual(pointer('pointerleave', 'mouse', 5, 6), [['pointerGone']]);
});

test('the text field has its own presses', () => {
  assert.deepEqual(pointer('pointerdown', 'mouse', 5, 6, { target: page.find('input') }), []);
});

test('a finger that moves little has tapped, when it is lifted', () => {
  assert.deepEqual(pointer('pointerdown', 'touch', 5, 50), []);
  assert.deepEqual(pointer('pointermove', 'touch', 5, 57), []);
  assert.deepEqual(pointer('pointerup', 'touch', 5, 57), [['pointer', 5, 50], ['button', 1], ['button', 0]]);
});

test('a finger that moves scrolls, and a flick glides until it stops', async () => {
  pointer('pointerdown', 'touch', 5, 100);
  assert.deepEqual(pointer('pointermove', 'touch', 5, 80, { at: 10 }), [['pointerGone'], ['scroll', 5, 100, 20]]);
  pointer('pointerup', 'touch', 5, 80, { at: 20 });
  called = [];
  await page.clock.advance(3_000);
  const distances = called.map(([, , , distance]) => distance);
  assert.ok(distances.length > 10);
  assert.ok(distances.every((distance, i) => distance > 0 && (i === 0 || distance < distances[i - 1])));
  assert.deepEqual(page.clock.waits, []);
});

test('a finger that rested before it was lifted does not glide', () => {
  pointer('pointerdown', 'touch', 5, 100);
  pointer('pointermove', 'touch', 5, 80, { at: 10 });
  pointer('pointerup', 'touch', 5, 80, { at: 61 });
  assert.deepEqual(page.clock.waits, []);
});

test('a wheel scrolls in pixels, lines or pages', () => {
  assert.deepEqual(wheel(3), [[['scroll', 5, 5, 3]], true]);
  assert.deepEqual(wheel(3, { deltaMode: 1 }), [[['scroll', 5, 5, 120]], true]);
  assert.deepEqual(wheel(1, { deltaMode: 2 }), [[['scroll', 5, 5, 200]], true]);
});

test('the page scrolls where the dashboard cannot, and the browser zooms', () => {
  assert.deepEqual(wheel(3, { ctrlKey: true }), [[], false]);
  canScroll = 0;
  assert.deepEqual(wheel(3), [[], false]);
});

test('keys scroll the campaign\'s pane', () => {
  for (const [name, distance, more] of [
    ['PageUp', -170], ['PageDown', 170], ['Home', -1e9], ['End', 1e9], ['ArrowUp', -40], ['ArrowDown', 40], [' ', 170], [' ', -170, { shiftKey: true }],
  ]) assert.deepEqual(key(name, more), [['scroll', 300, 100, distance]], name);
});

test('arrows on a button are the module\'s, which may move the focus', () => {
  const button = page.find('button');
  assert.deepEqual(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((name) => key(name, {}, button)[0]), [['key', 0, 1], ['key', 1, 1], ['key', 2, 1], ['key', 3, 1]]);
  assert.equal(focusMoves, 4);
  assert.deepEqual(key(' ', {}, button), []);
});

test('what is typed into the field is its own, but for Escape; shortcuts are the browser\'s', () => {
  const field = page.find('input');
  assert.deepEqual([key('ArrowLeft', {}, field), key('Home', {}, field), key('Escape', {}, field)], [[], [], [['key', 4, 1]]]);
  for (const held of ['altKey', 'ctrlKey', 'metaKey']) assert.deepEqual(key('ArrowDown', { [held]: true }), [], held);
  assert.deepEqual(key('x'), []);
});
