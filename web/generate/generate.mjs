// Writes what the scripts and style sheets take from C++ headers: generated/constants.ts and generated/tokens.css. A file
// that would stay the same is left as it is.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const out = join(here, '../generated');

const view = ['shared/view/node.cpp', 'shared/text/utf8.cpp'];

// Compiled here, so that the bundles need no native preset.
function print(name, sources) {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-web-'));
  const program = join(folder, name);
  const paths = [`web/generate/${name}.cpp`, ...sources].map((path) => join(root, path));
  try {
    execFileSync(process.env.CXX || 'c++', ['-std=c++20', `-I${root}`, ...paths, '-o', program]);
    return execFileSync(program, { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeIfChanged(path, text) {
  let before;
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    // Not there yet.
  }
  if (before !== text) writeFileSync(path, text);
}

mkdirSync(out, { recursive: true });
writeIfChanged(join(out, 'constants.ts'), print('constants_ts', view));
writeIfChanged(join(out, 'tokens.css'), print('tokens_css', []));
