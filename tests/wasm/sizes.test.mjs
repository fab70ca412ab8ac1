// What a visitor downloads, compressed with Brotli, compared with the budget in DESIGN.md; the figures are printed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './modules.mjs';

const folder = process.env.UNDERSIGNED_ASSETS ?? join(root, 'build/web');
const { files } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));

const KB = 1024;
const budgets = [
  { what: 'the loader, before anybody signs', names: ['undersigned.js'], most: 8.5 * KB },
  // It has what every reader of a petition downloaded with the loader before (links with fields, error styles).
  { what: 'the form part, when somebody does', names: ['form.js'], most: 9.75 * KB },
  { what: 'the names of countries, for a link that has one', names: ['country_names.js'], most: 4.25 * KB },
  { what: 'the styles of a directory', names: ['directory.js'], most: KB },
  // 13 KB since phone numbers are parsed as by libphonenumber, whose own tables are 40 times as large. 14.25 KB since words
  // around postcodes and addresses, labels of phones and O for 0 are understood; with the form part it is less than before.
  { what: 'form core, WebAssembly (its glue is in the form part)', names: ['form.wasm'], most: 14.25 * KB },
  {
    what: 'solver of challenges, where a server asks for one',
    names: ['solver.js', 'solver_worker.js', 'solver.wasm'],
    most: 7 * KB,
  },
  { what: 'what gives a frame its height', names: ['frame.js'], most: KB },
  { what: 'dashboard, WebAssembly and glue', names: ['dashboard.wasm', 'dashboard.js'], most: 140 * KB },
  { what: 'the plain page\'s style sheet and script', names: ['pages.css', 'page.js'], most: 10 * KB },
];

for (const { what, names, most } of budgets) {
  test(`${what}: at most ${most} bytes`, (t) => {
    const size = names.reduce((sum, name) => sum + files[name].brotli, 0);
    t.diagnostic(`${size} of ${most} bytes`);
    assert.ok(size <= most, `${size} bytes`);
  });
}
