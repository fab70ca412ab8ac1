// web/loader/form_part.ts: from the form to the thanks, including the code and the wait on this device.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage, server } from '../page.mjs';
import { settle } from '../clock.mjs';

const html = `<main><h2>Title</h2><div data-part="action"><p data-part="count">7</p>
  <form data-action="sign"><input name="name" maxlength="99" value="Ada"><input type="checkbox" name="news" value="yes">
  <input type="hidden" name="version" value="1"><button class="primary">Sign</button></form></div></main>`;
const words = { offline: 'Out of reach', offline_keep: 'Keep it', offline_keep_days: '7', offline_kept: 'It waits', offline_delete: 'Delete',
  offline_arrived: 'It arrived', offline_deleted: 'Deleted', offline_expired: 'Too old', offline_refused: 'Refused', offline_no_room: 'No room' };
const form = { rules: '', messages: {}, words };
const thanks = { body: { lang: 'de', dir: 'ltr', confirmed: 8, view: [['p', { 'data-part': 'count' }, '8'], ['h3', { tabindex: '-1' }, 'Thanks']] } };
const question = { body: { lang: 'de', dir: 'ltr', pending: true, view: [['h3', { tabindex: '-1' }, 'Code'],
  ['form', { 'data-action': 'confirm' }, ['input', { name: 'code' }], ['button', 'Confirm']], ['a', { 'data-action': 'back', href: '#' }, 'Back']] } };
const key = 'undersigned.kept';

let page;
let step;
let begin;

async function open(prepare = () => {}, more = {}) {
  page = openPage(html);
  Object.defineProperty(page.window.navigator, 'onLine', { configurable: true, value: false });
  page.answers = () => thanks;
  prepare();
  ({ begin } = await page.run('loader/form_part.ts'));
  step = await begin({ root: page.find('main'), campaign: 'a', lang: 'de', form: Promise.resolve(form), core: Promise.resolve(undefined), partner: () => '', ...more });
  await settle();
}

beforeEach(() => open());

const action = () => page.find('[data-part="action"]');
const parts = () => [...action().children].map((child) => child.textContent.trim() || child.localName);
const names = () => page.events.map(({ name }) => name);

async function sign() {
  step.submit();
  await page.clock.advance(0);
  await page.clock.advance(500);
}

async function press(text) {
  [...page.document.querySelectorAll('button')].find((button) => button.textContent === text).click();
  await settle();
}

test('the link that led here has filled the form in, except where something is', async () => {
  await open(() => page.find('[name=name]').setAttribute('value', ''), { linked: new URLSearchParams('name=Grace&news=yes') });
  assert.deepEqual([page.find('[name=name]').value, page.find('[name=news]').checked], ['Grace', false]);
  await open(() => {}, { linked: new URLSearchParams('name=Grace') });
  assert.equal(page.find('[name=name]').value, 'Ada');
});

test('a link that is followed on the page fills the form in as well', async () => {
  await open(() => page.find('[name=name]').setAttribute('value', ''));
  page.follow('#sign?name=Grace');
  assert.equal(page.find('[name=name]').value, 'Grace');
});

// The loader shows the petition in another language.
async function showAgain(campaign = 'a') {
  page.find('main').innerHTML = `<article id="petition-${campaign}" lang="es"><div data-part="action"><p data-part="count">siete</p>
    <form data-action="sign"><input name="name" maxlength="99"></form></div></article>`;
  await settle();
}

test('the thanks stay in their language when the petition comes in another', async () => {
  await sign();
  await showAgain();
  assert.deepEqual(parts(), ['8', 'Thanks']);
  assert.equal(page.find('h3').lang, 'de');
  const again = await begin({ root: page.find('main'), campaign: 'a', lang: 'es', form: Promise.resolve(form), core: Promise.resolve(undefined), partner: () => '' });
  assert.deepEqual([again, parts()], [step, ['8', 'Thanks']]);
  await showAgain('b');
  assert.match(page.find('main').textContent, /siete/);
});

test('the question for the code stays in its language, under the new count, and its way back leads to the new form', async () => {
  page.answers = () => ({ body: { ...question.body, lang: 'ar', dir: 'rtl' } });
  await sign();
  await showAgain();
  assert.deepEqual(parts().slice(0, 2), ['siete', 'Code']);
  assert.deepEqual([...action().children].slice(1).map(({ lang, dir }) => `${lang} ${dir}`), ['ar rtl', 'ar rtl', 'ar rtl']);
  page.find('a[data-action="back"]').click();
  assert.deepEqual([parts()[0], page.find('input').value, page.document.activeElement], ['siete', 'Ada', page.find('input')]);
});

test('the thanks take the form\'s place, with their own count and the focus', async () => {
  await sign();
  assert.deepEqual(parts(), ['8', 'Thanks']);
  assert.equal(page.document.activeElement.textContent, 'Thanks');
  assert.deepEqual(page.events, [{ name: 'signed', campaign: 'a', confirmed: 8 }]);
});

test('the question for the code stands under the count, and a reload finds it, quietly', async () => {
  page.answers = () => question;
  await sign();
  assert.deepEqual(parts().slice(0, 2), ['7', 'Code']);
  assert.deepEqual(names(), ['pending']);
  const stored = page.window.sessionStorage.getItem('undersigned.pending.a');

  await open(() => page.window.sessionStorage.setItem('undersigned.pending.a', stored));
  assert.deepEqual(parts().slice(0, 2), ['7', 'Code']);
  assert.deepEqual(names(), []);
  assert.equal(page.document.activeElement, page.document.body);
  await press('Confirm');
  assert.deepEqual([parts(), names(), page.window.sessionStorage.length], [['8', 'Thanks'], ['signed'], 0]);
});

