// What is built and what ctest runs: no source and no test is forgotten, every entry has a time limit, and every case
// of every doctest program is an entry.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const { CTEST_COMMAND: ctest, BUILD_FOLDER: folder } = process.env;
const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
const entries = JSON.parse(run(ctest, '--test-dir', folder, '--show-only=json-v1')).tests;

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = ['shared', 'server', 'widget', 'web', 'tests'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true }).map((name) => `${top}/${name}`))
  .filter((path) => !path.includes('node_modules'));

test('every source is compiled, natively or to WebAssembly', () => {
  const compiled = new Set([folder, join(root, 'build/wasm')].flatMap((build) =>
    JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8')).map(({ file }) => relative(root, file))));
  assert.deepEqual(files.filter((path) => path.endsWith('.cpp') && !compiled.has(path)), []);
});

test('every test that Node.js runs is an entry', () => {
  const run = new Set(entries.flatMap(({ command }) => command ?? []).map((word) => relative(root, word)));
  assert.deepEqual(files.filter((path) => path.endsWith('.test.mjs') && !run.has(path)), []);
});

test('every entry has a time limit', () => {
  const hasLimit = (entry) => entry.properties.some(({ name, value }) => name === 'TIMEOUT' && Number(value) > 0);
  assert.deepEqual(entries.filter((entry) => !hasLimit(entry)).map(({ name }) => name), []);
});

// "--test-case=" and a name, in which commas are escaped for doctest.
const caseOf = (entry) => entry.command?.find((word) => word.startsWith('--test-case='))?.slice(12).replaceAll('\\,', ',');

test('every case of every doctest program is an entry, by its whole name', () => {
  const asked = new Map();
  for (const entry of entries.filter(caseOf)) {
    const [program] = entry.command;
    asked.set(program, (asked.get(program) ?? new Set()).add(caseOf(entry)));
  }
  assert.ok(asked.size > 0);
  for (const [program, names] of asked) {
    const listed = run(program, '--list-test-cases').split('\n')
      .filter((line) => line !== '' && !line.startsWith('[doctest]') && !line.startsWith('==='));
    assert.deepEqual([...names].sort(), [...new Set(listed)].sort(), program);
  }
});
