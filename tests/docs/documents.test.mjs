// The documents: their links work, the files and symbols they name exist, and they keep to their length limits.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { test } from 'node:test';
import { codeOf, documents, exists, linksOf, read, root, tableOf } from './documents.mjs';

const all = documents().map(read);
const readme = read('README.md');
const proseCharsMax = 140;
const readmeLinesMax = 120;
const longLines = new Set(['SECURITY.md']); // written before the rule

test('every document of the project is found', () => {
  const paths = all.map(({ path }) => path);
  for (const path of ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'web/README.md', 'server/README.md',
    'shared/README.md', 'tests/README.md']) assert.ok(paths.includes(path), path);
});

test('every link leads to a file and to a heading in it', () => {
  let checked = 0;
  for (const document of all) {
    for (const { target, line } of linksOf(document)) {
      if (/^https:\/\//.test(target)) continue;
      ++checked;
      const [path, anchor] = target.split('#');
      const file = path ? posix.normalize(posix.join(dirname(document.path), path)) : document.path;
      assert.ok(exists(file), `${document.path}:${line}: there is no ${file}`);
      if (anchor) assert.ok(read(file).anchors.includes(anchor), `${document.path}:${line}: ${file} has no heading #${anchor}`);
    }
  }
  assert.ok(checked > 50, `${checked} links`);
});

test('every path that a document names is there', () => {
  let checked = 0;
  for (const document of all) {
    document.lines.forEach((text, index) => {
      for (const path of codeOf(text).filter((code) => /^(shared|server|widget|web|tests|\.ci)\/[\w./-]*$/.test(code))) {
        ++checked;
        assert.ok(exists(path), `${document.path}:${index + 1}: there is no ${path}`);
      }
    });
  }
  assert.ok(checked > 50, `${checked} paths`);
});

test(`README has at most ${readmeLinesMax} lines, and prose at most ${proseCharsMax} characters a line`, () => {
  assert.ok(readme.lines.length <= readmeLinesMax, `${readme.lines.length} lines`);
  for (const { path, prose } of all.filter(({ path }) => !longLines.has(path))) {
    for (const { text, line } of prose) assert.ok(text.length <= proseCharsMax, `${path}:${line} has ${text.length}`);
  }
});

function foldersIn(top) {
  return readdirSync(join(root, top), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['node_modules', 'Testing', 'generated'].includes(entry.name))
    .map(({ name }) => `${top}/${name}`);
}

test("README's table of folders names every folder, and no other", () => {
  const named = tableOf(readme, 'Architecture', 'folder').rows.flatMap(([first]) => codeOf(first));
  const there = ['shared', 'server', 'widget', 'web'].flatMap(foldersIn);
  assert.deepEqual(named.filter((name) => !name.endsWith('/')).sort(), there.sort());
});

test("the table of tests/README names every folder of tests, and no other", () => {
  const named = tableOf(read('tests/README.md'), 'What is where', 'folder').rows.map(([first]) => /^\[(.*)\]/.exec(first)[1]);
  assert.deepEqual(named.map((name) => `tests/${name}`).sort(), foldersIn('tests').sort());
});

test('the changelog begins with what is not released, and has the sections of Keep a Changelog', () => {
  const titles = read('CHANGELOG.md').prose.flatMap(({ text }) => /^##+ (.*)$/.exec(text)?.[1] ?? []);
  assert.equal(titles[0], '[Unreleased]');
  for (const title of titles) {
    assert.match(title, /^(\[Unreleased\]|\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d|Upgrade|Added|Changed|Deprecated|Removed|Fixed|Security)$/);
  }
});

// The test that runs the blocks of each language.
const runBy = {
  'README.md': ['sh', 'html'],
  'CONTRIBUTING.md': ['sh'],
  'shared/README.md': ['sh'],
  'tests/README.md': ['sh'],
  'server/README.md': ['sh', 'json', 'toml'],
  'web/README.md': ['sh', 'html', 'css', 'js', 'jsx', 'http', 'text'],
};

test('no document shows a block that no test runs', () => {
  for (const { path, blocks } of all) {
    for (const { language, line } of blocks) {
      assert.ok(runBy[path]?.includes(language), `${path}:${line}: nothing runs a block of "${language}"`);
    }
  }
});
