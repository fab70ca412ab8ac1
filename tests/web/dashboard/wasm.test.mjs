// web/dashboard/wasm.ts: the results of a frame, and the input of the module.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { copy, openPage } from '../page.mjs';

const inputAt = 4_096;
let memory;
let exports;
let wasm;

beforeEach(async () => {
  memory = new WebAssembly.Memory({ initial: 1 });
  exports = { memory, called: [], input: () => inputAt };
  const { Wasm } = await openPage().run('dashboard/wasm.ts');
  wasm = new Wasm(exports);
});

function put(at, text) {
  const bytes = new TextEncoder().encode(text);
  new Uint8Array(memory.buffer).set(bytes, at);
  return [at, bytes.length];
}

// script.h, struct Out.
function putOut({ unit = 0, revision = 0, nodes = [0, 0, 0, 0], cursor = 0, focused = 0, slug = '', clipboard = '', filter = '' }) {
  const words = [...put(512, slug), unit, revision, ...nodes, ...put(640, clipboard), ...put(768, filter), cursor, focused];
  new Uint32Array(memory.buffer, 256, words.length).set(words);
  exports.frame = (seconds) => {
    exports.called.push(seconds);
    return 256;
  };
}

test('a frame gives the choice, the revision, the texts and what is pointed at', () => {
  putOut({ slug: 'café', unit: 1, revision: 7, clipboard: 'copied', filter: 'ada', cursor: 1, focused: 9 });
  assert.deepEqual(copy(wasm.frame(0.25)),
    { slug: 'café', unit: 'day', revision: 7, clipboard: 'copied', filter: 'ada', pressable: true, focused: 9 });
  assert.deepEqual(exports.called, [0.25]);
  putOut({});
  assert.deepEqual(copy(wasm.frame(0)), { slug: '', unit: 'hour', revision: 0, clipboard: '', filter: '', pressable: false, focused: 0 });
});

test('nodes have their names, roles, states and places', () => {
  const [names] = put(900, 'TableName');
  const view = new DataView(memory.buffer, 1_024);
  for (const [i, [id, role, depth, states, x, name, length]] of [[5, 6, 0, 32, 1.5, 0, 5], [70_000, 9, 2, 300, -2, 5, 4]].entries()) {
    const at = 32 * i;
    view.setUint32(at, id, true);
    view.setUint8(at + 4, role);
    view.setUint8(at + 5, depth);
    view.setUint16(at + 6, states, true);
    [x, x + 1, x + 2, x + 3].forEach((value, each) => view.setFloat32(at + 8 + 4 * each, value, true));
    view.setUint32(at + 24, name, true);
    view.setUint32(at + 28, length, true);
  }
  putOut({ nodes: [1_024, 2, names, 9] });
  wasm.frame(0);
  assert.deepEqual(copy(wasm.nodes()), [
    { id: 5, role: 6, depth: 0, states: 32, x: 1.5, y: 2.5, width: 3.5, height: 4.5, name: 'Table' },
    { id: 70_000, role: 9, depth: 2, states: 300, x: -2, y: -1, width: 0, height: 1, name: 'Name' },
  ]);
});

test('texts are written where the module reads its input; without room nothing is', () => {
  exports.setFilter = (bytes) => exports.called.push(bytes);
  wasm.setFilter('café');
  assert.deepEqual([exports.called, wasm.text(inputAt, 5)], [[5], 'café']);
  exports.input = () => 0;
  wasm.setFilter('other');
  assert.deepEqual([exports.called, wasm.text(inputAt, 5)], [[5, 0], 'café']);
});

test('memory that grows is read where it is then', () => {
  putOut({ slug: 'one' });
  exports.frame = () => {
    memory.grow(1);
    return 256;
  };
  assert.equal(wasm.frame(0).slug, 'one');
});

test('a font family ends with its zero', () => {
  put(512, 'Noto Sans\0rest');
  exports.fontFamily = () => 512;
  assert.equal(wasm.fontFamily(0), 'Noto Sans');
});
