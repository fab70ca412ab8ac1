// The declarations of the elements for editors and compilers are correct.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Site } from '../browser/site.mjs';
import { TestEnvironment } from '../browser/support.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
let env;
let site;

before(async () => {
  env = await TestEnvironment.open();
  site = await Site.open(() => '<!doctype html><title>A site</title>');
});
after(async () => {
  site?.close();
  await env?.close();
});

test('the declarations hold for the DOM, React, Preact, Vue and Svelte', () => {
  const { status, stdout } = spawnSync(process.execPath, [path('../../web/node_modules/typescript/bin/tsc'), '-p', path('types')], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

test('the server has them all', async () => {
  for (const name of await readdir(path('../../web/types'))) {
    const response = await fetch(`${env.server}/v/1/${name}`);
    assert.equal(response.status, 200, name);
    assert.match(response.headers.get('Content-Type'), name.endsWith('.json') ? /^application\/json/ : /^text\/plain/);
  }
});

// Sets each attribute as a property at the time `when`, and returns what went wrong.
function setAndRead([script, declarations, when]) {
  const wrong = [];
  const load = () => import(script);
  const make = ({ tagName }) => document.createElement(tagName);
  const set = (element, { attributes }) => {
    for (const { name } of attributes) element[name] = `a-${name}`;
  };
  const check = (element, { tagName, attributes }) => {
    for (const { name } of attributes) {
      if (element.getAttribute(name) !== `a-${name}`) wrong.push(`${tagName} ${name} is not in the page`);
      if (element[name] !== `a-${name}`) wrong.push(`${tagName} ${name} is ${element[name]}`);
      element[name] = null;
      if (element.hasAttribute(name)) wrong.push(`${tagName} ${name} is still in the page`);
    }
  };
  return (async () => {
    if (when === 'after definition') await load();
    for (const each of declarations) {
      const element = make(each);
      if (when !== 'before upgrade, off the page') document.body.append(element);
      set(element, each);
      if (when !== 'after definition') await load();
      if (when === 'before upgrade, off the page') document.body.append(element);
      check(element, each);
      if (!customElements.get(each.tagName)) wrong.push(`${each.tagName} is not defined`);
      element.remove();
    }
    return wrong;
  })();
}

for (const when of ['after definition', 'before upgrade', 'before upgrade, off the page']) {
  test(`each attribute that the manifest names is a property, set ${when}`, async () => {
    const manifest = await (await fetch(`${env.server}/v/1/custom-elements.json`)).json();
    const { declarations } = manifest.modules[0];
    assert.deepEqual(declarations.map(({ tagName }) => tagName).sort(),
      ['undersigned-counter', 'undersigned-directory', 'undersigned-petition']);
    for (const declaration of declarations) {
      const page = await env.newPage();
      await page.goto(site.origin);
      const script = `${env.server}/v/1/undersigned.js`;
      assert.deepEqual(await page.evaluate(setAndRead, [script, [declaration], when]), []);
    }
  });
}
