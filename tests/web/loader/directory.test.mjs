// web/loader/directory.ts: the list of campaigns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

test('it shows the directory in its language, and again once somebody has signed, while it is on the page', async () => {
  const page = openPage('<undersigned-directory lang="de"></undersigned-directory>');
  page.answers = () => ({ body: { lang: 'de', dir: 'ltr', view: [['p', `answer ${page.requests.length}`]] } });
  const { DirectoryElement } = await page.run('loader/directory.ts');
  page.window.customElements.define('undersigned-directory', DirectoryElement);
  await page.clock.advance(0);
  const element = page.find('undersigned-directory');
  assert.deepEqual([page.requests[0].path, element.shadowRoot.querySelector('p').textContent], ['/v1/directory?lang=de', 'answer 1']);

  const sign = async () => {
    page.document.dispatchEvent(new page.window.CustomEvent('undersigned:signed', { detail: { campaign: 'a' } }));
    await page.clock.advance(0);
  };
  await sign();
  assert.equal(element.shadowRoot.querySelector('p').textContent, 'answer 2');
  element.remove();
  await sign();
  assert.equal(page.requests.length, 2);
});
