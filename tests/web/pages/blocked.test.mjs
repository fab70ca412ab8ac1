// web/pages/blocked.ts: a frame that makes signing impossible.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

const html = '<form id="sign"><h2 class="form-heading">Sign</h2><input name="name"></form><p class="plain-way"><a hidden href="/p/a">Sign there</a></p>';

async function open({ url, mayPress = true } = {}) {
  const page = openPage(html, url);
  if (!mayPress) page.window.HTMLFormElement.prototype.requestSubmit = () => undefined;
  const { showBlockedNotice } = await page.run('pages/blocked.ts');
  showBlockedNotice(page.find('#sign'));
  return page;
}

const isBarred = (page) => page.find('#sign input') === null;

test('where forms may be sent, nothing changes, and the probe is gone', async () => {
  const page = await open();
  assert.equal(isBarred(page), false);
  assert.equal(page.find('.plain-way a').hidden, true);
  assert.equal(page.document.forms.length, 1);
});

test('where a press is swallowed, the way to the petition\'s page stands in the form\'s place', async () => {
  const page = await open({ mayPress: false });
  assert.deepEqual([...page.find('#sign').children].map((child) => child.textContent), ['Sign', 'Sign there']);
  assert.equal(page.find('.plain-way.needed a').hidden, false);
});

test('a page without an origin is barred as well', async () => {
  assert.equal(isBarred(await open({ url: 'data:text/html,x' })), true);
});
