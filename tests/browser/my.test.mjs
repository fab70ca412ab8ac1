// /my with scripts off: the code, the list, viewing, downloading, changing, withdrawing, erasing; no cookie, and
// nothing in an address.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { TestEnvironment, assertClean, eventually, newestCode, newestMyLink } from './support.mjs';

const campaign = 'free-dontae-sharpe';
const title = 'Free Dontae Sharpe';
const looks = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark, 320 px', colorScheme: 'dark', viewport: { width: 320, height: 700 } },
];
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

async function openList(options = {}) {
  const email = `signer${(people += 1)}@example.org`;
  await env.sign(campaign, { name: 'Ida B. Wells', email, comment: 'He has waited for 24 years.' });
  const page = await env.newPage({ javaScriptEnabled: false, ...options });
  await page.goto(`${env.server}/p/${campaign}`);
  await page.getByRole('contentinfo').getByRole('link', { name: 'My signatures' }).click();
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByText('If this address was used to sign').waitFor();
  await page.getByLabel('Six-digit code').fill(await newestCode(env, email));
  await page.getByRole('button', { name: 'Show my signatures' }).click();
  await page.getByRole('link', { name: title }).waitFor();
  return { page, email };
}

async function focusedText(page) {
  return page.locator(':focus').textContent();
}

test('the mailed code shows what is kept, without a cookie and with nothing in the address', async () => {
  const { page, email } = await openList();
  const item = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) });
  await item.getByText('Ida B. Wells').waitFor();
  await item.getByText(email).waitFor();
  await item.getByText('He has waited for 24 years.').waitFor();
  assert.equal(page.url(), `${env.server}/my`);
  assert.deepEqual(await page.context().cookies(), []);
});

test('the link of the mail opens the list with its button, and not by being opened', async () => {
  const { email } = await openList();
  const page = await env.newPage({ javaScriptEnabled: false });
  await page.goto(env.server + (await newestMyLink(env, email)));
  assert.equal(await page.getByRole('link', { name: title }).count(), 0);
  await page.getByRole('button', { name: 'Show my signatures' }).click();
  await page.getByRole('link', { name: title }).waitFor();
  assert.equal(page.url(), `${env.server}/my`);
});

test('a wrong code is said in a summary that has the focus', async () => {
  const page = await env.newPage({ javaScriptEnabled: false });
  await page.goto(`${env.server}/my`);
  await page.getByLabel('Email address').fill('nobody@example.org');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Six-digit code').fill('123456');
  await page.getByRole('button', { name: 'Show my signatures' }).click();
  await page.getByRole('alert').getByRole('link', { name: /is wrong or has expired/ }).waitFor();
  assert.match(await focusedText(page), /There is a problem/);
});

test('a choice of visibility is kept, and the page says so where the reader is', async () => {
  const { page } = await openList();
  await page.getByLabel('Initials only').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  assert.match(await focusedText(page), /Saved/);
  assert.ok(await page.getByLabel('Initials only').isChecked());
});

test('a signature that is withdrawn no longer counts', async () => {
  const { page } = await openList();
  const before = await env.confirmed(campaign);
  await page.getByRole('button', { name: 'Withdraw my signature' }).click();
  await page.getByRole('status').getByText('It no longer counts').waitFor();
  await page.getByText('Withdrawn', { exact: true }).waitFor();
  await eventually(() => env.confirmed(campaign), before - 1);
});

test('details are erased behind a step of their own, and the signature still counts', async () => {
  const { page } = await openList();
  const before = await env.confirmed(campaign);
  await page.getByText('Erase my details').first().click();
  await page.getByRole('button', { name: 'Erase my details' }).click();
  await page.getByRole('status').getByText('Nothing in this signature names you').waitFor();
  assert.equal(await page.getByText('Ida B. Wells').count(), 0);
  assert.equal(await env.confirmed(campaign), before);
});

test('everything can be downloaded', async () => {
  const { page, email } = await openList();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download everything (JSON)' }).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), 'my-signatures.json');
  const { signatures } = JSON.parse(await readFile(await download.path(), 'utf8'));
  assert.deepEqual(signatures.map(({ campaign: slug, email: address }) => [slug, address]), [[campaign, email]]);
});

for (const { name, ...look } of looks) {
  test(`the pages of /my are accessible in every state (${name})`, async () => {
    const { page, email } = await openList({ ...look, javaScriptEnabled: true }); // axe-core needs scripts
    await assertClean(page, 'list');
    await page.getByText('Erase my details').first().click();
    await assertClean(page, 'list with the step before erasing');
    await page.getByRole('button', { name: 'Withdraw my signature' }).click();
    await page.getByRole('status').waitFor();
    await assertClean(page, 'withdrawn');
    await page.goto(`${env.server}/my`);
    await assertClean(page, 'start');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByRole('alert').waitFor();
    await assertClean(page, 'start with an error');
    await page.getByLabel('Email address').fill('nobody@example.org');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByLabel('Six-digit code').waitFor();
    await assertClean(page, 'code');
    await page.getByRole('button', { name: 'Show my signatures' }).click();
    await page.getByRole('alert').waitFor();
    await assertClean(page, 'code with an error');
    await page.goto(env.server + (await newestMyLink(env, email)));
    await assertClean(page, 'link');
    await page.goto(`${env.server}/my?t=expired`);
    await assertClean(page, 'link that has run out');
  });
}
