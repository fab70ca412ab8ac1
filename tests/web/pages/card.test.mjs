// web/pages/card.ts: a petition's card in somebody else's page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

const card = '<html lang="de"><article class="petition-card" id="card-a-b" data-value="p">' +
  '<p data-part="count">7</p><a class="button" href="/p/a-b">Sign</a></article>';

test('a card keeps its count fresh', async () => {
  const page = openPage(card, 'https://sign.example/c/a-b');
  page.clock.chance = 0.5;
  page.answers = () => ({ body: { confirmed: 8, view: [['p', { 'data-part': 'count' }, '8']] } });
  await page.run('pages/card.ts', 'https://sign.example/v/1/card.js');
  await page.clock.advance(15_000);
  assert.deepEqual([page.requests.map(({ path }) => path), page.find('p').textContent], [['/v1/campaigns/a-b/count?lang=de&partner=p'], '8']);
});

test('its link is followed by WordPress, where that frames it, and by the browser elsewhere', async () => {
  const told = [];
  const follow = async (hash) => {
    const page = openPage(card, `https://sign.example/c/a-b${hash}`);
    Object.defineProperty(page.window, 'parent', { value: { postMessage: (message, origin) => told.push([{ ...message }, origin]) } });
    Object.defineProperty(page.document, 'referrer', { value: 'https://site.example/' });
    await page.run('pages/card.ts', 'https://sign.example/v/1/card.js');
    const event = new page.window.MouseEvent('click', { cancelable: true });
    page.find('a').dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.deepEqual([await follow('#?secret=abc'), told], [true, [[{ message: 'link', value: 'https://sign.example/p/a-b', secret: 'abc' }, 'https://site.example']]]);
  assert.deepEqual([await follow(''), told.length], [false, 1]);
});
