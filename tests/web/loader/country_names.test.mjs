// web/loader/country_names.ts and country_codes.ts: a country by any of its names.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { openPage } from '../page.mjs';

const mappings = new URL('../../node_modules/cldr-core/supplemental/codeMappings.json', import.meta.url);
const called = {
  AE: ['U.A.E.'], AG: ['Antigua and Barbuda'], AT: ['Áo'], BA: ['Bosnia and Herzegovina', 'Bosnia & Herzegovina'], BR: ['Brasil'],
  CD: ['DRC', 'Congo, The Democratic Republic of the'], CG: ['Congo', 'Congo, Republic of the'], DE: ['Deutschland', 'DEU'], ES: ['España'],
  GB: ['U.K.', 'Northern Ireland', 'GBR'], IE: ['Republic of Ireland'], IR: ['Iran, Islamic Republic of', 'Iran (Islamic Republic of)'],
  JP: ['日本'], KN: ['St Kitts and Nevis', 'Saint Kitts & Nevis'], KP: ["Korea, Democratic People's Republic of", 'North Korea'],
  KR: ['Republic of Korea', 'Korea, Republic of'], LC: ['Saint Lucia', 'St. Lucia'], MK: ['Macedonia'], MO: ['Macau'],
  PS: ['Palestinian Territories', 'State of Palestine'], ST: ['Sao Tome and Principe'], SY: ['Syrian Arab Republic'], SZ: ['Swaziland'],
  TC: ['Turks and Caicos Islands'], TL: ['East Timor'], TT: ['Trinidad and Tobago'], TZ: ['Tanzania, United Republic of'], UA: ['Україна'],
  US: ['U.S.A.', 'U. S.'], VA: ['Vatican'], '': ['Atlantis', 'XYZ', 'the', '...', '(((', 'Korea, some of it'],
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
