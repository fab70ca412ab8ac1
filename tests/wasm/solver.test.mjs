// The solver of challenges, as WebAssembly and in JavaScript, compared with Node's own SHA-256 and with the native
// build's solutions.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { root, startModule } from './modules.mjs';

const require = createRequire(join(root, 'web/package.json'));
const solutions = JSON.parse(await readFile(join(root, 'tests/widget/solver/solutions.json'), 'utf8'));
let ways;

// Bundles and loads a TypeScript file of web/.
async function load(path) {
  const { outputFiles } = await require('esbuild').build({
    entryPoints: [join(root, 'web', path)], bundle: true, write: false, format: 'esm',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

before(async () => {
  const [{ jsSearch }, { zerosFor }, wasm] = await Promise.all([
    load('solver/js_search.ts'), load('solver/search.ts'), startModule('widget/solver/solver.wasm'),
  ]);
  function wasmSearch(beginning, bits) {
    const place = wasm.place(beginning.length);
    return (first, tries) => {
      new Uint8Array(wasm.memory.buffer).set(beginning, place);
      return wasm.search(beginning.length, bits, first, tries);
    };
  }
  ways = { wasm, zerosFor, WebAssembly: wasmSearch, JavaScript: jsSearch };
});

function zeroBits(digest) {
  const zeroBytes = digest.findIndex((byte) => byte !== 0);
  return zeroBytes < 0 ? 256 : 8 * zeroBytes + Math.clz32(digest[zeroBytes]) - 24;
}

// The answer according to Node's SHA-256.
function search(beginning, bits, first, tries) {
  const common = createHash('sha256').update(beginning);
  for (let number = first; number < Math.min(first + tries, 2 ** 32); ++number) {
    if (zeroBits(common.copy().update(String(number)).digest()) >= bits) return number;
  }
  return -1;
}

for (const way of ['WebAssembly', 'JavaScript']) {
  test(`${way} gives the solutions of the native build`, () => {
    for (const { token, zeros, bits, number } of solutions) {
      const find = ways[way](Buffer.from(`${token}.${zeros}`), bits);
      assert.equal(find(0, number + 1), number, token);
      assert.equal(find(0, number), -1, token);
    }
  });

  test(`${way} finds what Node's SHA-256 finds, wherever the number lies in its block`, () => {
    for (let length = 0; length <= 130; ++length) {
      const beginning = Buffer.from('b'.repeat(length));
      for (const [bits, first] of [[0, 3], [3, 0], [7, 95], [5, 9_998], [6, 99_999_990]]) {
        assert.equal(ways[way](beginning, bits)(first, 64), search(beginning, bits, first, 64), `${length} ${bits} ${first}`);
      }
    }
  });

  test(`${way} goes on where it left off, and ends with the numbers`, () => {
    const beginning = Buffer.from('a token.');
    const whole = search(beginning, 12, 0, 100_000);
    const find = ways[way](beginning, 12);
    let first = 0;
    let found = -1;
    for (; found < 0; first += 7) found = find(first, 7);
    assert.equal(found, whole);
    assert.equal(ways[way](beginning, 256)(2 ** 32 - 3, 1_000), -1);
    assert.equal(ways[way](beginning, 0)(2 ** 32 - 1, 1_000), 2 ** 32 - 1);
  });
}

test('zeros fill up the block where the number would not fit, within the 20 digits of a solution', () => {
  for (let length = 1; length <= 200; ++length) {
    const zeros = ways.zerosFor('t'.repeat(length));
    assert.match(zeros, /^0{0,10}$/);
    if (zeros) assert.equal((length + 1 + zeros.length) % 64, 0);
  }
  for (const { token, zeros } of solutions) assert.equal(ways.zerosFor(token), zeros);
});

test('a token longer than any server\'s gets no memory, and no answer', () => {
  assert.equal(ways.wasm.place(1_025), 0);
  assert.equal(ways.wasm.search(1_025, 0, 0, 10), -1);
});
