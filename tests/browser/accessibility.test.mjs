// axe-core finds nothing in any state that people see, in both themes, on a wide screen and at 320 px.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, assertClean, fillIn, organizer, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
const looks = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark, wide', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { name: 'light, 320 px', colorScheme: 'light', viewport: { width: 320, height: 700 } },
  { name: 'dark, 320 px', colorScheme: 'dark', viewport: { width: 320, height: 700 } },
];
let env;
let signers = 0;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

async function openWidgets(look, path = '/') {
  const page = await env.newPage(look);
  await page.goto(env.partner + path);
  await widgetOf(page, campaign).getByRole('heading', { name: 'Sign this petition' }).waitFor();
  await page.locator('undersigned-directory').getByRole('heading', { name: 'News' }).waitFor();
  return page;
}

for (const look of looks) {
  test(`the widgets are accessible with the form, its errors and the thanks (${look.name})`, async () => {
    const page = await openWidgets(look, '/with-core');
    const widget = widgetOf(page, campaign);
    await assertClean(page, 'form');
    await signButton(widget).click();
    await widget.getByRole('alert').waitFor();
    await assertClean(page, 'errors');
    await fillIn(widget, { name: 'Diane Nash', email: `diane${(signers += 1)}@gmial.com` });
    await widget.getByLabel('Email address').blur();
    await widget.getByRole('button', { name: 'Use gmail.com' }).waitFor();
    await assertClean(page, 'suggestion');
    await signButton(widget).click();
    await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
    await assertClean(page, 'thanks');
  });

  test(`the server's own pages are accessible (${look.name})`, async () => {
    const page = await env.newPage(look);
    for (const path of ['/', '/?lang=es', `/p/${campaign}`, '/p/national-prison-strike?lang=es', '/p/endorse-prison-divestment',
      '/p/call-in-strike-demands', '/p/there-is-none', '/admin/login']) {
      await page.goto(env.server + path);
      await assertClean(page, path);
    }
    await page.goto(`${env.server}/p/${campaign}`);
    await signButton(page).click();
    await page.getByRole('alert').waitFor();
    await assertClean(page, 'plain page with errors');
    await page.goto(`${env.server}/p/${campaign}/signed`);
    await assertClean(page, 'signed page');
  });

  test(`sign-in with a mistake and the dashboard's page are accessible (${look.name})`, async () => {
    const page = await env.newPage(look);
    await page.goto(`${env.server}/admin`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await assertClean(page, 'sign-in with errors');
    await page.getByLabel('User name').fill(organizer.name);
    await page.getByLabel('Password').fill(organizer.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await assertClean(page, 'dashboard');
  });
}

for (const look of looks) {
  test(`the widget is accessible from right to left, from the form to the thanks (${look.name})`, async () => {
    const page = await openWidgets(look, '/with-core');
    const widget = widgetOf(page, campaign);
    await widget.evaluate((element) => element.setAttribute('lang', 'ar'));
    await widget.getByRole('heading', { name: 'توقيع هذه العريضة' }).waitFor();
    await assertClean(page, 'form');
    const send = widget.getByRole('button', { name: 'توقيع العريضة' });
    await send.click();
    await widget.getByRole('alert').waitFor();
    await assertClean(page, 'errors');
    await widget.getByRole('textbox', { name: 'الاسم الكامل' }).fill('هدى شعراوي');
    await widget.getByRole('textbox', { name: 'البريد الإلكتروني' }).fill(`huda${(signers += 1)}@example.org`);
    await send.click();
    await widget.getByRole('heading', { name: 'شكرًا على توقيعك' }).waitFor();
    await assertClean(page, 'thanks');
  });

  test(`the server's own pages are accessible from right to left (${look.name})`, async () => {
    const page = await env.newPage(look);
    for (const path of ['/?lang=ar', '/?lang=he', `/p/${campaign}?lang=he`, '/p/national-prison-strike?lang=ar',
      '/p/endorse-prison-divestment?lang=he', '/p/call-in-strike-demands?lang=ar', `/p/${campaign}/signed?lang=ar`,
      `/e/${campaign}?lang=ar`, `/e/${campaign}?lang=he&card=1`, '/my?lang=ar', '/p/there-is-none?lang=he']) {
      await page.goto(env.server + path);
      assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl', path);
      await assertClean(page, path);
    }
  });
}

test('the widgets are accessible with the theme set by the site', async () => {
  const page = await openWidgets({ viewport: { width: 1280, height: 900 } });
  await page.evaluate(() => {
    for (const widget of document.querySelectorAll('undersigned-petition')) widget.setAttribute('theme', 'dark');
  });
  await assertClean(page, 'dark');
});

test('at 200 % zoom on a small laptop nothing sticks out', async () => {
  const page = await env.newPage({ viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 });
  for (const path of ['/', `/p/${campaign}`, '/p/national-prison-strike?lang=de', '/my']) {
    await page.goto(env.server + path);
    await assertClean(page, path);
  }
});
