// web/loader/sign_form.ts: from pressing the button to the server's answer.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';
import { settle } from '../clock.mjs';

const html = `<form><div data-part="errors" hidden tabindex="-1"><ul></ul></div>
  <div class="field" data-field="name"><p class="error" hidden></p><input id="u-name" name="name" value="Ada"></div>
  <div class="field" data-field="email"><p class="error" hidden></p><input id="u-email" name="email" value="ada@gmial.com"></div>
  <button class="primary">Sign</button></form>`;
const texts = {
  rules: 'rules', messages: {
    'name.required': 'Enter your full name', 'consent.consent_needed': 'Tick it',
    'consent.consent_needed.age': 'Tick the age', 'consent.consent_needed.terms': 'Tick the terms',
  },
  words: { sending: 'Sending', offline: 'Out of reach', refused: 'Not here', closed: 'It has closed', open_page: 'Open', busy: 'Busy {when}', solving: 'Solving',
    did_you_mean: 'Did you mean {domain}?', use_domain: 'Use {domain}', offline_send_now: 'Send now', change: 'Change' },
};

let page;
let form;
let told;
let outcome;

async function open(url, core = { check: () => outcome }) {
  page = openPage(html, url);
  told = [];
  outcome = { errors: [], suggestedDomain: '' };
  const { SignForm } = await page.run('loader/sign_form.ts');
  form = new SignForm(page.find('form'), {
    campaign: 'a', lang: 'de', shownAt: -1_500, partner: () => 'p', texts, core: core instanceof Promise ? core : Promise.resolve(core),
    answered: (reply, sent) => told.push(['answered', reply.confirmed, sent.get('name')]),
    unreachable: (sent, why) => told.push(['unreachable', sent.get('name'), why]),
    textChanged: (petition, words, errors) => told.push(['changed', petition.slug, words?.rules, ...errors.map(({ text }) => text)]),
  });
  Object.defineProperty(page.window.navigator, 'onLine', { configurable: true, value: false });
  page.answers = () => ({ body: { confirmed: 9, view: [] } });
}

beforeEach(() => open());

async function press() {
  page.find('form').requestSubmit();
  await settle();
}

const status = () => page.find('p.status').textContent;
const button = () => page.find('button.primary');
const summary = () => [...page.document.querySelectorAll('[data-part="errors"]:not([hidden]) li')].map((item) => item.textContent);

test('a signature says where it comes from, in which language, after how long, and under which key', async () => {
  await press();
  const { idempotency_key: key, ...rest } = page.requests[0].body;
  assert.match(key, /^[0-9a-f]{32}$/);
  assert.deepEqual(rest, { name: 'Ada', email: 'ada@gmial.com', locale: 'de', partner: 'p', page: 'https://site.example/page', elapsed_ms: '1500' });
  assert.deepEqual(told, [['answered', 9, 'Ada']]);
});

test('a page\'s address is sent without its query, but for where a link was followed', async () => {
  await open(`https://site.example/page?utm_source=news&utm_medium=${'x'.repeat(65)}&secret=1#sign`);
  await press();
  const { page: from, utm_source: source, utm_medium: medium, secret } = page.requests[0].body;
  assert.deepEqual([from, source, medium, secret], ['https://site.example/page?', 'news', undefined, undefined]);
});

test('the same words twice have one key, other words another', async () => {
  await press();
  await press();
  page.find('#u-name').value = 'Grace';
  await press();
  const [one, two, three] = page.requests.map(({ body }) => body.idempotency_key);
  assert.equal(one, two);
  assert.notEqual(one, three);
});

test('what the core finds is said at once, and nothing is sent', async () => {
  outcome = { errors: [{ field: 'name', code: 'required' }, { field: 'email', code: 'unknown_code' }], suggestedDomain: '' };
  await press();
  assert.deepEqual([summary(), page.requests], [['Enter your full name'], []]);
  assert.deepEqual(page.events, [{ name: 'invalid', campaign: 'a', fields: page.events[0].fields }]);
  assert.deepEqual([...page.events[0].fields], ['name']);
  assert.equal(button().textContent, 'Sign');
});

