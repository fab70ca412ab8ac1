// web/loader/petition.ts: the petition with its form, or the organizers' page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

const form = ['form', { 'data-action': 'sign' }, ['input', { id: 'u-name', name: 'name', maxlength: '99' }],
  ['input', { id: 'u-news', name: 'news', type: 'checkbox', value: 'yes' }], ['input', { id: 'u-hidden', name: 'version', type: 'hidden', value: '1' }],
  ['select', { id: 'u-country', name: 'country', 'data-value': 'DE' }]];
const view = (slug, lang, ...more) => ({ body: { slug, lang, dir: 'ltr', title: 'T', view: [['h2', lang], ...more] } });

let page;

async function open(html, answers) {
  page = openPage(html);
  page.answers = answers;
  const { PetitionElement } = await page.run('loader/petition.ts');
  page.window.customElements.define('undersigned-petition', PetitionElement);
  await page.clock.advance(0);
}

const element = () => page.find('undersigned-petition');
const find = (selector) => element().shadowRoot.querySelector(selector);

test('it shows the petition, and countries have names', async () => {
  await open('<undersigned-petition campaign="a" lang="de"></undersigned-petition>', () => view('a', 'de', form));
  assert.equal(page.requests[0].path, '/v1/campaigns/a/view?lang=de');
  assert.deepEqual([find('h2').textContent, find('option').text], ['de', 'Deutschland']);
});

async function typedThen(change) {
  await open('<undersigned-petition campaign="a" lang="de"></undersigned-petition>',
    ({ path }) => view(/campaigns\/(\w+)/.exec(path)[1], /lang=(\w+)/.exec(path)[1], form));
  find('#u-name').value = 'Ada';
  find('#u-news').checked = true;
  find('#u-hidden').value = 'old';
  change();
  await page.clock.advance(0);
}

test('another language keeps what was typed, and hidden fields are the new ones', async () => {
  await typedThen(() => (element().lang = 'en'));
  assert.deepEqual([find('h2').textContent, find('#u-name').value, find('#u-news').checked, find('#u-hidden').value], ['en', 'Ada', true, '1']);
});

test('another language keeps the focus and what is selected', async () => {
  await typedThen(() => {
    find('#u-name').focus();
    find('#u-name').setSelectionRange(1, 2);
    element().lang = 'en';
  });
  const { activeElement } = element().shadowRoot;
  assert.deepEqual([activeElement, activeElement.selectionStart, activeElement.selectionEnd], [find('#u-name'), 1, 2]);
  find('#u-news').focus();
  element().lang = 'es';
  await page.clock.advance(0);
  assert.equal(element().shadowRoot.activeElement, find('#u-news'));
});

test('another campaign takes nothing over', async () => {
  await typedThen(() => (element().campaign = 'b'));
  assert.deepEqual([find('#u-name').value, find('#u-news').checked], ['', false]);
});

test('the way to the form stays within the page', async () => {
  await open('<undersigned-petition campaign="a" lang="de"></undersigned-petition>',
    () => view('a', 'de', form, ['a', { 'data-action': 'to-form', href: '#form' }, 'Sign']));
  const event = new page.window.MouseEvent('click', { bubbles: true, cancelable: true });
  find('a').dispatchEvent(event);
  assert.equal(event.defaultPrevented, true);
  assert.equal(page.window.scrolledTo, find('form'));
  assert.equal(element().shadowRoot.activeElement, find('form'));
});

test('where nobody can sign here, the link to where they can is the partner\'s own', async () => {
  await open('<undersigned-petition campaign="a" lang="de" partner="P-1"></undersigned-petition>',
    () => view('a', 'de', ['a', { 'data-action': 'to-page', href: '/p/a?lang=de' }, 'Sign']));
  assert.equal(find('a').href, 'https://sign.example/p/a?lang=de&partner=p-1');
});

test('the mode and the partner are read as people write them', async () => {
  await open('<undersigned-petition mode=" Admin "></undersigned-petition>', () => ({}));
  assert.ok(find('iframe'));
  await open('<undersigned-petition campaign="a" lang="de" partner="”my–site”"></undersigned-petition>',
    () => view('a', 'de', ['a', { 'data-action': 'to-page', href: '/p/a?lang=de' }, 'Sign']));
  assert.equal(find('a').href, 'https://sign.example/p/a?lang=de&partner=my-site');
});

test('mode="admin" frames the organizers\' page and asks the server for nothing', async () => {
  await open('<undersigned-petition mode="admin" campaign="a">Inside</undersigned-petition>', () => ({}));
  assert.deepEqual([page.requests, find('iframe').src], [[], 'https://sign.example/admin?frame=1']);
  assert.equal(find('iframe').referrerPolicy, 'strict-origin');
  assert.deepEqual(page.clock.waits, []);
});
