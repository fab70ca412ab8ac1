// The dependency rules of README's architecture table and the design, checked against every #include and import.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const sources = ['shared', 'server', 'widget', 'web'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true })
    .map((name) => `${top}/${name}`)
    .filter((path) => /\.(h|cpp|ts|mjs)$/.test(path) && !path.includes('node_modules')));

const text = new Map(sources.map((path) => [path, readFileSync(join(root, path), 'utf8')]));

// The files that a file names: "server/http/reply.h", "sqlite3.h"; of a script, the path of each import.
function named(path) {
  const pattern = path.endsWith('.ts') || path.endsWith('.mjs')
    ? /^(?:import|export)\b[^;'"]*['"](\.[^'"]+)['"]/gm
    : /^#include [<"]([^>"]+)[>"]/gm;
  return [...text.get(path).matchAll(pattern)].map(([, name]) =>
    name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), name)) : name);
}

const edges = sources.flatMap((from) => named(from).map((to) => ({ from, to })));
// server/limits.h and server/suspicion.h are below every folder of server/.
const inRoom = (path) => path.split('/').length > 2 && path.startsWith('server/');
const within = (path, ...folders) => folders.some((folder) => path.startsWith(`${folder}/`));
const lines = (found) => found.map(({ from, to }) => `${from} -> ${to}`);

function forbid(title, wrong) {
  test(title, () => assert.deepEqual(lines(edges.filter(({ from, to }) => wrong(from, to))), []));
}

forbid('shared includes nothing above it', (from, to) => within(from, 'shared') && within(to, 'server', 'widget', 'web'));
forbid('the core is pure: no files, clock, randomness, threads or globals of the system', (from, to) =>
  within(from, 'shared') &&
  /^(chrono|ctime|time\.h|random|thread|mutex|atomic|future|condition_variable|fstream|iostream|filesystem|cstdio|unistd\.h|sys\/.*|netinet\/.*)$/.test(to));
forbid('widget includes nothing but shared and itself', (from, to) => within(from, 'widget') && within(to, 'server', 'web'));
forbid('the server includes nothing of widget or web', (from, to) => within(from, 'server') && within(to, 'widget', 'web'));
forbid('nothing that is shipped includes tests', (from, to) => within(to, 'tests'));

forbid('only server/http sees cpp-httplib', (from, to) => to === 'httplib.h' && !within(from, 'server/http'));
forbid('only server/store/sqlite sees SQLite', (from, to) =>
  /^(sqlite3\.h|SQLiteCpp\/)/.test(to) && !within(from, 'server/store/sqlite'));
forbid('who uses the store sees its interface, and only what opens it sees server/store/sqlite', (from, to) =>
  within(to, 'server/store/sqlite') && !within(from, 'server/store/sqlite', 'server/app'));
forbid('base sees no other room of the server', (from, to) =>
  within(from, 'server/base') && inRoom(to) && !within(to, 'server/base'));
forbid('crypto, store and http see no other room of the server but base', (from, to) =>
  within(from, 'server/crypto', 'server/store', 'server/http') && inRoom(to) && !within(to, 'server/base', from.split('/').slice(0, 2).join('/')));
forbid('the use cases know no HTTP and no presentation', (from, to) =>
  within(from, 'server/signing', 'server/campaigns', 'server/mail', 'server/accounts', 'server/editing') &&
  (within(to, 'server/http', 'server/api', 'server/pages', 'server/admin', 'server/app') || to.startsWith('nlohmann/')));
forbid('the guard and its keys know no store', (from, to) =>
  /^server\/signing\/(guard|rates|guess_limiter|challenges|pair_counts|mail_order|origin|blocked_domains)\./.test(from) &&
  within(to, 'server/store'));
forbid('only server/pictures sees libvips, which decodes untrusted files', (from, to) =>
  to.startsWith('vips/') && !within(from, 'server/pictures'));
forbid('only server/previews sees Cairo and Pango', (from, to) =>
  /^(cairo|pango)/.test(to) && !within(from, 'server/previews'));
forbid('only mail/smtp_transport sees libcurl', (from, to) =>
  to.startsWith('curl/') && !from.startsWith('server/mail/smtp_transport'));
forbid('the dashboard\'s model and views know no platform', (from, to) =>
  within(from, 'widget/dashboard/model', 'widget/dashboard/views') && within(to, 'widget/dashboard/platform'));

test('SQL stands in server/store/sqlite alone', () => {
  const statement = /"\s*(SELECT .* FROM|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|PRAGMA )/;
  const found = sources.filter((path) => statement.test(text.get(path)) && !within(path, 'server/store/sqlite'));
  assert.deepEqual(found, []);
});

// The folder of a file. The program's main() belongs to none: unlike server/limits.h, it includes from all of them.
const folderOf = (path) => (path === 'server/main.cpp' ? path : posix.dirname(path));

// Folders that include each other, directly or indirectly, each cycle as one sorted list.
function cycles() {
  const next = new Map();
  for (const { from, to } of edges) {
    const folder = folderOf(from);
    if (!text.has(to) || folder === folderOf(to)) continue;
    next.set(folder, (next.get(folder) ?? new Set()).add(folderOf(to)));
  }
  const reach = (start) => {
    const seen = new Set();
    for (const open = [start]; open.length > 0;) {
      for (const folder of next.get(open.pop()) ?? []) {
        if (!seen.has(folder)) open.push(folder);
        seen.add(folder);
      }
    }
    return seen;
  };
  const reached = new Map([...next.keys()].map((folder) => [folder, reach(folder)]));
  const partners = (folder) => [...reached.get(folder)].filter((other) => reached.get(other)?.has(folder));
  return [...new Set([...next.keys()].map((folder) => partners(folder).sort().join(', ')).filter((list) => list !== ''))];
}

test('no folders include each other in a circle', () => assert.deepEqual(cycles(), []));

test('a look at the sources has found them', () => {
  assert.ok(sources.length > 300);
  assert.ok(edges.length > 1000);
});
