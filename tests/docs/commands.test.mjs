// Runs every command in the documents. A command that would build or change this machine is checked against its subject
// instead. Each line of a shell block is a test. A command that is not in the tables below fails.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { blocksOf, codeOf, documents, exists, read, root } from './documents.mjs';
import { devHelp, helpOf } from './help.mjs';
import { Machine } from './machine.mjs';
import { commandsOf, wordsOf } from './shell.mjs';

const operators = read('server/README.md');
const [{ text: campaignFile }, { text: organizerMembers }] = blocksOf(operators, 'json');
const [{ text: configFile }] = blocksOf(operators, 'toml');
const password = 'nine quiet herons by the lake\n';
let machine;

before(async () => {
  machine = await Machine.make();
  await machine.write('campaigns.json', campaignFile);
});
after(() => machine?.close());

// --- the server's program --------------------------------------------------------------------------------------------

// The example of an organizer is part of a campaign; the whole one is signed.
async function importAndSign() {
  const { campaigns: [campaign] } = JSON.parse(campaignFile);
  const example = { ...campaign, slug: 'example-of-an-organizer', status: 'draft', ...JSON.parse(organizerMembers) };
  await machine.write('organizer.json', JSON.stringify({ campaigns: [example] }));
  const { said } = await machine.run(machine.path('/usr/bin/undersigned-server'), ['import-campaigns', 'organizer.json']);
  assert.match(said, /^Imported 1 campaign /);
  assert.doesNotMatch(said, /does not say who gets/);
  await machine.sign(campaignFile);
}

