// A busy server: the widget waits as long as the server asks, shows that, and sends the same signature again by itself.
// The test controls the page's clock. The clock also runs by itself, and a pending request times out after 20 of its
// seconds.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, fillIn, seemOnline, signButton, violations, widgetOf } from './support.mjs';

const campaign = 'drop-charges-jacqueline-dixon';
const signatures = '**/v1/campaigns/*/signatures';
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

function personNamed(name) {
  return { name, email: `busy${(people += 1)}@example.org` };
}

// The server refuses the first `busy` signatures.
async function openBusy({ busy = Infinity, retryAfter, status = 503, look = {}, lang }) {
  const page = await env.newPage(look);
  await page.clock.install();
  await seemOnline(page);
  await page.goto(env.partner);
  const keys = [];
  await page.route(signatures, (route) => {
    keys.push(new URLSearchParams(route.request().postData()).get('idempotency_key'));
    if (keys.length > busy) return route.continue();
    return route.fulfill({
      status,
      headers: {
        'Access-Control-Allow-Origin': env.partner,
        'Access-Control-Expose-Headers': 'Retry-After',
        'Retry-After': `${retryAfter}`,
      },
      contentType: 'application/problem+json',
      body: JSON.stringify({ status, detail: 'The server is busy. Nothing you entered is lost.' }),
    });
  });
  const widget = widgetOf(page, campaign);
  if (lang) await widget.evaluate((element, tag) => element.setAttribute('lang', tag), lang);
  return { page, widget, keys };
}

async function send(widget, person = personNamed('Dorothy Height')) {
  await fillIn(widget, person);
  await signButton(widget).click();
  return person;
}

// Advances the page's clock until that many signatures were sent, but hardly further.
async function runUntilSent(page, keys, count, secondsMax) {
  for (let seconds = 0; keys.length < count; ++seconds) {
    assert.ok(seconds < secondsMax, `${keys.length} of ${count} were sent after ${secondsMax} s`);
    await page.clock.runFor(1_000);
  }
}

const thanks = (widget) => widget.getByRole('heading', { name: 'Thank you for signing' });
const waiting = (widget) => widget.getByRole('status').getByText('send your signature again').first();
const sendNow = (widget) => widget.getByRole('button', { name: 'Send it now' });

for (const status of [503, 429]) {
  test(`a signature that was answered with ${status} is sent again after the time named, and counted once`, async () => {
    const { page, widget, keys } = await openBusy({ busy: 1, retryAfter: 200, status });
    const before = await env.confirmed(campaign);
    await send(widget);
    await waiting(widget).waitFor();
    await page.clock.runFor(100_000); // the rest is for slow machines
    assert.equal(keys.length, 1, 'not earlier than asked');
    await runUntilSent(page, keys, 2, 202); // at most half as long again
    await thanks(widget).waitFor();
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    assert.equal(await env.confirmed(campaign), before + 1);
  });
}

test('the seconds go by for those who look, and are said now and then to those who listen', async () => {
  const { page, widget } = await openBusy({ retryAfter: 60 });
  await send(widget);
  await waiting(widget).waitFor();
  const shown = widget.locator('.status [aria-hidden="true"]');
  const spoken = widget.locator('.status .visually-hidden');
  const seconds = async (place) => Number(/(\d+) seconds/.exec(await place.textContent())[1]);
  const first = await seconds(spoken);
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  const shownFirst = await seconds(shown);
  assert.ok(shownFirst <= first);
  await page.clock.runFor(10_000);
  assert.equal(await seconds(shown), shownFirst - 10);
  assert.equal(await seconds(spoken), first);
  await page.clock.runFor(25_000);
  assert.ok((await seconds(spoken)) < first - 25);
});

test('long waits are said in minutes', async () => {
  const { page, widget, keys } = await openBusy({ busy: 1, retryAfter: 300 });
  await send(widget);
  await widget.getByRole('status').getByText(/in [5-8] minutes/).first().waitFor();
  await page.clock.fastForward(452_000);
  await thanks(widget).waitFor();
  assert.equal(keys.length, 2);
});

