// The account pages in a real browser: two-step sign-in from set-up to the second step, inviting people by one-time
// links, sessions, the audit log. With scripts off, and axe-core on each page in both themes, at 320 px and in Arabic.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { TestEnvironment, assertClean, organizer } from './support.mjs';

let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

const looks = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark, 320 px', colorScheme: 'dark', viewport: { width: 320, height: 700 } },
  { name: 'Arabic, 320 px', colorScheme: 'light', viewport: { width: 320, height: 700 }, locale: 'ar' },
];

// RFC 6238 with the defaults of authenticator apps; `ahead` is in steps.
function codeOf(key, ahead = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replaceAll(' ', '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', secret).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return `${number % 1_000_000}`.padStart(6, '0');
}

async function signIn(page, { name, password }) {
  await page.goto(`${env.server}/admin/login`);
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

// Invites somebody on the owner's page and chooses the password through the link; returns the person.
async function invite(owner, name, role) {
  await owner.goto(`${env.server}/admin/users`);
  await owner.getByLabel('User name').fill(name);
  await owner.getByLabel('Role', { exact: true }).selectOption({ label: role });
  await owner.getByRole('button', { name: 'Add a person' }).click();
  const link = await owner.getByRole('status').getByRole('code').textContent();
  const person = { name, password: 'seven brown otters swim home' };
  const page = await env.newPage({ javaScriptEnabled: false });
  await page.goto(link);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Choose a password' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await page.context().close();
  return person;
}

test('two-step sign-in, from the set-up to the second step, with scripts off', async () => {
  const owner = await env.newPage({ javaScriptEnabled: false });
  await signIn(owner, organizer);
  const person = await invite(owner, 'nina', 'Viewer');
  await owner.context().close();

  const page = await env.newPage({ javaScriptEnabled: false });
  await signIn(page, person);
  await page.getByRole('link', { name: 'Your account' }).click();
  await page.getByRole('link', { name: 'Turn on two-step sign-in' }).click();
  const picture = page.getByRole('img', { name: 'QR code of the key' });
  await picture.waitFor();
  assert.equal((await page.request.get(new URL(await picture.getAttribute('src'), env.server).href)).status(), 200);
  const key = await page.locator('main code').textContent();

  await page.getByLabel('Code from the app').fill('000000');
  await page.getByRole('button', { name: 'Turn on two-step sign-in' }).click();
  await page.getByRole('alert').getByText('This code is incorrect').waitFor();
  assert.equal(await page.locator('main code').textContent(), key, 'the key stays the same after a wrong code');
  await page.getByLabel('Code from the app').fill(codeOf(key));
  await page.getByRole('button', { name: 'Turn on two-step sign-in' }).click();
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
  const recovery = await page.getByRole('listitem').allTextContents();
  assert.equal(recovery.length, 10);
  await page.getByRole('button', { name: 'Sign out' }).click();

  await signIn(page, person);
  await page.getByRole('heading', { name: 'Not signed in yet' }).waitFor();
  await page.getByLabel('Code from the app, or a recovery code').fill(codeOf(key, 1));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, person);
  await page.getByLabel('Code from the app, or a recovery code').fill(recovery[3].toUpperCase());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Your account' }).click();
  await page.getByText('Recovery codes left: 9').waitFor();
});

test('nothing of what was shown is there after signing out, not by going back either', async () => {
  const page = await env.newPage();
  await signIn(page, organizer);
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('heading', { name: 'People' }).waitFor();
  await page.evaluate(() => localStorage.setItem('kept', 'a signature'));
  const left = page.waitForResponse((response) => new URL(response.url()).pathname === '/admin/logout');
  await page.getByRole('button', { name: 'Sign out' }).click();
  assert.equal(await (await left).headerValue('clear-site-data'), '"cache"');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.equal(await page.getByRole('heading', { name: 'People' }).count(), 0);
  assert.equal(await page.evaluate(() => localStorage.getItem('kept')), 'a signature', 'what a signer keeps stays');
});

for (const look of looks) {
  test(`the pages of accounts are accessible (${look.name})`, async () => {
    const page = await env.newPage(look);
    // The form's texts are in the language; its fields are the same.
    await page.goto(`${env.server}/admin/login`);
    await page.locator('#username').fill(organizer.name);
    await page.locator('#password').fill(organizer.password);
    await page.locator('main button').click();
    await page.waitForURL(`${env.server}/admin`);
    for (const path of ['/admin/account', '/admin/account/two-step', '/admin/users', '/admin/audit']) {
      await page.goto(env.server + path);
      await assertClean(page, path);
    }
    await page.goto(`${env.server}/admin/account`);
    await page.locator('form[action="/admin/account/password"] button').click();
    await page.getByRole('alert').waitFor();
    await assertClean(page, 'a password change with errors');
    await page.goto(`${env.server}/admin/users`);
    await page.locator('#username').fill(`guest${looks.indexOf(look)}`);
    await page.locator('form[action="/admin/users"] button').click();
    const link = await page.getByRole('status').locator('code').textContent();
    await assertClean(page, 'people, with a link');
    const stranger = await env.newPage(look);
    await stranger.goto(link);
    await assertClean(stranger, 'choosing a password');
    await stranger.goto(`${link}x`);
    await assertClean(stranger, 'a link that is no longer valid');
  });
}