// What each command prints on success; `input` is typed, `first` runs before and `then` after it.
const serverCommands = {
  'import-campaigns': { says: /^Imported 1 campaign/, then: importAndSign },
  versions: { says: /^\d+\t20[^\n]*Z\t-\tpublished\n/ },
  'export-campaign': { says: /^\{\n {2}"campaigns": \[[^]*"slug": "save-the-library"/ },
  'partner add': { says: /freedom-page/ },
  'user add': { says: /^Created the account/, input: password },
  'user list': { says: /^owner +alice\norganizer +bob\n/ },
  'user role': { says: /bob is now viewer/ },
  'user password': { says: /Changed the password of bob/, input: 'eleven loud geese on the roof\n' },
  'user two-step-off': { says: /Turned off two-step sign-in for bob/ },
  'user remove': { says: /Removed the account bob/ },
  audit: { says: /alice/ },
  doctor: { more: ['--smtp-tls', 'none'], says: /\n0 problems/, first: writeConfiguration },
  'mail test': { more: ['--smtp-tls', 'none'], says: /accepted the mail/, then: waitForMail },
  backup: { says: /verified the copy: 1 signature\./ },
  restore: { says: /^The backup is intact: 1 signature\./, around: whileStopped },
  'signature rule-out': { says: /^Rejected/ },
  'signature restore': { says: /^It counts again/ },
  'signature hide-comment': { says: /comment is hidden/ },
  'signature show-comment': { says: /shown again/ },
  'signature erase': { says: /^Erased/ },
  export: { says: /signatures?/ },
  retention: { says: /No personal data is past its retention period/ },
  recount: { says: /^All counters are correct/ },
  sources: { says: /^save-the-library: / },
};

// Replaces the example's addresses by those of this server and this mail server.
async function writeConfiguration(args) {
  if (!args.includes('--config')) return;
  const here = configFile
    .replace('https://sign.example.org', machine.address.replace('127.0.0.1', 'localhost'))
    .replaceAll(/"([^"]*)"/g, (_, word) => `"${machine.fill(word)}"`);
  await machine.write('/etc/undersigned/undersigned.toml', here);
}

function waitForMail() {
  assert.deepEqual(machine.mail.receivers, ['you@example.org']);
}

// The document shows a restore without the secret for the case that it is lost.
async function whileStopped(args, run) {
  const wasRunning = machine.server !== undefined;
  if (args.includes('--without-secret')) await machine.stop();
  await run();
  if (wasRunning) await machine.startUnit();
}

async function serveOnce(program, args) {
  const port = args.indexOf('--port');
  await machine.serve(program, port < 0 ? args : [...args.slice(0, port), ...args.slice(port + 2)]);
  assert.equal((await fetch(`${machine.address}/readyz`)).status, 200);
  assert.match(await (await fetch(`${machine.address}/v/1/undersigned.js`)).text(), /undersigned-petition/);
  await machine.stop();
}

async function runServer(args) {
  const installed = machine.path('/usr/bin/undersigned-server');
  const program = existsSync(installed) ? installed : join(machine.checkout, 'build/release/server/undersigned-server');
  const filled = args.map((word) => machine.fill(word));
  if (args[0] === 'serve') return serveOnce(program, filled);
  const command = serverCommands[args[0]] ? args[0] : args.slice(0, 2).join(' ');
  const known = serverCommands[command];
  assert.ok(known, `the test does not know "${command}"`);
  const run = async () => {
    await known.first?.(args);
    const { status, said } = await machine.run(program, [...filled, ...(known.more ?? [])], known.input);
    assert.equal(status, 0, said);
    assert.match(said, known.says);
    await known.then?.();
  };
  return known.around ? known.around(args, run) : run();
}

// --- other programs of an operator -----------------------------------------------------------------------------------

async function runSudo([option, user, program, ...args]) {
  assert.deepEqual([option, user, program], ['-u', 'undersigned', 'undersigned-server']);
  await runServer(args);
}

async function runSystemctl(args) {
  const words = args.join(' ');
  assert.match(words, /^(daemon-reload|(enable --now|start|stop|restart) undersigned)$/);
  assert.ok(existsSync(machine.path('/usr/lib/systemd/system/undersigned.service')));
  if (/^(stop|restart)/.test(words)) await machine.stop();
  if (/^(enable|start|restart)/.test(words)) await machine.startUnit();
}

// Installs the package's files; tests/deploy and ./dev fresh package test the package itself.
async function runAptGet(args) {
  const [, version] = /^project\(undersigned VERSION (\S+)/m.exec(readFileSync(join(root, 'CMakeLists.txt'), 'utf8'));
  assert.deepEqual(args, ['install', `./build/package/undersigned_${version}_amd64.deb`]);
  await machine.install();
}

// curl may be missing: makes the same request without it.
async function runCurl(args) {
  const headers = {};
  let url;
  for (let i = 0; i < args.length; ++i) {
    if (args[i] === '-H') {
      const [, name, value] = /^([\w-]+): (.*)$/.exec(machine.fill(args[++i]));
      headers[name] = value;
    } else if (args[i] !== '-O') url = args[i].replace(/^https?:\/\/(sign\.example\.org|127\.0\.0\.1:8080)/, machine.address);
  }
  const answer = await fetch(url, { headers });
  assert.equal(answer.status, 200, url);
  const text = await answer.text();
  if (url.endsWith('/metrics')) checkMetrics(text);
}

// Every metric that the document names exists.
function checkMetrics(text) {
  const names = operators.tables.find(({ head }) => head[0] === 'metric').rows
    .flatMap(([cell]) => codeOf(cell)).concat(operators.lines.flatMap(codeOf)).filter((name) => /^(undersigned_|process_)/.test(name));
  assert.ok(names.length > 8);
  for (const name of names) assert.ok(text.includes(`\n# TYPE ${name} `) || text.startsWith(`# TYPE ${name} `), name);
}

// --- ./dev, which builds for minutes: its commands and their arguments are there -------------------------------------

const nameIn = (folder, name) => readdirSync(join(root, folder)).some((file) => file.includes(name) && /\.(mjs|cpp)$/.test(file));

// Arguments of ctest: names of tests as add_node_tests() makes them, and labels.
function checkTestArguments(args) {
  const presets = JSON.parse(readFileSync(join(root, 'CMakePresets.json'), 'utf8')).testPresets.map(({ name }) => name);
  for (let i = 0; i < args.length; ++i) {
    if (args[i] === '-R') {
      const [room, name] = args[++i].split('.');
      assert.ok(exists(`tests/${room}/${name}.test.mjs`), args[i]);
    } else if (args[i] === '-L') {
      const label = args[++i];
      const lists = readdirSync(join(root, 'tests')).filter((folder) => exists(`tests/${folder}/CMakeLists.txt`));
      assert.ok(lists.some((folder) => readFileSync(join(root, `tests/${folder}/CMakeLists.txt`), 'utf8').includes(`LABELS ${label} `)), label);
    } else assert.ok(presets.includes(args[i]), args[i]);
  }
}

const nothing = (args) => assert.deepEqual(args, []);
const oneOf = (...words) => (args) => assert.ok(args.length === 0 || (args.length === 1 && words.includes(args[0])), args.join(' '));
const devArguments = {
  run: nothing, lint: nothing, help: nothing,
  check: nothing,
  format: oneOf('--check'),
  package: oneOf('--twice'),
  fresh: oneOf('first', 'package'),
  test: checkTestArguments,
  bench: ([name = '']) => assert.ok(name === 'NAME' || nameIn('tests/bench', name), name),
  fuzz: ([name = '']) => assert.ok(nameIn('tests/fuzz', name), name),
};

const { commands: devCommands } = devHelp();

function checkDev([command, ...args]) {
  assert.ok(devCommands.includes(command), `./dev help has no ${command}`);
  assert.ok(devArguments[command], `the test does not know ./dev ${command}`);
  devArguments[command](args);
}

// A doctest program that ./dev builds for tests.
const checkTestProgram = (program) => (args) => {
  const [, , , ...folders] = program.split('/');
  const list = readFileSync(join(root, 'tests', ...folders.slice(0, -1), 'CMakeLists.txt'), 'utf8');
  assert.match(list, new RegExp(`add_executable\\(${folders.at(-1)} `));
  for (const arg of args) assert.match(arg, /^--test-case=/);
};

// For node: the test file exists.
function checkNode(args) {
  assert.equal(args[0], '--test');
  assert.ok(exists(args[1]), args[1]);
}

const programs = {
  'undersigned-server': runServer, sudo: runSudo, systemctl: runSystemctl, 'apt-get': runAptGet, curl: runCurl,
  './dev': checkDev, node: checkNode,
};

function runnerOf([program]) {
  const run = program.startsWith('build/dev/tests/') ? checkTestProgram(program) : programs[program];
  assert.ok(run, `the test does not know "${program}"`);
  return run;
}

// server/README.md comes first: the other documents use the server that it installs.
const inOrder = documents().sort((a, b) => Number(b === operators.path) - Number(a === operators.path));

for (const document of inOrder.map(read)) {
  for (const { line, words } of commandsOf(document)) {
    test(`${document.path}:${line}: ${words.join(' ')}`, async () => {
      const [, ...args] = words;
      await runnerOf(words)(args);
    });
  }
}

// Commands in sentences and tables: those of our programs, and --help of the program itself.
const inText = inOrder.flatMap((path) =>
  read(path).lines.flatMap((text, index) =>
    codeOf(text).filter((code) => /^(\.\/dev|undersigned-server|node|build\/dev\/tests\/\S+) /.test(code))
      .map((code) => ({ where: `${path}:${index + 1}`, code }))));

test('every command in a sentence is known', () => {
  assert.ok(inText.length > 10, `${inText.length} commands`);
  for (const { where, code } of inText) {
    const [program, ...args] = wordsOf(code);
    if (program !== 'undersigned-server') runnerOf([program])(args);
    else {
      assert.equal(args.at(-1), '--help', where);
      assert.ok(helpOf(args.slice(0, -1)));
    }
  }
});

test('every command of the server that the table above knows is shown', () => {
  const shown = new Set(commandsOf(operators).map(({ words }) => words.join(' ')));
  for (const command of Object.keys(serverCommands)) {
    assert.ok([...shown].some((words) => words.includes(`undersigned-server ${command}`)), command);
  }
});
