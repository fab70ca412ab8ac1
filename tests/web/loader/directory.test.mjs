// web/loader/directory.ts: the list of campaigns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

const view = { body: { lang: 'de', dir: 'ltr', view: [['p', 'All campaigns']] } };

async function open(part) {
  const page = openPage('<undersigned-directory lang="de"></undersigned-directory>');
  page.answers = () => view;
  page.part = part;
  const { DirectoryElement } = await page.run('loader/directory.ts');
  page.window.customElements.define('undersigned-directory', DirectoryElement);
  await page.clock.advance(0);
  return { page, root: page.find('undersigned-directory').shadowRoot };
}

test('its own styles come with it', async () => {
  const { page, root } = await open(() => ({ sheets: ['own'] }));
  assert.deepEqual(page.parts, ['https://sign.example/v/1/directory.js']);
  assert.deepEqual([root.adoptedStyleSheets.length, root.adoptedStyleSheets[1]], [2, 'own']);
});

test('without its styles it is shown all the same', async () => {
  const { root } = await open(() => {
    throw new Error('blocked');
  });
  assert.deepEqual([root.adoptedStyleSheets.length, root.querySelector('p').textContent], [1, 'All campaigns']);
});

test('it shows the directory in its language, and again once somebody has signed, while it is on the page', async () => {
  const page = openPage('<undersigned-directory lang="de"></undersigned-directory>');
  const asked = () => page.requests.filter(({ path }) => path === '/v1/directory?lang=de').length;
  page.answers = () => ({ body: { lang: 'de', dir: 'ltr', view: [['p', `answer ${asked()}`]] } });
  const { DirectoryElement } = await page.run('loader/directory.ts');
  page.window.customElements.define('undersigned-directory', DirectoryElement);
  await page.clock.advance(0);
  const element = page.find('undersigned-directory');
  assert.equal(element.shadowRoot.querySelector('p').textContent, 'answer 1');

  const sign = async () => {
    page.document.dispatchEvent(new page.window.CustomEvent('undersigned:signed', { detail: { campaign: 'a' } }));
    await page.clock.advance(0);
  };
  await sign();
  assert.equal(element.shadowRoot.querySelector('p').textContent, 'answer 2');
  element.remove();
  await sign();
  assert.equal(asked(), 2);
});
