// Random questions to every rule: WebAssembly gives the same digests as the native build.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { Rules, root } from './modules.mjs';

const { count, digests } = JSON.parse(await readFile(join(root, 'tests/shared/differential_digests.json'), 'utf8'));
const names = Object.keys(digests);
let rules;

before(async () => {
  rules = await Rules.load();
});

test('at least 100,000 questions are asked', (t) => {
  t.diagnostic(`${names.length} rules, ${count} questions each`);
  assert.ok(names.length * count >= 100_000);
});

for (const name of names) {
  test(`WebAssembly answers ${count} random questions to "${name}" as the native build does`, () => {
    assert.equal(rules.digest(name, 0, count), digests[name]);
  });
}
