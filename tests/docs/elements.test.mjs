// web/README.md describes the elements as their types and their manifest do, which editors read.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeOf, read, root, tableOf } from './documents.mjs';

const document = read('web/README.md');
const text = (path) => readFileSync(join(root, path), 'utf8');
const [{ declarations }] = JSON.parse(text('web/types/custom-elements.json')).modules;
const elements = Object.fromEntries(declarations.map((each) => [each.tagName.replace('undersigned-', ''), each]));
const code = (cell) => codeOf(cell)[0];

test('attributes, and on which element each is', () => {
  const documented = tableOf(document, 'Attributes and properties', 'attribute').rows.map(([name, on]) =>
    [code(name), on === 'all' ? Object.keys(elements).sort() : on.split(', ').sort()]);
  const names = [...new Set(declarations.flatMap(({ attributes }) => attributes.map(({ name }) => name)))];
  const there = names.map((name) =>
    [name, Object.keys(elements).filter((each) => elements[each].attributes.some((own) => own.name === name)).sort()]);
  assert.deepEqual(documented, there);
});

test('properties of the look, and parts', () => {
  const documented = tableOf(document, 'Languages and colours', 'property').rows.map(([name]) => code(name));
  for (const { tagName, cssProperties } of declarations) {
    assert.deepEqual(documented, cssProperties.map(({ name }) => name), tagName);
  }
  const parts = elements.petition.cssParts.map(({ name }) => `::part(${name})`);
  assert.deepEqual([...new Set(document.lines.join('\n').match(/::part\([\w-]+\)/g))], parts);
});

test('events, and what each has in its detail', () => {
  const types = text('web/types/undersigned.d.ts');
  const there = [...types.matchAll(/'(undersigned:\w+)': CustomEvent<\{ ([^}]*) \}>/g)].map(([, name, members]) =>
    [name, members.split('; ').map((member) => /^\w+/.exec(member)[0])]);
  assert.ok(there.length === 6);
  const documented = tableOf(document, 'Events', 'event').rows.map(([name, , detail]) =>
    [code(name), codeOf(detail.replace(/: [^,]*`[^`]*`.*$/, '')).filter((word) => /^\w+$/.test(word))]);
  assert.deepEqual(documented, there);
  assert.deepEqual(elements.petition.events.map(({ name }) => name), there.map(([name]) => name));
});

test('channels of sharing are those of the share block and the widget', () => {
  const [, , detail] = tableOf(document, 'Events', 'event').rows.find(([name]) => name.includes('shared'));
  const networks = [...text('shared/view/share_view.cpp').matchAll(/Network\{"(\w+)"/g)].map(([, channel]) => channel);
  const others = [...text('shared/view/share_view.cpp').matchAll(/string_view k(?:Email|Sms) = "(\w+)"/g)].map(([, channel]) => channel);
  assert.equal(others.length, 2);
  const scripted = [...text('web/loader/share.ts').matchAll(/channel: '(\w+)'/g)].map(([, channel]) => channel);
  assert.deepEqual(codeOf(detail).slice(2).sort(), [...networks, ...others, ...scripted].sort());
});

test('browsers are those that the widget is built for', () => {
  const [, target] = /const target = \[(.*)\]/.exec(text('web/build.mjs'));
  const built = [...target.matchAll(/(chrome|firefox|safari)([\d.]+)/g)].map(([, name, version]) => `${name} ${version}`);
  const said = document.lines.join('\n').replace('Chrome and Edge', 'Chrome').toLowerCase();
  assert.equal(built.length, 3);
  for (const browser of built) assert.ok(said.includes(browser), browser);
});

test("the shortcode's attributes are those of the plugin", () => {
  const shortcode = document.blocks.find((block) => block.text.startsWith('[undersigned ')).text;
  const readme = text('web/wordpress/undersigned/readme.txt');
  const names = [...shortcode.matchAll(/ (\w+)="/g)].map(([, name]) => name);
  assert.ok(names.length > 3);
  for (const name of names) assert.ok(readme.includes(`* \`${name}\`: `), name);
});
