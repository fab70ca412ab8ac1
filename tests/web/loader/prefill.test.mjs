// web/loader/prefill.ts and prefill_link.ts: fields filled in from the link's fragment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

const form = `<form>
  <input name="name" maxlength="10"><input name="email" maxlength="99"><input name="postcode" maxlength="9">
  <input name="comment" maxlength="99"><input type="checkbox" name="consent" value="yes">
  <select name="country"><option value=""></option><option value="CI">Elfenbeinküste</option>
    <option value="DE">Deutschland</option><option value="GB">Vereinigtes Königreich</option><option value="NL">Niederlande</option>
    <option value="US">Vereinigte Staaten</option></select></form>`;

async function filled(fragment, prepare = () => {}, part = (names) => () => names) {
  const page = openPage(form, `https://site.example/page?a=b${fragment}`);
  const { prefill, linkedFields, ...names } = await page.run(['loader/prefill.ts', 'loader/prefill_link.ts', 'loader/country_names.ts']);
  page.part = part(names, page);
  prepare(page.find('form').elements);
  if (linkedFields) prefill(page.find('form'), linkedFields);
  await new Promise((done) => setTimeout(done, 5)); // for the file of names
  const { name, email, country, comment, consent, postcode } = page.find('form').elements;
  return {
    page, name: name.value, email: email.value, country: country.value, comment: comment.value,
    consent: consent.checked, postcode: postcode.value,
  };
}

test('names and places are filled in, cut to what the field takes', async () => {
  const { name, postcode, email } = await filled('#sign?name=%20Ada%20Lovelace%20King&email=ada@example.org&postcode=10115');
  assert.deepEqual([name, email, postcode], ['Ada Lovela', 'ada@example.org', '10115']);
});

test('a + of an address written as it is stays one', async () => {
  assert.equal((await filled('#sign?email=ada+news@example.org')).email, 'ada+news@example.org');
});

test('a choice, a consent and a comment are the signer\'s own', async () => {
  const { comment, consent } = await filled('#sign?comment=x&consent=yes');
  assert.deepEqual([comment, consent], ['', false]);
});

test('what is there already stays', async () => {
  assert.equal((await filled('#sign?name=Ada', ({ name }) => (name.value = 'Grace'))).name, 'Grace');
});

test('the address bar keeps none of it, and the history stays as it is', async () => {
  const { page } = await filled('#sign?name=Ada');
  assert.equal(page.window.location.href, 'https://site.example/page?a=b#sign');
  assert.equal(page.window.history.length, 1);
});

for (const fragment of ['', '#sign', '#other?name=Ada', '#sign-now?name=Ada']) {
  test(`"${fragment}" fills nothing in, and stays`, async () => {
    const { page, name } = await filled(fragment);
    assert.equal(name, '');
    assert.equal(page.window.location.hash, fragment);
  });
}

test('a code needs no file of names, any other spelling loads it once', async () => {
  const byCode = await filled('#sign?country=de');
  assert.deepEqual([byCode.country, byCode.page.parts], ['DE', []]);
  const byName = await filled('#sign?country=Germany');
  assert.deepEqual([byName.country, byName.page.parts], ['DE', ['https://sign.example/v/1/country_names.js']]);
});

test('a country chosen meanwhile stays, and without the file of names the signer chooses it', async () => {
  const chosen = await filled('#sign?country=Germany', undefined, (names, page) => async () => {
    page.find('form').elements.country.value = 'NL';
    return names;
  });
  assert.equal(chosen.country, 'NL');
  const failed = await filled('#sign?country=Germany&name=Ada', undefined, () => () => Promise.reject(new Error('offline')));
  assert.deepEqual([failed.country, failed.name], ['', 'Ada']);
});

for (const [written, code] of [
  ['DE', 'DE'], ['de', 'DE'], ['Deutschland', 'DE'], ['Germany', 'DE'], ['USA', 'US'], ['America', 'US'], ['the UK', 'GB'], ['UK', 'GB'],
  ['Scotland', 'GB'], ['The Netherlands', 'NL'], ['Holland', 'NL'], ['Cote d\'Ivoire', 'CI'], ['Côte d’Ivoire', 'CI'],
  ['U.S.A.', 'US'], ['U. K.', 'GB'], ['Northern Ireland', 'GB'], ['Estados Unidos', 'US'], ['Alemania', 'DE'], ['DEU', 'DE'], ['gbr', 'GB'],
  ['Netherlands, Kingdom of the', 'NL'], ['Federal Republic of Germany', 'DE'], ['((', ''], ['...', ''],
  ['ELFENBEINKUSTE', 'CI'], ['Atlantis', ''], ['France', ''], ['a', ''], ['.*', ''], ['(', ''],
]) {
  test(`"${written}" is the country "${code}"`, async () => {
    assert.equal((await filled(`#sign?country=${encodeURIComponent(written)}`)).country, code);
  });
}
