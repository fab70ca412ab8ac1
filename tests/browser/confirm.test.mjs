// Confirming a signature on the server's own pages with scripts off: the code from the mail, requesting the mail again,
// and the page that the mail links to.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, assertClean, fillIn, newestCode, newestConfirmLink, signButton } from './support.mjs';

const campaign = 'national-prison-strike';
const looks = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark, 320 px', colorScheme: 'dark', viewport: { width: 320, height: 700 } },
];
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open();
  await env.confirmByMail(campaign);
});
after(() => env?.close());

async function signPlainly(options = {}) {
  const page = await env.newPage({ javaScriptEnabled: false, ...options });
  const email = `reader${(people += 1)}@example.org`;
  await page.goto(`${env.server}/p/${campaign}`);
  await fillIn(page, { name: 'Ida B. Wells', email });
  await signButton(page).click();
  await page.getByRole('heading', { name: 'Enter the code from your email' }).waitFor();
  return { page, email };
}

const linkTo = async (email) => env.server + (await newestConfirmLink(env, email));

const otherCode = (code) => `${(Number(code) + 1) % 1_000_000}`.padStart(6, '0');

async function focusedText(page) {
  return page.locator(':focus').textContent();
}

test('the code from the mail makes the signature count', async () => {
  const before = await env.confirmed(campaign);
  const { page, email } = await signPlainly();
  assert.equal(await env.confirmed(campaign), before);
  assert.ok(!page.url().includes('example.org'));
  const code = await newestCode(env, email);
  await page.getByLabel('Six-digit code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole('button', { name: 'Confirm my signature' }).click();
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
  await page.reload();
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('a reload keeps the page that asks for the code, whose address holds nothing that was typed', async () => {
  const { page, email } = await signPlainly();
  assert.match(page.url(), /\/pending\?/);
  assert.doesNotMatch(decodeURIComponent(page.url()), /Ida|example\.org/);
  assert.deepEqual(await page.context().cookies(), []);
  const methods = [];
  page.on('request', (request) => methods.push(request.method()));
  await page.reload();
  assert.deepEqual(new Set(methods), new Set(['GET']));
  await page.getByRole('button', { name: 'Send the email again' }).click();
  await page.reload();
  await page.getByLabel('Six-digit code').fill(await newestCode(env, email));
  await page.getByRole('button', { name: 'Confirm my signature' }).click();
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
});

test('going back from the code finds the form as it was filled in', async () => {
  const { page, email } = await signPlainly();
  await page.goBack();
  assert.equal(await page.getByLabel('Email address').inputValue(), email);
});

test('a wrong code is said in a summary that has the focus and leads to the field', async () => {
  const { page, email } = await signPlainly();
  await page.getByLabel('Six-digit code').fill(otherCode(await newestCode(env, email)));
  await page.getByRole('button', { name: 'Confirm my signature' }).click();
  const link = page.getByRole('alert').getByRole('link', { name: /is wrong or has expired/ });
  await link.waitFor();
  assert.match(await focusedText(page), /There is a problem/);
  await link.click();
  assert.equal(await page.locator(':focus').getAttribute('name'), 'code');
  await page.getByLabel('Six-digit code').fill(await newestCode(env, email));
  await page.getByRole('button', { name: 'Confirm my signature' }).click();
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
});

test('asking for the mail again is answered where the reader is, and what was entered can be changed', async () => {
  const { page } = await signPlainly();
  await page.getByRole('button', { name: 'Send the email again' }).click();
  await page.getByRole('status').getByText('If we could send another email').waitFor();
  assert.match(await focusedText(page), /If we could send another email/);
  await page.getByRole('link', { name: 'Change what I entered' }).click();
  await page.getByRole('heading', { name: 'Sign this petition' }).waitFor();
});

test('the link of the mail opens a page whose button confirms, and following it confirms nothing', async () => {
  const before = await env.confirmed(campaign);
  const { page, email } = await signPlainly();
  const link = await linkTo(email);
  for (const method of ['GET', 'GET', 'HEAD']) assert.equal((await fetch(link, { method })).status, 200);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(link);
  assert.equal(await env.confirmed(campaign), before);
  assert.ok(requests.every((url) => url.startsWith(env.server)), requests.join(' '));
  await page.getByRole('button', { name: 'Confirm my signature' }).click();
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.ok(!page.url().includes('t='));
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('a link that works no more says what to do', async () => {
  const page = await env.newPage({ javaScriptEnabled: false });
  await page.goto(`${env.server}/confirm?c=${campaign}&t=1-00000000000000000000000000`);
  await page.getByText('This link no longer works').waitFor();
  await page.getByRole('link', { name: 'Back to the campaign' }).click();
  await page.getByRole('heading', { name: 'Sign this petition' }).waitFor();
});

test('by keyboard alone: from the form to the thanks', async () => {
  const page = await env.newPage({ javaScriptEnabled: false });
  const email = `reader${(people += 1)}@example.org`;
  await page.goto(`${env.server}/p/${campaign}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter'); // the skip link to the form
  await page.getByLabel('Full name', { exact: true }).focus();
  await page.keyboard.type('Ida B. Wells');
  await page.getByLabel('Email address').focus();
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Enter the code from your email' }).waitFor();
  const code = await newestCode(env, email);
  for (let steps = 0; steps < 20 && (await page.locator(':focus[name="code"]').count()) === 0; steps += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
});

for (const { name, ...look } of looks) {
  test(`the code, a wrong one, the mail again and the link's page are accessible (${name})`, async () => {
    const { page: plain, email } = await signPlainly(look);
    const page = await env.newPage(look); // axe-core needs scripts
    await page.goto(plain.url());
    await assertClean(page, 'the code');
    await page.getByRole('button', { name: 'Send the email again' }).click();
    await page.getByText('it is on its way').waitFor();
    await assertClean(page, 'mail again');
    await page.getByRole('button', { name: 'Confirm my signature' }).click();
    await page.getByRole('alert').waitFor();
    await assertClean(page, 'no code');
    await page.goto(await linkTo(email));
    await assertClean(page, 'page of the link');
    await page.getByRole('button', { name: 'Confirm my signature' }).click();
    await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
    await page.goto(await linkTo(email));
    await page.getByText('Your signature is already confirmed.').waitFor();
    await assertClean(page, 'page of the link, confirmed');
    await page.goto(`${env.server}/confirm?c=${campaign}&t=cut`);
    await assertClean(page, 'link that works no more');
  });
}