test('longer than people stay, nothing is promised', async () => {
  const { widget, keys } = await openBusy({ retryAfter: 3_600 });
  await send(widget);
  await widget.getByRole('button', { name: 'Keep it and send it later' }).waitFor();
  assert.equal(keys.length, 1);
});

test('a press sends it at once', async () => {
  const { widget, keys } = await openBusy({ busy: 1, retryAfter: 60 });
  await send(widget);
  await sendNow(widget).click();
  await thanks(widget).waitFor();
  assert.equal(keys.length, 2);
});

test('another press takes it back, and the form is there to be changed', async () => {
  const { page, widget, keys } = await openBusy({ busy: 1, retryAfter: 60 });
  const before = await env.confirmed(campaign);
  const person = await send(widget);
  await widget.getByRole('button', { name: 'Change what I entered' }).click();
  await signButton(widget).waitFor();
  await page.clock.runFor(100_000);
  assert.equal(keys.length, 1);
  assert.equal(await widget.getByLabel('Email address').inputValue(), person.email);
  assert.equal(await widget.getByRole('status').getByText('send your signature again').count(), 0);
  await signButton(widget).click();
  await thanks(widget).waitFor();
  assert.equal(keys[0], keys[1]);
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('after five waits the signer is asked what to do, and keeps what was typed', async () => {
  const { widget, keys } = await openBusy({ retryAfter: 60 });
  const person = await send(widget);
  for (let waits = 1; waits <= 5; ++waits) {
    await sendNow(widget).click();
    await sendNow(widget).or(widget.getByRole('button', { name: 'Keep it and send it later' })).waitFor();
  }
  await widget.getByRole('status').getByText('The server is busy').waitFor();
  await widget.getByText('Keep your signature on this device and send it later?').waitFor();
  assert.equal(keys.length, 6);
  assert.equal(new Set(keys).size, 1);
  assert.equal(await widget.getByLabel('Full name', { exact: true }).inputValue(), person.name);
  assert.equal(await widget.getByLabel('Email address').inputValue(), person.email);
});

test('a widget that is gone sends nothing more', async () => {
  const { page, widget, keys } = await openBusy({ retryAfter: 60 });
  await send(widget);
  await waiting(widget).waitFor();
  await widget.evaluate((element) => element.remove());
  await page.clock.runFor(100_000);
  assert.equal(keys.length, 1);
});

test('a line that is lost after the wait is tried once more', async () => {
  const { page, widget, keys } = await openBusy({ busy: 1, retryAfter: 10 });
  const before = await env.confirmed(campaign);
  await send(widget);
  await waiting(widget).waitFor();
  await page.route(signatures, (route) => route.abort('connectionreset'), { times: 1 });
  await runUntilSent(page, keys, 2, 22);
  await thanks(widget).waitFor();
  assert.equal(new Set(keys).size, 1);
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('a kept signature waits as long as the server asks, too', async () => {
  const { page, widget, keys } = await openBusy({ busy: 2, retryAfter: 3_600 });
  const before = await env.confirmed(campaign);
  await send(widget);
  await widget.getByRole('button', { name: 'Keep it and send it later' }).click(); // this also sends it once more
  await widget.getByRole('button', { name: 'Send it now' }).waitFor();
  assert.equal(keys.length, 2);
  await page.clock.fastForward(3_500_000);
  assert.equal(keys.length, 2);
  await page.clock.fastForward(2_000_000);
  await thanks(widget).waitFor();
  assert.equal(keys.length, 3);
  assert.equal(await env.confirmed(campaign), before + 1);
});

for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark', viewport: { width: 320, height: 700 } }]) {
  test(`the wait shuts nobody out (${look.colorScheme})`, async () => {
    const { page, widget } = await openBusy({ retryAfter: 60, look });
    await send(widget);
    await waiting(widget).waitFor();
    assert.deepEqual(await violations(page), []);
  });
}
