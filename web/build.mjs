// Builds what the server serves under /v/: `node web/build.mjs [FOLDER [DEPFILE]]`. Build the modules first with the
// `wasm` preset (which runs this script as well), in build/wasm or in UNDERSIGNED_WASM.
//
// FOLDER (default: build/web) then contains the bundles, style sheets, WebAssembly modules, the editors' descriptions
// of the elements, a .br beside each file, and manifest.json:
// {version: <first 16 hex digits of the sha256 over all files>, files: {name: {path, integrity, bytes, brotli}}}.
// The folder is replaced as a whole, so that nobody ever sees half of it.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import * as esbuild from 'esbuild';

const web = dirname(fileURLToPath(import.meta.url));
const root = dirname(web);
const wasm = join(resolve(process.env.UNDERSIGNED_WASM ?? join(root, 'build/wasm')), 'widget');
const out = resolve(process.argv[2] ?? join(root, 'build/web'));

// In this order: each script contains the integrity of those before it.
const scripts = [
  { name: 'solver_worker.js', path: 'solver/worker.ts' },
  { name: 'solver.js', path: 'solver/solver.ts' },
  { name: 'country_names.js', path: 'loader/country_names.ts' },
  { name: 'form.js', path: 'loader/form_part.ts' },
  { name: 'directory.js', path: 'loader/directory_part.ts' },
  { name: 'undersigned.js', path: 'loader/undersigned.ts' },
  { name: 'frame.js', path: 'loader/frame.ts' },
  { name: 'page.js', path: 'pages/page.ts' },
  { name: 'card.js', path: 'pages/card.ts' },
  { name: 'dashboard.js', path: 'dashboard/dashboard.ts' },
];
const modules = ['form/form.wasm', 'solver/solver.wasm', 'dashboard/dashboard.wasm'];

const target = ['chrome109', 'firefox115', 'safari16.4'];

async function bundleStyles(path) {
  const result = await esbuild.build({
    entryPoints: [path], bundle: true, minify: true, write: false, target,
  });
  return result.outputFiles[0].text;
}

// `import sheet from './form.css'` in a script imports the bundled style sheet as a string, for adoptedStyleSheets.
const styleTextPlugin = {
  name: 'style-text',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await bundleStyles(path), loader: 'text', watchFiles: [path],
    }));
  },
};

// A script contains the integrity of the files it loads. The modules' glue code is imported from '#wasm/...'.
async function bundleScript(path, files) {
  // SHA-256: hashes do not compress, and every reader downloads them.
  const integrity = (name) => JSON.stringify(files.has(name) ? integrityOf(files.get(name), 'sha256') : '');
  const result = await esbuild.build({
    entryPoints: [path], bundle: true, minify: true, write: false, target, format: 'esm', legalComments: 'none',
    alias: { '#wasm': wasm }, plugins: [styleTextPlugin],
    define: {
      __COUNTRY_NAMES_INTEGRITY__: integrity('country_names.js'),
      __DIRECTORY_PART_INTEGRITY__: integrity('directory.js'),
      __FORM_CORE_INTEGRITY__: integrity('form.wasm'),
      __FORM_PART_INTEGRITY__: integrity('form.js'),
      __SOLVER_MODULE_INTEGRITY__: integrity('solver.wasm'),
      __SOLVER_INTEGRITY__: integrity('solver.js'),
    },
  });
  return Buffer.from(result.outputFiles[0].contents);
}

function integrityOf(contents, algorithm) {
  return `${algorithm}-${createHash(algorithm).update(contents).digest('base64')}`;
}

async function collectFiles() {
  const files = new Map();
  for (const path of modules) files.set(basename(path), await readFile(join(wasm, path)));
  for (const name of (await readdir(join(web, 'pages'))).filter((name) => name.endsWith('.css')).sort()) {
    files.set(name, Buffer.from(await bundleStyles(join(web, 'pages', name))));
  }
  for (const name of (await readdir(join(web, 'types'))).sort()) files.set(name, await readFile(join(web, 'types', name)));
  for (const { name, path } of scripts) files.set(name, await bundleScript(join(web, path), files));
  return files;
}

function versionOf(files) {
  const hash = createHash('sha256');
  for (const [name, contents] of files) hash.update(`${name}\0${contents.length}\0`).update(contents);
  return hash.digest('hex').slice(0, 16);
}

function compress(contents) {
  return brotliCompressSync(contents, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length },
  });
}

async function writeFiles(files, folder) {
  const manifest = { version: versionOf(files), files: {} };
  for (const [name, contents] of files) {
    const compressed = compress(contents);
    await writeFile(join(folder, name), contents);
    await writeFile(join(folder, `${name}.br`), compressed);
    manifest.files[name] = {
      path: name, integrity: integrityOf(contents, 'sha512'), bytes: contents.length, brotli: compressed.length,
    };
  }
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
  return manifest;
}

const fresh = `${out}.new`;
await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
const manifest = await writeFiles(await collectFiles(), fresh);
await rm(out, { recursive: true, force: true });
await rename(fresh, out);

// For Ninja: everything here may be in a bundle. Folders are listed too: their time changes when a file is added or
// removed.
if (process.argv[3]) {
  const paths = (await readdir(web, { recursive: true })).filter((path) => !path.includes('node_modules'));
  const all = [web, ...paths.map((path) => join(web, path))].map((path) => path.replaceAll(' ', '\\ '));
  await writeFile(process.argv[3], `${join(out, 'manifest.json').replaceAll(' ', '\\ ')}: ${all.join(' ')}\n`);
}

for (const [name, { bytes, brotli }] of Object.entries(manifest.files)) {
  console.log(`${name.padEnd(20)} ${String(bytes).padStart(8)} bytes ${String(brotli).padStart(8)} brotli`);
}
