// The form core as the loader uses it: its answers to forms, and to input beyond all limits.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { FormCore } from './modules.mjs';

const rules = 'kind=petition&postcode=optional&country=optional&phone=off&comment=optional&role=off&text_version=v1';
let core;

before(async () => {
  core = await FormCore.load();
});

test('a good form has nothing wrong with it', () => {
  assert.equal(core.check(rules, 'name=Ada+Lovelace&email=ada%40example.org&text_version=v1'), '');
});

test('an empty form lacks a name and an address, in the order of the form', () => {
  assert.equal(core.check(rules, 'name=&email=&text_version=v1'), 'name required\nemail required\n');
});

test('a mistyped domain is a hint and no error', () => {
  assert.equal(core.check(rules, 'name=Ada+Lovelace&email=ada%40gmial.com&text_version=v1'), '? gmail.com\n');
});

test('each check starts afresh, however many came before', () => {
  const comment = 'x'.repeat(900);
  for (let i = 0; i < 20_000; ++i) {
    assert.equal(core.check(rules, `name=Ada+Lovelace&email=ada%40example.org&text_version=v1&comment=${comment}`), '');
  }
  assert.ok(core.exports.memory.buffer.byteLength <= 2 * 1024 * 1024);
});

test('a form beyond the limit of a request gets no memory', () => {
  assert.equal(core.exports.allocate(64 * 1024 + 1), 0);
});

test('sizes that do not fit what was allocated are answered with nothing', () => {
  core.exports.allocate(10);
  assert.equal(core.exports.check(11, 0), 0);
  assert.equal(core.exports.check(5, 6), 0);
});
