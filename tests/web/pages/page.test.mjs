// web/pages/page.ts: the server's own petition page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';
import { settle } from '../clock.mjs';

const petition = '<html lang="de"><article class="petition"><p data-part="count">7</p><form data-action="sign"><input name="name" maxlength="99"></form></article>';
const fresh = { body: { confirmed: 8, view: [['p', { 'data-part': 'count' }, '8']] } };

async function open(url) {
  const page = openPage(petition, url);
  page.clock.chance = 0.5;
  page.answers = () => fresh;
  await page.run('pages/page.ts', 'https://sign.example/v/1/page.js');
  return page;
}

test('a petition\'s page keeps its count and its partner\'s fresh', async () => {
  const page = await open('https://sign.example/p/open-the-gates?partner=p');
  await page.clock.advance(15_000);
  assert.deepEqual(page.requests.map(({ path }) => path), ['/v1/campaigns/open-the-gates/count?lang=de&partner=p']);
  assert.equal(page.find('[data-part="count"]').textContent, '8');
});

test('its form is brought when somebody is about to sign', async () => {
  const page = await open('https://sign.example/p/a/signed');
  page.part = () => ({ begin: async () => ({ submit() {} }) });
  page.find('form').dispatchEvent(new page.window.Event('focusin'));
  await settle();
  assert.ok(page.requests.some(({ path }) => path === '/v1/campaigns/a/form?lang=de'));
});