test('the way back leads to the form as it was, and forgets the step', async () => {
  page.answers = () => question;
  await sign();
  page.find('a[data-action="back"]').click();
  assert.deepEqual([parts()[0], page.find('input[name="name"]').value], ['7', 'Ada']);
  assert.equal(page.document.activeElement, page.find('input[name="name"]'));
  assert.equal(page.window.sessionStorage.length, 0);
});

test('out of reach, a signature is kept on this device only when its signer says so', async () => {
  page.answers = () => 'offline';
  await sign();
  assert.equal(page.window.localStorage.length, 0);
  await press('Keep it');
  assert.equal(JSON.parse(page.window.localStorage.getItem(key))[0].until, Date.UTC(2026, 0, 8) + 500);
  assert.match(parts()[1], /^It waits/);
});

const waiting = (body = 'name=Grace&news=yes&version=9&idempotency_key=key', until = Date.UTC(2026, 1, 1)) => () =>
  page.window.localStorage.setItem(key, JSON.stringify([{ campaign: 'a', endpoint: server, body, until }]));

test('what waits is sent when the page is opened again, and its thanks come quietly', async () => {
  await open(waiting());
  assert.deepEqual(page.requests[0].body, { name: 'Grace', news: 'yes', version: '9', idempotency_key: 'key' });
  assert.deepEqual([parts(), names()], [['8', 'It arrived', 'Thanks'], ['signed']]);
  assert.equal(page.document.activeElement, page.document.body);
});

test('what waits and is refused is in the form again, but for what the page puts there', async () => {
  await open(() => {
    waiting()();
    page.answers = () => ({ status: 422, body: { detail: 'No' } });
  });
  const { name, news, version } = page.find('form').elements;
  assert.deepEqual([name.value, news.checked, version.value], ['Grace', true, '1']);
  assert.equal(page.find('.notice').textContent, 'Refused');
});

test('what waits can be deleted', async () => {
  await open(() => {
    waiting()();
    page.answers = () => 'offline';
  });
  await press('Delete');
  assert.equal(page.window.localStorage.length, 0);
  assert.equal(page.find('.notice').textContent, 'Deleted');
  assert.equal(page.document.activeElement, page.find('.notice'));
  assert.ok(page.find('form[data-action="sign"]'));
});

test('what waited too long is gone, and that is said', async () => {
  await open(waiting('name=Grace', Date.UTC(2025, 11, 31)));
  assert.deepEqual([page.find('.notice').textContent, page.requests, page.window.localStorage.length], ['Too old', [], 0]);
});

test('where nothing can be kept, the form says so', async () => {
  page.answers = () => 'offline';
  await sign();
  page.window.Storage.prototype.setItem = () => {
    throw new page.window.DOMException('full', 'QuotaExceededError');
  };
  await press('Keep it');
  assert.equal(page.find('p.status').textContent, 'No room');
});

const changed = { status: 409, body: { petition: { slug: 'a' }, form } };

test('a text that has changed is shown with the form that goes with it', async () => {
  const shown = [];
  await open(() => (page.answers = () => changed), { showText: ({ slug }) => shown.push(slug) });
  await sign();
  assert.deepEqual([shown, page.window.submitted], [['a'], undefined]);
});

test('on a page of the server, the form is sent for the page that shows it', async () => {
  page.answers = () => changed;
  await sign();
  assert.equal(page.window.submitted, page.find('form'));
});

test('without the form\'s words it asks once more, and begins without', async () => {
  await open(() => (page.answers = () => 'offline'), { form: Promise.resolve(undefined) });
  assert.deepEqual(page.requests.map(({ path }) => path), ['/v1/campaigns/a/form?lang=de']);
  assert.ok(step);
});

test('another form of the campaign shows the thanks too, quietly and once for the site, and one of another campaign does not', async () => {
  const add = async (campaign) => {
    const main = page.document.createElement('main');
    main.innerHTML = page.find('main').innerHTML;
    page.document.body.append(main);
    await begin({ root: main, campaign, lang: 'de', form: Promise.resolve(form), core: Promise.resolve(undefined), partner: () => '' });
    return main;
  };
  const [same, other] = [await add('a'), await add('b')];
  await sign();
  assert.match(same.textContent, /Thanks/);
  assert.doesNotMatch(other.textContent, /Thanks/);
  assert.deepEqual(names(), ['signed']);
  assert.ok(page.find('main').contains(page.document.activeElement));
  const late = await add('a');
  assert.match(late.textContent, /Thanks/);
  assert.deepEqual(names(), ['signed']);
});

test('once no form of the page shows the thanks, a new one asks to sign: the next person of a household may', async () => {
  await sign();
  const [before] = page.document.querySelectorAll('main');
  const main = page.document.createElement('main');
  main.innerHTML = html.replace(/^<main>|<\/main>$/g, '');
  before.replaceWith(main);
  await begin({ root: main, campaign: 'a', lang: 'de', form: Promise.resolve(form), core: Promise.resolve(undefined), partner: () => '' });
  assert.doesNotMatch(main.textContent, /Thanks/);
  assert.ok(main.querySelector('form'));
});
