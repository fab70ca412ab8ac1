// web/loader/words.ts: the form part's texts.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

let page;
let words;

beforeEach(async () => {
  page = openPage();
  words = await page.run('loader/words.ts');
});

test('values stand in their places, and a place without a value stays', () => {
  const translate = words.translator({ hint: 'Did you mean {domain}? {domain}, {other}', count: '{n}' });
  assert.equal(translate('hint', { domain: 'gmail.com' }), 'Did you mean gmail.com? gmail.com, {other}');
  assert.equal(translate('count', { n: 0 }), '0');
});

test('a word that is not there is an empty one', () => assert.equal(words.translator({})('copied'), ''));

test('a button sends no form, and hears a press', () => {
  let presses = 0;
  const button = words.button('Change <it>', 'secondary', () => ++presses);
  button.click();
  assert.deepEqual([button.type, button.textContent, button.className, presses], ['button', 'Change <it>', 'secondary', 1]);
});