test('what the core has no words for is for the server to say', async () => {
  outcome = { errors: [{ field: 'email', code: 'unknown_code' }], suggestedDomain: '' };
  await press();
  assert.equal(page.requests.length, 1);
});

test('a core that is late is waited for half a second', async () => {
  await open(undefined, new Promise(() => undefined));
  await press();
  await page.clock.advance(499);
  assert.equal(page.requests.length, 0);
  await page.clock.advance(1);
  assert.equal(page.requests.length, 1);
});

test('the button says that it is sending, and a second press does nothing', async () => {
  let answer;
  page.answers = () => new Promise((resolve) => (answer = resolve));
  await press();
  await press();
  assert.deepEqual([page.requests.length, button().textContent, button().getAttribute('aria-disabled')], [1, 'Sending', 'true']);
  answer({ body: { confirmed: 9, view: [] } });
  await settle();
  assert.deepEqual([button().textContent, button().getAttribute('aria-disabled')], ['Sign', 'false']);
});

test('what the server finds wrong stands beside its field, in the form\'s own words where it has them', async () => {
  page.answers = () => ({ status: 422, body: { errors: [{ field: 'name', code: 'required', detail: 'x' }, { field: 'email', code: 'barred', detail: 'Another one' }] } });
  await press();
  assert.deepEqual(summary(), ['Enter your full name', 'Another one']);
  assert.deepEqual(page.events.map(({ name }) => name), ['invalid']);
});

test('every box that is missing is named, whoever finds it', async () => {
  const boxes = page.document.createElement('fieldset');
  boxes.dataset.field = 'consent';
  boxes.innerHTML = ['age', 'terms'].map((id) => `<input type="checkbox" required id="u-${id}" name="consent" value="${id}">`).join('');
  button().before(boxes);
  const needed = { field: 'consent', code: 'consent_needed', detail: 'Tick a box' };
  outcome = { errors: [needed], suggestedDomain: '' };
  await press();
  assert.deepEqual(summary(), ['Tick the age', 'Tick the terms']);
  assert.deepEqual([...page.events[0].fields], ['consent']);
  page.find('#u-age').checked = true;
  outcome = { errors: [], suggestedDomain: '' };
  page.answers = () => ({ status: 422, body: { errors: [needed] } });
  await press();
  assert.deepEqual(summary(), ['Tick the terms']);
  assert.deepEqual([...boxes.querySelectorAll('[aria-invalid]')].map(({ id }) => id), ['u-terms']);
});

test('a campaign that closed meanwhile says so in the button\'s place, and keeps what was typed to be copied', async () => {
  page.answers = () => ({ status: 409, body: { detail: 'Not open', errors: [{ field: 'campaign', code: 'campaign_closed', detail: 'Not open' }] } });
  await press();
  const notice = page.document.activeElement;
  assert.deepEqual([notice.textContent, notice.className, button()], ['It has closed', 'notice', null]);
  const name = page.find('#u-name');
  assert.deepEqual([name.value, name.readOnly, name.disabled], ['Ada', true, false]);
  assert.deepEqual(page.events, [{ name: 'error', campaign: 'a', status: 409 }]);
  await press();
  assert.equal(page.requests.length, 1);
});

test('a refusal without a field is told under the button, and to the site', async () => {
  page.answers = () => ({ status: 409, body: { detail: 'The petition is closed' } });
  await press();
  assert.equal(status(), 'The petition is closed');
  assert.deepEqual(page.events, [{ name: 'error', campaign: 'a', status: 409 }]);
});

test('a site that may not send leads to the petition\'s own page', async () => {
  page.answers = () => ({ status: 403 });
  await press();
  assert.equal(status(), 'Not here Open');
  assert.equal(page.find('p.status a').href, 'https://sign.example/p/a');
});

test('a text that has changed is handed on with the words that go with it', async () => {
  page.answers = () => ({ status: 409, body: { petition: { slug: 'a' }, form: { rules: 'new' }, errors: [{ field: 'name', code: 'required', detail: '' }] } });
  await press();
  assert.deepEqual(told, [['changed', 'a', 'new', 'Enter your full name']]);
});

