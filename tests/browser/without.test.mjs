// Signing without scripts, without WebAssembly, without a network, and with a busy server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, fillIn, seemOnline, signButton, widgetOf } from './support.mjs';

const campaign = 'drop-charges-jacqueline-dixon';
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

const signatures = '**/v1/campaigns/*/signatures';

async function openWidget(path = '/') {
  const page = await env.newPage();
  await seemOnline(page);
  await page.goto(env.partner + path);
  const widget = widgetOf(page, campaign);
  await widget.getByRole('heading', { name: 'Sign this petition' }).waitFor();
  return { page, widget };
}

test('with scripts off the plain page signs', async () => {
  const before = await env.confirmed(campaign);
  const page = await env.newPage({ javaScriptEnabled: false });
  await page.goto(`${env.server}/p/${campaign}`);
  await fillIn(page, { name: 'Ida B. Wells', email: 'ida@example.org' });
  await signButton(page).click();
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('with scripts off the plain page says what is missing and keeps what was typed', async () => {
  const page = await env.newPage({ javaScriptEnabled: false });
  await page.goto(`${env.server}/p/${campaign}`);
  await fillIn(page, { name: 'Ida B. Wells', email: 'ida at example.org' });
  await signButton(page).click();
  await page.getByRole('alert').getByRole('link', { name: /Enter an email address/ }).click();
  assert.equal(await page.getByLabel('Email address').inputValue(), 'ida at example.org');
  assert.equal(await page.getByLabel('Full name', { exact: true }).inputValue(), 'Ida B. Wells');
});

test('with scripts off the partner page shows the link to the plain page', async () => {
  const page = await env.newPage({ javaScriptEnabled: false });
  await page.goto(env.partner);
  await page.getByRole('link', { name: 'Sign: Drop the charges against Jacqueline Dixon' }).click();
  await page.waitForURL(`${env.server}/p/${campaign}`);
});

test('with WebAssembly blocked by the site the widget signs, and the server finds the mistakes', async () => {
  const { page, widget } = await openWidget();
  const before = await env.confirmed(campaign);
  await fillIn(widget, { name: 'Fannie Lou Hamer', email: 'fannie' });
  await signButton(widget).click();
  await widget.getByRole('alert').getByRole('link', { name: /Enter an email address/ }).waitFor();
  await widget.getByLabel('Email address').fill('fannie@example.org');
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
  await page.close();
});

test('with the core allowed mistakes are found without asking the server', async () => {
  const { page, widget } = await openWidget('/with-core');
  let posts = 0;
  await page.route(signatures, (route) => {
    posts += 1;
    return route.continue();
  });
  const core = page.waitForResponse((response) => response.url().endsWith('/form.wasm'));
  await widget.getByLabel('Email address').focus();
  await core;
  await signButton(widget).click();
  await widget.getByRole('alert').getByRole('link', { name: 'Enter your full name' }).waitFor();
  assert.equal(posts, 0);
});

test('a mistyped mail domain is pointed out, and a button puts it right', async () => {
  const { page, widget } = await openWidget('/with-core');
  const core = page.waitForResponse((response) => response.url().endsWith('/form.wasm'));
  await widget.getByLabel('Full name', { exact: true }).focus();
  await core;
  const email = widget.getByLabel('Email address');
  await email.fill('ella@gmial.com');
  await email.blur();
  await widget.getByText('Did you mean gmail.com?').waitFor();
  await widget.getByRole('button', { name: 'Use gmail.com' }).click();
  assert.equal(await email.inputValue(), 'ella@gmail.com');
  assert.equal(await widget.getByText('Did you mean').count(), 0);
});

test('the first press of the button signs, though the domain was mistyped a moment before', async () => {
  const { page, widget } = await openWidget('/with-core');
  const core = page.waitForResponse((response) => response.url().endsWith('/form.wasm'));
  await widget.getByLabel('Full name', { exact: true }).fill('Ella Baker');
  await core;
  const email = widget.getByLabel('Email address');
  await email.fill('ella.press@gmial.com');
  await signButton(widget).scrollIntoViewIfNeeded();
  await email.evaluate((field) => field.focus({ preventScroll: true }));
  const box = await signButton(widget).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 4);
  await page.mouse.down();
  await page.mouse.up();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
});

test('Tab from a mistyped address reaches the button that puts it right', async () => {
  const { page, widget } = await openWidget('/with-core');
  const core = page.waitForResponse((response) => response.url().endsWith('/form.wasm'));
  await widget.getByLabel('Full name', { exact: true }).focus();
  await core;
  await widget.getByLabel('Email address').pressSequentially('ella@gmial.com');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await widget.getByLabel('Email address').inputValue(), 'ella@gmail.com');
});

test('a busy server is asked again after the time it named, with the same key', async () => {
  const { page, widget } = await openWidget();
  const keys = [];
  await page.route(signatures, (route) => {
    keys.push(new URLSearchParams(route.request().postData()).get('idempotency_key'));
    if (keys.length > 1) return route.continue();
    return route.fulfill({
      status: 503,
      headers: {
        'Access-Control-Allow-Origin': env.partner,
        'Access-Control-Expose-Headers': 'Retry-After',
        'Retry-After': '1',
      },
      contentType: 'application/problem+json',
      body: '{"title":"Service Unavailable","status":503,"detail":"The server is busy."}',
    });
  });
  await fillIn(widget, { name: 'Ella Baker', email: 'ella@example.org' });
  await signButton(widget).click();
  await widget.getByRole('status').getByText('send your signature again in').first().waitFor();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(keys.length, 2);
  assert.match(keys[0], /^[0-9a-f]{32}$/);
  assert.equal(keys[0], keys[1]);
});

test('a signature whose answer was lost on the way is sent again by itself, and counted once', async () => {
  const { page, widget } = await openWidget();
  const before = await env.confirmed(campaign);
  const keys = [];
  await page.route(signatures, async (route) => {
    keys.push(new URLSearchParams(route.request().postData()).get('idempotency_key'));
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await fillIn(widget, { name: 'Gloria Anzaldúa', email: 'gloria@example.org' });
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('a signature whose answers are all lost is counted once, and nothing typed is lost', async () => {
  const { page, widget } = await openWidget();
  const before = await env.confirmed(campaign);
  let isLost = true;
  await page.route(signatures, async (route) => {
    if (!isLost) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await fillIn(widget, { name: 'Angela Davis', email: 'angela@example.org' });
  await signButton(widget).click();
  await widget.getByRole('status').getByText('did not answer').waitFor();
  assert.equal(await widget.getByLabel('Email address').inputValue(), 'angela@example.org');
  isLost = false;
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('a second press while sending sends nothing', async () => {
  const { page, widget } = await openWidget();
  let posts = 0;
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(signatures, async (route) => {
    posts += 1;
    await held;
    return route.continue();
  });
  await fillIn(widget, { name: 'Mary Church', email: 'mary@example.org' });
  await signButton(widget).click();
  const busy = widget.getByRole('button', { name: 'Sending' });
  await busy.waitFor();
  assert.equal(await busy.getAttribute('aria-disabled'), 'true');
  await busy.click({ force: true });
  release();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(posts, 1);
});

test('a petition that cannot be loaded leaves the link to its page', async () => {
  const page = await env.newPage();
  await page.route('**/v1/campaigns/*/view*', (route) => route.abort('connectionrefused'));
  await page.goto(env.partner);
  await page.getByRole('link', { name: 'Sign: Drop the charges against Jacqueline Dixon' }).waitFor();
});
