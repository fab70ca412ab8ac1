// Every row of tests/shared/vectors, as in the native tests, with WebAssembly: same input, same answer.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { before, test } from 'node:test';
import { Rules, root } from './modules.mjs';

const folder = join(root, 'tests/shared/vectors');
const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
let rules;

before(async () => {
  rules = await Rules.load();
});

// A text; or {hex} for bytes that are not valid text; or {repeat, times}.
function bytesOf(value) {
  if (typeof value === 'string') return Buffer.from(value);
  if ('hex' in value) return Buffer.from(value.hex, 'hex');
  return Buffer.from(value.repeat.repeat(value.times));
}

function expectedOf(row) {
  return 'error' in row ? Buffer.from(`error ${row.error}`) : Buffer.concat([Buffer.from('ok '), bytesOf(row.out)]);
}

test('there are vectors for every part of text/ and hash/', () => {
  assert.ok(files.length >= 10, `${files.length} files`);
});

for (const file of files) {
  test(`WebAssembly answers every row of ${file} as the native build does`, async () => {
    const rows = JSON.parse(await readFile(join(folder, file), 'utf8'));
    for (const row of rows) {
      const answer = rules.apply(row.rule ?? basename(file, '.json'), row.argument ?? '', bytesOf(row.in));
      assert.deepEqual(answer.toString('latin1'), expectedOf(row).toString('latin1'), JSON.stringify(row));
    }
  });
}
