// web/loader/page_address.ts: which address of the partner's page is shared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

async function addressOf(url, head = '') {
  const page = openPage(head, url);
  return (await page.run('loader/page_address.ts')).pageAddress();
}

test('the address of a page is sent without query and fragment', async () => {
  for (const rest of ['', '#sign', '?utm_source=news&utm_medium=mail', '?fbclid=1&gclid=2&_ga=3&mc_eid=4', '?']) {
    assert.equal(await addressOf(`https://site.example/page${rest}`), 'https://site.example/page', rest);
  }
});

test('a page that its query or its route names is told by a bare question mark', async () => {
  for (const rest of ['?page_id=12', '?option=com_content&id=3&utm_source=x', '?secret=1', '#/petition', '#!/petition']) {
    assert.equal(await addressOf(`https://site.example/page${rest}`), 'https://site.example/page?', rest);
  }
});

test('the site says what its address is', async () => {
  const link = (href) => `<link rel="canonical" href="${href}">`;
  assert.equal(await addressOf('https://site.example/?page_id=12', link('https://site.example/petition')), 'https://site.example/petition');
  assert.equal(await addressOf('https://site.example/?page_id=12&sid=1', link('/?page_id=12#top')), 'https://site.example/?page_id=12');
  assert.equal(await addressOf('https://site.example/a', link('https://other.example/a')), 'https://site.example/a', 'not of another site');
  assert.equal(await addressOf('https://site.example/a', link('https://site.example.evil.example/')), 'https://site.example/a');
  assert.equal(await addressOf('https://site.example/#/a', link('https://site.example/')), 'https://site.example/?', 'not for a route behind it');
});
