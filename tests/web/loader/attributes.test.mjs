// web/loader/attributes.ts: attributes in a page's HTML, and properties set by frameworks.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

let page;
let attributes;

beforeEach(async () => {
  page = openPage('<html lang="de"><body><section lang="ar"><p></p></section><section lang=""><b></b></section>');
  attributes = await page.run('loader/attributes.ts');
});

for (const [written, name] of [
  ['save-the-library', 'save-the-library'],
  ['  Save-The-Library ', 'save-the-library'],
  ['“save-the-library”', 'save-the-library'],
  ['https://sign.example/p/save-the-library', 'save-the-library'],
  ['https://sign.example/p/save-the-library/', 'save-the-library'],
  ['https://sign.example/p/save-the-library?lang=de#demand-1', 'save-the-library'],
  ['https://sign.example/p/save-the-library/sign', 'save-the-library'],
  ['https://sign.example/p/save-the-library&partner=x', 'save-the-library'],
  ['https://sign.example/e/save-the-library%20', 'save-the-library'],
  ['https://elsewhere.example/l?u=https%3A%2F%2Fsign.example%2Fp%2Fsave-the-library%3Flang%3Dde', 'save-the-library'],
  ['p/save-the-library', 'save-the-library'],
  ['save–the–library', 'save-the-library'],
  ['save‑the‑library', 'save-the-library'],
  ['save the library', 'save-the-library'],
  ['save\u00adthe-\u00adlibrary', 'save-the-library'],
  ['100%-library', '100-library'],
  ['bibliothèque_2', 'bibliothèque-2'],
  ['', ''],
  ['  ', ''],
]) {
  test(`"${written}" names "${name}"`, () => assert.equal(attributes.slugFrom(written), name));
}

for (const [written, word] of [['”es”', 'es'], [' Admin ', 'admin'], ['dark;', 'dark'], ['pt_BR', 'pt-br'], ['“freedom–page”', 'freedom-page'], ['—', '']]) {
  test(`"${written}" is the word "${word}"`, () => assert.equal(attributes.wordFrom(written), word));
}

function elementOf() {
  const { window, document } = page;
  class Plain extends window.HTMLElement {}
  attributes.reflectAttributes(Plain.prototype);
  window.customElements.define('x-plain', Plain);
  return document.createElement('x-plain');
}

test('a property is the text of its attribute, and nothing removes it', () => {
  const element = elementOf();
  assert.equal(element.campaign, '');
  element.campaign = 'one';
  assert.equal(element.getAttribute('campaign'), 'one');
  element.setAttribute('campaign', 'two');
  assert.equal(element.campaign, 'two');
  element.partner = 7;
  assert.equal(element.getAttribute('partner'), '7');
  for (const nothing of [null, undefined, false]) {
    element.campaign = 'three';
    element.campaign = nothing;
    assert.equal(element.hasAttribute('campaign'), false, String(nothing));
  }
});

test('what was set before the element was known becomes its attribute', () => {
  const element = page.document.createElement('x-late');
  element.campaign = 'early';
  class Late extends page.window.HTMLElement {
    constructor() {
      super();
      attributes.upgradeProperties(this);
    }
  }
  attributes.reflectAttributes(Late.prototype);
  page.document.body.append(element);
  page.window.customElements.define('x-late', Late);
  assert.equal(element.getAttribute('campaign'), 'early');
  assert.equal(Object.hasOwn(element, 'campaign'), false);
});

test('the language is that of the nearest element around, through shadow roots, and an empty one is none', () => {
  assert.equal(attributes.languageAround(page.find('p')), 'ar');
  assert.equal(attributes.languageAround(page.find('b')), 'de');
  const inside = page.document.createElement('i');
  page.find('p').attachShadow({ mode: 'open' }).append(inside);
  assert.equal(attributes.languageAround(inside), 'ar');
  page.find('p').lang = 'he';
  assert.equal(attributes.languageAround(inside), 'he');
  assert.equal(attributes.languageAround(page.document.createElement('i')), undefined);
});