test('out of reach, the signature is not lost, and the site is told', async () => {
  page.answers = () => 'offline';
  await press();
  page.answers = () => ({ status: 500, body: { detail: 'The disk is full' } });
  await press();
  assert.deepEqual(told, [['unreachable', 'Ada', 'Out of reach'], ['unreachable', 'Ada', 'The disk is full']]);
  assert.deepEqual(page.events.map(({ status: code }) => code), [0, 500]);
});

test('a busy server is waited for in sight, and the button has the focus again', async () => {
  page.answers = () => (page.requests.length > 1 ? { body: { confirmed: 9, view: [] } } : { status: 429, headers: { 'Retry-After': '2' } });
  await press();
  assert.match(status(), /^Busy in 2 Sekunden/);
  page.find('.buttons button').focus();
  await page.clock.advance(2_000);
  await settle();
  assert.deepEqual([told, status(), page.find('.buttons')], [[['answered', 9, 'Ada']], '', null]);
  assert.equal(page.document.activeElement, button());
});

test('taken back during the wait, nothing is sent or told', async () => {
  page.answers = () => ({ status: 429, headers: { 'Retry-After': '60' } });
  await press();
  page.find('.buttons button:last-child').click();
  await settle();
  assert.deepEqual([page.requests.length, told, page.events, button().textContent], [1, [], [], 'Sign']);
});

test('a likely slip in the domain is a hint with a button that mends it', async () => {
  outcome = { errors: [], suggestedDomain: 'gmail.com' };
  const change = (selector) => page.find(selector).dispatchEvent(new page.window.Event('change', { bubbles: true }));
  change('#u-name');
  assert.equal(page.find('.suggestion').textContent, '');
  assert.equal(page.find('.suggestion').getAttribute('role'), 'status');
  change('#u-email');
  change('#u-email');
  assert.equal(page.document.querySelectorAll('.suggestion button').length, 1);
  assert.equal(page.find('.suggestion span').textContent, 'Did you mean gmail.com?');
  outcome = { errors: [], suggestedDomain: '' };
  page.find('.suggestion button').click();
  assert.deepEqual([page.find('#u-email').value, page.find('.suggestion').textContent, page.document.activeElement.id],
    ['ada@gmail.com', '', 'u-email']);
});

test('the hint is there when Tab leaves the field, so that its button comes next', () => {
  outcome = { errors: [], suggestedDomain: 'gmail.com' };
  const tab = (shiftKey) => page.find('#u-email').dispatchEvent(new page.window.KeyboardEvent('keydown', { key: 'Tab', shiftKey }));
  tab(true);
  assert.equal(page.find('.suggestion button'), null);
  tab(false);
  assert.ok(page.find('.suggestion button'));
});

test('on a touch screen, where the field changes after the finger has left, the hint waits for the click, too', async () => {
  outcome = { errors: [], suggestedDomain: 'gmail.com' };
  const email = page.find('#u-email');
  const fire = (target, type) => target.dispatchEvent(new page.window.Event(type, { bubbles: true }));
  email.focus();
  for (const type of ['pointerdown', 'pointerup']) fire(button(), type);
  email.blur();
  fire(email, 'change');
  assert.equal(page.find('.suggestion button'), null);
  await page.clock.advance(350);
  assert.ok(page.find('.suggestion button'));
});

test('nothing moves under the pointer: the hint waits until the press is over', async () => {
  outcome = { errors: [], suggestedDomain: 'gmail.com' };
  const email = page.find('#u-email');
  const fire = (target, type) => target.dispatchEvent(new page.window.Event(type, { bubbles: true }));
  email.focus();
  fire(button(), 'pointerdown');
  email.blur();
  fire(email, 'change');
  assert.equal(page.find('.suggestion button'), null);
  fire(button(), 'pointerup');
  assert.equal(page.find('.suggestion button'), null); // the click is yet to come
  await page.clock.advance(350);
  assert.ok(page.find('.suggestion button'));
  fire(page.document.body, 'pointerdown'); // of no concern any more
  fire(email, 'change');
  assert.ok(page.find('.suggestion button'));
});
