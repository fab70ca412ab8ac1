// web/loader/country_names.ts and country_codes.ts: a country by any of its names.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { openPage } from '../page.mjs';
import { allOwnNames, widgetLanguages } from './own_names.mjs';

const mappings = new URL('../../node_modules/cldr-core/supplemental/codeMappings.json', import.meta.url);
const called = {
  AE: ['U.A.E.', 'VAE'], AG: ['Antigua and Barbuda'], AT: ['Áo'], BA: ['Bosnia and Herzegovina', 'Bosnia & Herzegovina'], BR: ['Brasil'], CN: ['PRC', 'P.R. China', 'КНР'],
  CZ: ['Česko', 'République tchèque'],
  CD: ['DRC', 'Congo, The Democratic Republic of the'], CG: ['Congo', 'Congo, Republic of the'], CH: ['die Schweiz', 'la Suisse', 'Svizra'],
  DE: ['Deutschland', 'DEU', 'BRD', 'RFA', '德國'], DK: ['Danmark'], ES: ['España', 'Espanya'], FI: ['Suomi'], GR: ['Ελλάδα', 'ΕΛΛΑΔΑ'],
  GB: ['U.K.', 'Northern Ireland', 'GBR', 'Schottland', 'Écosse', 'Pays de Galles', 'Шотландия', '苏格兰', 'Y Deyrnas Unedig'],
  HU: ['Magyarország'], IE: ['Republic of Ireland', 'Éire', 'Eire', 'ROI'], IR: ['Iran, Islamic Republic of', 'Iran (Islamic Republic of)'],
  JP: ['日本'], KN: ['St Kitts and Nevis', 'Saint Kitts & Nevis'], KP: ["Korea, Democratic People's Republic of", 'North Korea'],
  KR: ['Republic of Korea', 'Korea, Republic of'], LC: ['Saint Lucia', 'St. Lucia'], MK: ['Macedonia'], MO: ['Macau'],
  NL: ['Holanda', 'Hollande', 'les Pays-Bas', 'Nederland'], NO: ['Norge', 'Noreg'], NZ: ['Aotearoa', 'Newzealand'], PL: ['Polska'],
  PS: ['Palestinian Territories', 'State of Palestine'], RU: ['РФ'], SA: ['KSA'], SE: ['Sverige'], ST: ['Sao Tome and Principe'], SY: ['Syrian Arab Republic'], SZ: ['Swaziland'],
  TC: ['Turks and Caicos Islands'], TL: ['East Timor'], TT: ['Trinidad and Tobago'], TW: ['台灣', 'ROC'], TZ: ['Tanzania, United Republic of'], UA: ['Україна'],
  US: ['U.S.A.', 'U. S.', 'EEUU', 'EE. UU.', 'EUA', 'los Estados Unidos'], UZ: ["O'zbekiston", 'Oʻzbekiston'], VA: ['Vatican'], ZA: ['RSA', 'Suid-Afrika', 'iNingizimu Afrika'], '': ['Atlantis', 'XYZ', 'the', '...', '(((', 'Korea, some of it', 'les', 'Le Congo, or the other'],
};

let alpha3;
let list;
let names;
let codes;

before(async () => {
  const { supplemental: { codeMappings } } = JSON.parse(await readFile(mappings, 'utf8'));
  alpha3 = Object.entries(codeMappings).filter(([code, { _alpha3 }]) => code.length === 2 && _alpha3).map(([code, { _alpha3 }]) => [code, _alpha3]);
  const page = openPage('<select><option value="">Choose</option></select>');
  names = await page.run('loader/country_names.ts');
  codes = await page.run('loader/country_codes.ts');
  list = page.find('select');
  const english = new Intl.DisplayNames('en', { type: 'region' });
  for (const [code] of alpha3) if (codes.twoLetters(codeMappings[code]._alpha3)) list.append(new page.window.Option(english.of(code), code));
});

for (const [code, spellings] of Object.entries(called)) {
  for (const spelling of spellings) {
    test(`"${spelling}" is "${code}"`, () => assert.equal(names.findCountry(spelling, list), code));
  }
}

test('a code of three letters is the one in CLDR, and no other', () => {
  const wrong = alpha3.filter(([code, three]) => ![code, undefined].includes(codes.twoLetters(three)));
  assert.deepEqual(wrong, []);
  assert.ok(list.options.length > 249);
  for (const none of ['DEX', 'DE', 'deu', '...', '(((']) assert.equal(codes.twoLetters(none), undefined, none);
});

test('the names of countries in their own languages are those of CLDR', async () => {
  const page = openPage();
  const { ownNames } = await page.run('loader/own_names.ts');
  assert.equal(ownNames, allOwnNames.map(([code, name]) => `${name} ${code} `).join(''));
  assert.ok(allOwnNames.length > 150);
});

test('no two countries share a name in their own languages, and each is found by its own', () => {
  const wrong = allOwnNames.map(([code, name]) => [code, name, names.findCountry(name, list)]).filter(([code, , found]) => code !== found);
  assert.deepEqual(wrong, []);
});

test('the list leaves out the languages that the widget asks the browser for', async () => {
  const source = await readFile(new URL('../../../web/loader/country_names.ts', import.meta.url), 'utf8');
  for (const language of widgetLanguages) assert.match(source, new RegExp(`'${language}'`));
});
