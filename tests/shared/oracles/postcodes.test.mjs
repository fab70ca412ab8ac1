// Every country's example postcodes in Google's libaddressinput, which browsers use to fill in addresses.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { answersTo } from './answers.mjs';

const { getAllCountries, getCountryByCode } = createRequire(import.meta.url)('postal-code-checker');
const countries = getAllCountries().map(({ countryCode }) => getCountryByCode(countryCode));

// Postcodes that the core formats differently: as the Universal Postal Union does, with letters and blanks.
const written = {
  AI: (postcode) => `AI-${postcode}`,
  AZ: (postcode) => `AZ ${postcode}`,
  HT: (postcode) => `HT${postcode}`,
  LT: (postcode) => `LT-${postcode}`,
  MD: (postcode) => `MD-${postcode}`,
  SE: (postcode) => postcode.replace(/^(\d{3})(\d{2})$/, '$1 $2'),
  SV: (postcode) => postcode.replace('CP ', ''),
};

// Postcodes that the core refuses: Peru has had five digits since 2011; these were districts of two cities.
const refused = ['LIMA 23', 'LIMA 42', 'CALLAO 2'];

// Countries for which only one of the two has postcodes: Trinidad and Tobago has six digits since 2012.
const onlyTheCoreHas = ['TT'];

const ask = (list) => answersTo(list.map(({ country, typed }) => ({ rule: 'postcode', argument: country, input: typed })));

const examples = countries.flatMap(({ countryCode, examplePostalCodes }) =>
  examplePostalCodes.filter((typed) => !refused.includes(typed)).map((typed) => ({ country: countryCode, typed })));

test('every example is taken, and written as the table says', () => {
  assert.ok(examples.length > 400);
  const answers = ask(examples);
  for (const [at, { country, typed }] of examples.entries()) {
    assert.equal(answers[at], `ok ${written[country]?.(typed) ?? typed}`, `${country} ${typed}`);
  }
});

test('every example is taken in small letters, without its blanks and hyphens, and from a text that runs from right to left', () => {
  const answers = ask(examples);
  const loose = ask(examples.map(({ country, typed }) =>
    ({ country, typed: `\u2067${typed.toLowerCase().replace(/[ -]/g, '')}\u2069` })));
  assert.deepEqual(loose, answers);
});

test('the postcodes that the table says are refused are', () => {
  assert.deepEqual(ask(refused.map((typed) => ({ country: 'PE', typed }))), refused.map(() => 'error not_a_postcode'));
});

test('the same countries have postcodes', () => {
  const nobodys = 'QQ1 1QQ1'; // refused if there is a pattern
  const answers = ask(countries.map(({ countryCode }) => ({ country: countryCode, typed: nobodys })));
  const differ = countries.filter(({ postalCodePatterns }, at) => (postalCodePatterns.length > 0) !== answers[at].startsWith('error'));
  assert.deepEqual(differ.map(({ countryCode }) => countryCode), onlyTheCoreHas);
});
