// The release: the same version everywhere, and files in the places that the unit, the manual page and the container
// use.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { packPlugin } from '../../web/wordpress/zip.mjs';
import { makeFolder, removeFolder, root, server } from './support.mjs';

const text = (path) => readFile(join(root, path), 'utf8');
const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, DESTDIR: here.folder } });
const here = {};

before(async () => {
  here.folder = await makeFolder();
  [, here.version] = /^project\(undersigned VERSION (\S+)/m.exec(await text('CMakeLists.txt'));
});

after(() => removeFolder(here.folder));

test('the version of CMakeLists.txt is everywhere', async () => {
  assert.equal(run(server, '--version'), `undersigned-server ${here.version}\n`);
  const plugin = 'web/wordpress/undersigned';
  const places = {
    'undersigned.php': /^ \* Version: +(\S+)$|^const VERSION += '(.+)';$/gm,
    'readme.txt': /^Stable tag: (\S+)$/gm,
    'block/block.json': /"version": "(.+)"/g,
    'languages/undersigned.pot': /^"Project-Id-Version: Undersigned (\S+)\\n"$/gm,
  };
  for (const [file, pattern] of Object.entries(places)) {
    const found = [...(await text(`${plugin}/${file}`)).matchAll(pattern)].map(([, one, other]) => one ?? other);
    assert.deepEqual([...new Set(found)], [here.version], file);
  }
  // Without git, which a new machine does not have.
  const packages = ['web', 'tests'].flatMap((top) => run('find', join(root, top), '-name', 'node_modules', '-prune', '-o',
    '-name', 'package.json', '-print').trim().split('\n'));
  assert.ok(packages.length > 3);
  for (const file of packages) {
    const { version = here.version } = JSON.parse(await readFile(file, 'utf8'));
    assert.equal(version, here.version, file);
  }
});

// Installs into a folder that stands for the root of a file system.
function install() {
  const build = dirname(dirname(server));
  run('cmake', '--install', build);
  return (path) => join(here.folder, path);
}

test('the unit starts a program with options that it takes, both installed, and the widget\'s files beside it', async () => {
  const at = install();
  const found = run('find', here.folder, '-name', 'undersigned.service').trim();
  const [, program, options] = /^ExecStart=(\S+) serve --config (\S+)$/m.exec(await readFile(found, 'utf8'));
  const shared = join(dirname(at(program)), '../share/undersigned');
  run(at(program), 'import-campaigns', join(shared, 'campaigns.json'), '--config', at(options), '--data', join(here.folder, 'data'));
  assert.ok(existsSync(join(shared, 'web/manifest.json')));
});

test('the manual page has every command', async () => {
  const page = (await text('server/deploy/undersigned-server.1')).replaceAll('\\', '');
  const [, list] = /^Subcommands:\n((?:  .*\n)+)/m.exec(run(server, '--help'));
  const commands = [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name);
  assert.ok(commands.length > 5);
  assert.deepEqual(commands.filter((name) => !new RegExp(`^\\.BR? (.* )?${name}( |$)`, 'm').test(page)), []);
});

test('the container takes the package, its user, its folder and its options', async () => {
  const container = await text('server/deploy/Containerfile');
  const script = await text('server/deploy/debian/postinst');
  const [, home, user] = /--home (\S+) --no-create-home (\S+)$/m.exec(script);
  const named = (pattern) => pattern.exec(container)?.[1];
  assert.equal(named(/^USER (.+)$/m), user);
  assert.equal(named(/^VOLUME (.+)$/m), home);
  assert.equal(named(/^ENTRYPOINT \["(.+)"\]$/m), 'undersigned-server');
  assert.match(await text('server/deploy/undersigned.toml'), new RegExp(`^data = "${home}"$`, 'm'));
  const options = named(/UNDERSIGNED_CONFIG=(\S+)/);
  assert.match(await text('server/deploy/undersigned.service'), new RegExp(`--config ${options}$`, 'm'));
  assert.match(await text('dev'), new RegExp(`-B ${named(/source=\/src\/(\S+),target/)}$`, 'm'));
});

test('the plugin is packed the same at another time', async () => {
  const zips = [join(here.folder, 'one.zip'), join(here.folder, 'other.zip')];
  for (const zip of zips) {
    await packPlugin(zip);
    await pause(1100); // its times would have a resolution of seconds
  }
  assert.deepEqual(await readFile(zips[0]), await readFile(zips[1]));
});
