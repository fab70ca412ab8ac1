// SECURITY.md names a test for each claim: this checks that the file and the test's name exist.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rows = readFileSync(join(root, 'SECURITY.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+/.test(line))
  .map((line) => line.split(' | '));

test('the table has rows, and each is yes or part', () => {
  assert.ok(rows.length > 90);
  for (const [requirement, state] of rows) assert.match(state, /^(yes|part)$/, requirement);
});

test('every test that the table names is there', () => {
  for (const [requirement, , , shown] of rows) {
    for (const [, file, name] of shown.matchAll(/`([^`]+)`(?:: "([^"]+)")?/g)) {
      assert.ok(existsSync(join(root, file)), `${requirement}: ${file}`);
      if (name) assert.ok(readFileSync(join(root, file), 'utf8').includes(name), `${requirement}: ${file} has no "${name}"`);
    }
  }
});

test('no requirement is answered twice', () => {
  const ids = rows.flatMap(([requirement]) => requirement.match(/\d+\.\d+\.\d+/g));
  assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), []);
});
