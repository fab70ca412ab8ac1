// server/README.md documents every option and command of the server's program, with its default, and no document names
// one that does not exist.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeOf, documents, read, root, tableOf } from './documents.mjs';
import { devHelp, helpOf } from './help.mjs';

const help = helpOf();
const operators = read('server/README.md');
const ofOthers = ['--home-dir']; // options of other programs in the texts
const secrets = ['UNDERSIGNED_SECRET', 'UNDERSIGNED_SMTP_PASSWORD', 'UNDERSIGNED_METRICS_TOKEN'];

const code = (cell) => codeOf(cell)[0] ?? '';
const variableOf = (option) => `UNDERSIGNED${option.slice(1).toUpperCase().replaceAll('-', '_')}`;

// The command, name and default of every option that belongs to a command.
function optionsOfCommands({ commands }, words = []) {
  return Object.entries(commands).flatMap(([name, command]) => {
    const path = [...words, name];
    const own = command.options.map((option) => ({ of: path.join(' '), ...option }));
    return [...own, ...optionsOfCommands(command, path)];
  });
}

test('the table of options is what --help says, with its defaults', () => {
  const table = tableOf(operators, 'Every option', 'option').rows;
  const documented = table.map(([name, preset]) => `${code(name)} ${code(preset)}`);
  assert.ok(documented.length > 20);
  assert.deepEqual(documented.sort(), help.options.map(({ name, preset }) => `${name} ${preset}`).sort());
});

test('the table of the commands\' own options is what --help says of each', () => {
  const table = operators.tables.find(({ head }) => head[0] === 'option' && head[1] === 'of').rows;
  const documented = table.map(([name, of, preset]) => `${code(of)} ${code(name)} ${code(preset)}`);
  // An option that all subcommands have is listed once, under their parent.
  const there = optionsOfCommands(help).map(({ of, name, preset }) => `${name === '--reason' ? of.split(' ')[0] : of} ${name} ${preset}`);
  assert.deepEqual(documented.sort(), [...new Set(there)].sort());
});

test('every option has a sentence', () => {
  for (const { head, rows } of operators.tables.filter(({ head }) => head[0] === 'option')) {
    for (const row of rows) {
      assert.equal(row.length, head.length, row[0]);
      assert.match(row.at(-1), /\w{2}.*\.$/, row[0]);
    }
  }
});

test('the table of commands is what --help says, and names the commands below each', () => {
  const { rows } = tableOf(operators, 'Every command', 'command');
  assert.deepEqual(rows.map(([name]) => code(name)).sort(), Object.keys(help.commands).sort());
  for (const [name, what] of rows.filter(([name]) => ['user', 'signature'].includes(code(name)))) {
    for (const below of Object.keys(help.commands[code(name)].commands)) assert.ok(what.includes(below), `${name}: ${below}`);
  }
});

test('every option that any document names is there', () => {
  const there = new Set([...help.options, ...optionsOfCommands(help)].map(({ name }) => name).concat('--help', ofOthers));
  let checked = 0;
  for (const path of documents()) {
    for (const text of read(path).lines) {
      for (const [option] of codeOf(text).flatMap((each) => [...each.matchAll(/^--(?!undersigned-)[a-z][\w-]*/g)])) {
        ++checked;
        assert.ok(there.has(option), `${path} names ${option}`);
      }
    }
  }
  assert.ok(checked > 50, `${checked} options`);
});

test('every variable that any document names is an option\'s, a secret\'s or ./dev\'s', () => {
  const there = new Set([...help.options.map(({ name }) => variableOf(name)), ...secrets, ...devHelp().variables]);
  for (const path of documents()) {
    for (const variable of read(path).lines.join('\n').match(/UNDERSIGNED_[A-Z_]+/g) ?? []) {
      if (variable !== 'UNDERSIGNED_') assert.ok(there.has(variable), `${path} names ${variable}`);
    }
  }
});

test('the table of a campaign\'s members has all that the demo\'s file has, and none that the reader does not know', () => {
  const text = (path) => readFileSync(join(root, path), 'utf8');
  const [reader, names] = [text('shared/json/campaign_json.cpp'), text('shared/campaign/names.cpp')];
  const { rows } = tableOf(operators, 'Campaigns and partners', 'member of a campaign');
  const documented = rows.flatMap(([members]) => codeOf(members));
  for (const member of documented) assert.ok(reader.includes(`"${member}"`), member);
  const { campaigns } = JSON.parse(text('web/demo/campaigns.json'));
  for (const member of new Set(campaigns.flatMap((campaign) => Object.keys(campaign)))) assert.ok(documented.includes(member), member);
  for (const [members, what] of rows.filter(([members]) => /status|kind|confirmation/.test(members))) {
    for (const value of codeOf(what)) assert.ok(names.includes(`"${value}"`), `${members}: ${value}`);
  }
  for (const [, values] of names.matchAll(/k(?:Kinds|Statuses|FieldUses|ConfirmationPolicies)\{(.*)\}/g)) {
    for (const value of values.replaceAll('"', '').split(', ')) assert.ok(rows.flat().join(' ').includes(`\`${value}\``), value);
  }
});
