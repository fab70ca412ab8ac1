// web/loader/countries.ts: a form's countries with names from the browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

async function countries(lang, codes) {
  const page = openPage(`<select data-value="${codes}"><option value="">-</option></select>`);
  const { fillCountries } = await page.run('loader/countries.ts');
  fillCountries(page.find('select'), lang);
  return [...page.find('select').options].map(({ value, text }) => `${value} ${text}`);
}

test('a group is a first letter and the second ones that follow it', async () => {
  assert.deepEqual(await countries('en', 'ADE BE J'), [' -', 'AD Andorra', 'BE Belgium', 'AE United Arab Emirates']);
});

test('names are in the form\'s language, and sorted as it sorts them', async () => {
  assert.deepEqual(await countries('de', 'ADTZ EGT'), [' -', 'EG Ägypten', 'AD Andorra', 'AZ Aserbaidschan', 'ET Äthiopien', 'AT Österreich']);
  assert.deepEqual(await countries('sv', 'AT SE ZA'), [' -', 'SE Sverige', 'ZA Sydafrika', 'AT Österrike']);
});

test('without codes there is nothing to choose', async () => {
  assert.deepEqual(await countries('de', ''), [' -']);
});
