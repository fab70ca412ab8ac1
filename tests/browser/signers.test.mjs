// The public list of signers, in every look, and with scripts off.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, violations } from './support.mjs';

const campaign = 'free-dontae-sharpe';
const path = `/p/${campaign}/signers`;
const people = 115; // more than a page
const looks = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark, 320 px', colorScheme: 'dark', viewport: { width: 320, height: 700 } },
];
let env;

// Names have no digits.
const nameOf = (number) => `Signer ${String.fromCharCode(65 + Math.floor(number / 26), 97 + (number % 26))}`;

async function sign(version, number) {
  const body = new URLSearchParams({ name: nameOf(number), email: `signer${number}@example.org`, text_version: version,
    visibility: 'public', country: 'US', comment: number % 3 === 0 ? 'He has waited for 24 years.\nBring him home.' : '' });
  const response = await fetch(`${env.server}/v1/campaigns/${campaign}/signatures`, { method: 'POST', body });
  assert.equal(response.status, 200);
}

before(async () => {
  env = await TestEnvironment.open();
  const { rules } = await (await fetch(`${env.server}/v1/campaigns/${campaign}/form`)).json();
  const version = new URLSearchParams(rules).get('text_version');
  for (let number = 0; number < people; number += 1) await sign(version, number);
  await eventually(async () => (await (await fetch(env.server + path)).text()).includes(nameOf(people - 1)), true);
});
after(() => env?.close());

test('from the petition, everybody who is shown can be read page by page, with scripts off', async () => {
  const page = await env.newPage({ javaScriptEnabled: false });
  await page.goto(`${env.server}/p/${campaign}`);
  await page.getByRole('link', { name: 'See the full list of names' }).click();
  await page.getByRole('heading', { level: 1, name: 'Public signatures' }).waitFor();
  const items = page.locator('main').getByRole('listitem');
  assert.equal(await items.count(), 100);
  assert.match(await items.first().textContent(), new RegExp(nameOf(people - 1)));
  assert.match(await items.first().textContent(), /United States/);
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.getByText(nameOf(0), { exact: true }).waitFor();
  assert.equal(await items.count(), people - 100);
  assert.doesNotMatch(new URL(page.url()).searchParams.get('after'), /^\d+$/);
  await page.getByRole('link', { name: 'First page' }).click();
  await page.getByText(nameOf(people - 1), { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Back to the campaign' }).click();
  await page.getByRole('button', { name: 'Sign the petition' }).waitFor();
});

test('in a frame the list stays in the frame', async () => {
  const page = await env.newPage();
  await page.goto(`${env.server}/e/${campaign}`);
  await page.getByRole('link', { name: 'See the full list of names' }).click();
  await page.getByRole('heading', { level: 1, name: 'Public signatures' }).waitFor();
  assert.equal(new URL(page.url()).pathname, `/e/${campaign}/signers`);
});

for (const { name, ...look } of looks) {
  test(`the list is accessible, and nothing sticks out sideways (${name})`, async () => {
    const page = await env.newPage(look);
    for (const lang of ['en', 'ar']) {
      await page.goto(`${env.server}${path}?lang=${lang}`);
      assert.deepEqual(await violations(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    }
  });
}
