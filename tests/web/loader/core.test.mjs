// web/loader/core.ts: the form core in a page, if it can run and if not.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { copy, openPage } from '../page.mjs';

const wasm = process.env.UNDERSIGNED_WASM ?? fileURLToPath(new URL('../../../build/wasm', import.meta.url));
const bytes = await readFile(join(wasm, 'widget/form/form.wasm'));
let core;

beforeEach(async () => {
  core = await openPage().run('loader/core.ts');
});

test('where it cannot run there is none, and nobody is told', async () => {
  assert.equal(await core.startCore(Promise.resolve(undefined)), undefined);
  assert.equal(core.isCoreRunning(), false);
});

test('broken bytes are no core', async () => {
  assert.equal(await core.startCore(Promise.resolve(Uint8Array.of(1, 2, 3).buffer)), undefined);
  assert.equal(core.isCoreRunning(), false);
});

test('it is started once for the whole page', async () => {
  const first = core.startCore(Promise.resolve(bytes));
  assert.equal(core.startCore(Promise.reject(new Error('never asked')).catch(() => undefined)), first);
  assert.ok(await first);
  assert.equal(core.isCoreRunning(), true);
});

test('its answer is read as errors with their fields, and a hint', async () => {
  const { check } = await core.startCore(Promise.resolve(bytes)).then((started) => ({ check: started.check.bind(started) }));
  const { errors, suggestedDomain } = copy(check('', 'name=&email=ada%40gmial.com'));
  assert.ok(errors.every(({ field, code }) => /^[a-z_]+$/.test(field) && /^[a-z_]+$/.test(code)), JSON.stringify(errors));
  assert.ok(errors.some(({ field }) => field === 'name'));
  assert.equal(suggestedDomain, 'gmail.com');
});

test('a form beyond every limit is for the server to judge', async () => {
  const started = await core.startCore(Promise.resolve(bytes));
  assert.equal(started.check('', 'x'.repeat(10_000_000)), undefined);
});
