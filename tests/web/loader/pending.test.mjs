// web/loader/pending.ts: the code from the mail.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';
import { settle } from '../clock.mjs';

const html = `<div id="step"><p role="status"></p>
  <form data-action="confirm"><div data-part="errors" hidden tabindex="-1"><ul></ul></div><input type="hidden" name="idempotency_key" value="">
    <input type="hidden" name="other" value="own"><div data-field="code"><p class="error" hidden></p><input id="code" name="code" maxlength="6"></div>
    <button>Confirm</button></form>
  <form data-action="again"><input type="hidden" name="idempotency_key"><button>Again</button></form>
  <a data-action="back" href="#form">Back</a></div>`;

let page;
let told;

beforeEach(async () => {
  page = openPage(html);
  const { enablePending } = await page.run('loader/pending.ts');
  told = [];
  enablePending(page.find('#step'), new page.window.URLSearchParams({ name: 'Ada', idempotency_key: 'key' }), {
    campaign: 'a', translate: (name) => `<${name}>`, confirmed: ({ confirmed }) => told.push(confirmed), back: () => told.push('back'),
  });
});

async function press(action, code) {
  if (code !== undefined) page.find('#code').value = code;
  page.find(`form[data-action="${action}"]`).requestSubmit();
  await settle();
}

const status = () => page.find('[role="status"]').textContent;

for (const [typed, code] of [
  ['123456', '123456'], ['123 456', '123456'], [' 12-34-56 ', '123456'], ['١٢٣٤٥٦', '123456'], ['۱۲۳۴۵۶', '123456'], ['０９８', '098'],
  ['०१२', '012'], ['\u{1D7CE}\u{1D7D7}\u{1D7D8}', '090'], ['abc', ''],
]) {
  test(`"${typed}" is sent as ${code || 'nothing'}, with the signature's key`, async () => {
    await press('confirm', typed);
    assert.deepEqual(page.requests.map(({ path, body }) => [path, body]),
      [['/v1/campaigns/a/confirmations', { idempotency_key: 'key', other: 'own', code }]]);
  });
}

test('every digit of Unicode has its value', async () => {
  const digits = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter((each) => /\p{Nd}/u.test(each));
  assert.ok(digits.length >= 600 && digits.length % 10 === 0, `${digits.length} digits`);
  await press('confirm', digits.join(''));
  assert.equal(page.requests[0].body.code, '0123456789'.repeat(digits.length / 10));
});

test('what is pasted loses its blanks before it is cut', () => {
  const paste = (text) => {
    const event = new page.window.Event('paste', { bubbles: true, cancelable: true });
    event.clipboardData = { getData: () => text };
    page.find('#code').dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.equal(paste('123 456'), true);
  assert.equal(page.find('#code').value, '123456');
  assert.equal(paste('no digits'), false);
});

test('the thanks follow the right code', async () => {
  page.answers = () => ({ body: { confirmed: 9, view: [] } });
  await press('confirm', '123456');
  assert.deepEqual(told, [9]);
});

test('a wrong code is said beside the field, until the next try', async () => {
  page.answers = () => ({ status: 422, body: { errors: [{ field: 'code', code: 'wrong', detail: 'Wrong code' }] } });
  await press('confirm', '123456');
  assert.equal(page.find('.error').textContent, 'Wrong code');
  assert.equal(page.find('li a').textContent, 'Wrong code');
  assert.equal(page.document.activeElement, page.find('[data-part="errors"]'));
  page.answers = () => 'offline';
  await press('confirm');
  assert.equal(page.find('.error').hidden, true);
  assert.deepEqual([status(), told], ['<offline>', []]);
});

test('another "no" is said in its own words', async () => {
  page.answers = () => ({ status: 429, body: { detail: 'Too many attempts' } });
  await press('confirm', '123456');
  assert.equal(status(), 'Too many attempts');
});

test('a second press while the first is under way does nothing', async () => {
  let answer;
  page.answers = () => new Promise((resolve) => (answer = resolve));
  await press('confirm', '123456');
  await press('confirm');
  assert.equal(page.requests.length, 1);
  assert.equal(page.find('form button').getAttribute('aria-disabled'), 'true');
  answer('offline');
  await settle();
  assert.equal(page.find('form button').hasAttribute('aria-disabled'), false);
  page.answers = () => 'offline';
  await press('confirm');
  assert.equal(page.requests.length, 2);
});

test('a mail can be asked for again, and the server says what became of it', async () => {
  page.answers = () => ({ body: { view: [['p', 'Sent ', ['strong', 'again']]] } });
  await press('again');
  assert.deepEqual([page.requests[0].path, page.requests[0].body], ['/v1/campaigns/a/confirmations/again', { idempotency_key: 'key' }]);
  assert.equal(status(), 'Sent again');
});

test('the way back stays on the page', () => {
  const event = new page.window.MouseEvent('click', { bubbles: true, cancelable: true });
  page.find('a').dispatchEvent(event);
  assert.deepEqual([told, event.defaultPrevented], [['back'], true]);
});
