// web/dashboard/mirror.ts: the canvas's contents as elements.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

// script.h
const role = { heading: 0, text: 1, status: 2, button: 4, image: 5, table: 6, row: 7, columnHeader: 8, cell: 9, searchBox: 10, group: 11 };
const state = { pressed: 1, notPressed: 2, current: 4, ascending: 8, descending: 16, hidden: 32, expanded: 64, collapsed: 128 };

let page;
let root;
let mirror;
let nodes;
let called;

beforeEach(async () => {
  page = openPage('<div id="root"></div>');
  root = page.find('#root');
  called = [];
  const record = (name) => (...all) => called.push([name, ...all]);
  const { Mirror } = await page.run('dashboard/mirror.ts');
  const exports = { focus: record('focus'), reveal: record('reveal'), activate: record('activate') };
  mirror = new Mirror(root, { nodes: () => nodes, exports, setFilter: record('filter') }, () => undefined);
});

const node = (of, name, more = {}) => ({ id: 0, role: role[of], depth: 0, states: 0, x: 1, y: 2, width: 30, height: 40, name, ...more });

function show(...all) {
  nodes = all;
  mirror.update();
}

test('elements have the roles, names and levels of what is drawn', () => {
  show(node('heading', 'Signatures', { states: 2 }), node('text', 'a <b>'), node('status', 'Saved'), node('image', 'Chart'), node('group', 'Filters'),
    node('button', 'Day', { id: 7, depth: 1, states: state.pressed }), node('searchBox', 'Find', { id: 8, depth: 1 }));
  const shown = [...root.querySelectorAll('*')].map((each) => [each.localName, each.getAttribute('role'), each.getAttribute('aria-label') ?? each.textContent]);
  assert.deepEqual(shown, [
    ['h2', null, 'Signatures'], ['p', null, 'a <b>'], ['p', 'status', 'Saved'], ['div', 'img', 'Chart'], ['section', null, 'Filters'],
    ['button', null, 'Day'], ['input', null, 'Find'],
  ]);
  assert.equal(root.querySelector('section button').type, 'button');
});

test('states are told', () => {
  show(node('button', 'a', { id: 1, states: state.pressed }), node('button', 'b', { id: 2, states: state.notPressed }),
    node('button', 'c', { id: 3, states: state.collapsed | state.current }), node('button', 'd', { id: 4, states: state.expanded }),
    node('columnHeader', 'e', { states: state.descending }), node('columnHeader', 'f'), node('cell', 'g', { states: state.hidden }));
  const told = [...root.children].map((each) => [...each.attributes].filter(({ name }) => /^aria|data/.test(name)).map(({ name, value }) => `${name}=${value}`).join(' '));
  assert.deepEqual(told, [
    'aria-pressed=true data-hidden=false', 'aria-pressed=false data-hidden=false', 'aria-expanded=false aria-current=true data-hidden=false',
    'aria-expanded=true data-hidden=false', 'aria-sort=descending data-hidden=false', 'data-hidden=false', 'data-hidden=true',
  ]);
});

test('an element stays while its node does, whatever comes before it', () => {
  show(node('button', 'Day', { id: 7 }), node('text', 'one'));
  const [day, one] = root.children;
  show(node('button', 'New', { id: 9 }), node('button', 'Today', { id: 7, states: state.pressed }), node('text', 'two'));
  assert.ok(root.children[1] === day && root.children[2] === one);
  assert.deepEqual([...root.children].map(({ textContent }) => textContent), ['New', 'Today', 'two']);
  show(node('text', 'two'));
  assert.ok(root.children.length === 1 && root.firstChild === one);
});

test('places are those on the canvas; what is scrolled out of sight stands below, each a height from the next', () => {
  Object.defineProperty(root, 'clientHeight', { value: 100 });
  show(node('text', 'a', { width: 0 }), node('text', 'b', { states: state.hidden }), node('text', 'c', { states: state.hidden }));
  assert.deepEqual([...root.children].map(({ style }) => [style.left, style.top, style.width, style.height]),
    [['1px', '2px', '1px', '40px'], ['1px', '101px', '30px', '40px'], ['1px', '202px', '30px', '40px']]);
});

test('a press by the keyboard is the module\'s to act on, one by the mouse was already', () => {
  show(node('button', 'Day', { id: 7 }));
  for (const detail of [0, 1]) root.firstChild.dispatchEvent(new page.window.MouseEvent('click', { bubbles: true, detail }));
  assert.deepEqual(called.filter(([name]) => name === 'activate'), [['activate', 7]]);
});

test('the focus goes on from the top when what had it is gone', () => {
  show(node('button', 'a', { id: 1 }), node('button', 'b', { id: 2 }));
  root.children[1].focus();
  show(node('button', 'a', { id: 1 }));
  assert.equal(page.document.activeElement, root.firstChild);
});

test('the browser\'s focus follows the module\'s after an arrow key alone', () => {
  show(node('button', 'a', { id: 1 }), node('button', 'b', { id: 2 }));
  root.firstChild.focus();
  mirror.followFocus(2);
  assert.equal(page.document.activeElement, root.firstChild);
  mirror.expectFocusMove();
  mirror.followFocus(2);
  assert.equal(page.document.activeElement, root.children[1]);
  mirror.followFocus(1);
  assert.equal(page.document.activeElement, root.children[1]);
});

test('what is typed filters, and the filter is shown while nobody types', () => {
  show(node('searchBox', 'Find', { id: 8 }));
  const field = root.querySelector('input');
  field.value = 'ada';
  field.dispatchEvent(new page.window.Event('input', { bubbles: true }));
  assert.deepEqual(called.filter(([name]) => name === 'filter'), [['filter', 'ada']]);
  field.focus();
  mirror.updateField('other');
  assert.equal(field.value, 'ada');
  field.blur();
  mirror.updateField('other');
  assert.equal(field.value, 'other');
});

test('a focus that leaves is told', () => {
  show(node('button', 'a', { id: 1 }));
  root.firstChild.focus();
  called.length = 0;
  root.firstChild.blur();
  assert.deepEqual(called, [['focus', 0]]);
});
