// The campaigns' pages for organizers in a real browser: an update is posted and a campaign closed with scripts off,
// supporters see it, and axe-core finds nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, assertClean, organizer, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
const title = 'Free Dontae Sharpe';
const looks = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark, 320 px', colorScheme: 'dark', viewport: { width: 320, height: 700 } },
  { name: 'Arabic, 320 px', colorScheme: 'light', viewport: { width: 320, height: 700 }, locale: 'ar' },
];
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

// Signs in by the fields' ids, which are the same in every language.
async function signIn(page) {
  await page.goto(`${env.server}/admin/login`);
  await page.locator('#username').fill(organizer.name);
  await page.locator('#password').fill(organizer.password);
  await page.locator('main button').click();
  await page.waitForURL(`${env.server}/admin`);
}

// Reloads until the text is there: the server looks for changed campaigns now and then.
async function seen(page, text) {
  for (let tries = 0; tries < 100; ++tries) {
    await page.reload();
    if ((await page.getByText(text).count()) > 0) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`"${text}" is not on the page`);
}

test('an organizer posts an update and closes the campaign, with scripts off, and supporters see both', async () => {
  const page = await env.newPage({ javaScriptEnabled: false });
  await signIn(page);
  await page.getByRole('link', { name: 'Campaigns' }).click();
  await page.getByRole('heading', { name: title }).getByRole('link').click();

  await page.getByRole('button', { name: 'Post an update' }).click();
  await page.getByRole('alert').getByRole('link', { name: 'Title: Fill in this field' }).click();
  await page.getByLabel('Kind').selectOption({ label: 'Delivery' });
  await page.getByLabel('Title').fill('4,210 names are with the district attorney');
  await page.getByLabel('Text').fill('We carried them up the stairs in four boxes.');
  await page.getByRole('button', { name: 'Post an update' }).click();
  await page.getByRole('status').getByText('The update is published.').waitFor();
  assert.equal(await page.getByLabel('Title').inputValue(), '');

  const supporter = await env.newPage();
  await supporter.goto(`${env.server}/p/${campaign}`);
  await seen(supporter, '4,210 names are with the district attorney');

  await page.getByLabel('State').selectOption({ label: 'Closed' });
  await page.getByRole('button', { name: 'Change the state' }).click();
  await page.getByRole('status').getByText('The state has changed.').waitFor();
  await seen(supporter, 'This campaign has closed.');
  const partner = await env.newPage();
  await partner.goto(env.partner);
  await widgetOf(partner, campaign).getByText('This campaign has closed.').first().waitFor();

  await page.getByLabel('State').selectOption({ label: 'Open' });
  await page.getByRole('button', { name: 'Change the state' }).click();
  assert.equal(await page.locator('.versions li').count(), 4);
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByRole('cell', { name: 'update posted' }).waitFor();
});

for (const look of looks) {
  test(`the campaigns' pages are accessible (${look.name})`, async () => {
    const page = await env.newPage(look);
    await signIn(page);
    await page.goto(`${env.server}/admin/campaigns`);
    await assertClean(page, 'the list');
    await page.goto(`${env.server}/admin/campaigns?campaign=${campaign}`);
    await assertClean(page, 'a campaign');
    await page.locator('#url').fill('example.org');
    await page.locator('form[action="/admin/campaigns/update"] button').click();
    await page.getByRole('alert').waitFor();
    await assertClean(page, 'an update with errors');
    await page.locator('#title').fill(`News ${looks.indexOf(look)}`);
    await page.locator('#url').fill('');
    await page.locator('form[action="/admin/campaigns/update"] button').click();
    await page.getByRole('status').waitFor();
    await assertClean(page, 'an update that was posted');
  });
}
