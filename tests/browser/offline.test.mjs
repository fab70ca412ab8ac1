// A signature that cannot be sent: kept on the device if its signer agrees, sent once when the server is back, and
// otherwise nothing stored.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, fillIn, signButton, violations, widgetOf } from './support.mjs';

const campaign = 'drop-charges-jacqueline-dixon';
const signatures = '**/v1/campaigns/*/signatures';
const key = 'undersigned.kept';
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

function personNamed(name) {
  return { name, email: `offline${(people += 1)}@example.org` };
}

async function openWidget(context) {
  const page = context ? await context.newPage() : await env.newPage();
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await widget.getByRole('heading', { name: 'Sign this petition' }).or(widget.getByText('Not sent yet')).waitFor();
  return { page, widget };
}

const stored = (page) => page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? '[]'), key);
const storedKeys = (page) => page.evaluate(() => Object.keys(localStorage).join());
const cutOff = (page) => page.route(signatures, (route) => route.abort('connectionrefused'));
const keepButton = (widget) => widget.getByRole('button', { name: 'Keep it and send it later' });
const thanks = (widget) => widget.getByRole('heading', { name: 'Thank you for signing' });

// It may have been sent automatically meanwhile.
const sendNow = (widget) => widget.getByRole('button', { name: 'Send it now' }).or(thanks(widget)).first().click();

// Leaves the page, changes what is stored, and returns with the network available.
async function changeKept(page, change) {
  await page.goto(`${env.partner}/site.css`);
  await page.evaluate(
    ([name, changes]) => {
      const [kept] = JSON.parse(localStorage.getItem(name));
      const body = new URLSearchParams(kept.body);
      if (changes.email) body.set('email', changes.email);
      const changed = { ...kept, until: changes.until ?? kept.until, body: body.toString() };
      localStorage.setItem(name, JSON.stringify([changed]));
    },
    [key, change],
  );
  await page.unroute(signatures);
  await page.goto(env.partner);
}

async function keepSignature(page, widget, person) {
  await fillIn(widget, person);
  await signButton(widget).click();
  await keepButton(widget).click();
  await widget.getByText('Not sent yet').waitFor();
}

test('with the server gone a signature waits on the device, and arrives once when it is back', async () => {
  const { page, widget } = await openWidget();
  const before = await env.confirmed(campaign);
  await fillIn(widget, personNamed('Rosa Parks'));
  await widget.getByLabel('Email address').blur();
  await page.waitForLoadState('networkidle');
  await env.killServer();
  await signButton(widget).click();
  await widget.getByText('for up to 14 days').waitFor();
  assert.equal(await storedKeys(page), '', 'nothing is stored before the signer agrees');
  await keepButton(widget).click();
  await widget.getByText('Not sent yet').waitFor();
  assert.equal(await storedKeys(page), key);
  const [kept] = await stored(page);
  assert.deepEqual(Object.keys(kept).sort(), ['body', 'campaign', 'endpoint', 'until']);
  assert.equal(kept.endpoint, env.server);
  assert.match(new URLSearchParams(kept.body).get('idempotency_key'), /^[0-9a-f]{32}$/);

  await env.startServer();
  await sendNow(widget);
  await thanks(widget).waitFor();
  await widget.getByRole('status').getByText('has been sent').waitFor();
  assert.equal(await storedKeys(page), '');
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('it is sent by itself on the next visit', async () => {
  const { page, widget } = await openWidget();
  await cutOff(page);
  const before = await env.confirmed(campaign);
  await keepSignature(page, widget, personNamed('Daisy Bates'));
  await page.goto(`${env.partner}/site.css`); // left before the network is available
  await page.unroute(signatures);
  await page.goto(env.partner);
  await thanks(widget).waitFor();
  assert.equal(await storedKeys(page), '');
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('it is sent by itself when the connection comes back', async () => {
  const { page, widget } = await openWidget();
  const before = await env.confirmed(campaign);
  await fillIn(widget, personNamed('Modjeska Simkins'));
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await signButton(widget).click();
  await keepButton(widget).click();
  await widget.getByText('Not sent yet').waitFor();
  await page.context().setOffline(false);
  await thanks(widget).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('a signature that had arrived before its answer was lost is one signature', async () => {
  const { page, widget } = await openWidget();
  const before = await env.confirmed(campaign);
  await page.route(signatures, async (route) => {
    await route.fetch().catch(() => undefined);
    return route.abort('connectionreset').catch(() => undefined); // cancelled while it was held
  });
  await keepSignature(page, widget, personNamed('Pauli Murray'));
  assert.equal(await env.confirmed(campaign), before + 1);
  await page.unroute(signatures);
  await sendNow(widget);
  await thanks(widget).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('two tabs send it once, and neither goes on saying that it waits', async () => {
  const { page, widget } = await openWidget();
  const context = page.context();
  const before = await env.confirmed(campaign);
  await context.route(signatures, (route) => route.abort('connectionrefused'));
  await keepSignature(page, widget, personNamed('Mary Turner'));
  const other = await openWidget(context);
  await other.widget.getByText('Not sent yet').waitFor();
  let posts = 0;
  await context.route(signatures, (route) => {
    posts += 1;
    return route.continue();
  });
  await Promise.all([widget, other.widget].map((place) => sendNow(place).catch(() => undefined)));
  for (const place of [widget, other.widget]) await place.getByText('Not sent yet').waitFor({ state: 'detached' });
  assert.equal(posts, 1);
  assert.equal(await storedKeys(page), '');
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('deleted means deleted: from the device and from the form', async () => {
  const { page, widget } = await openWidget();
  await cutOff(page);
  const before = await env.confirmed(campaign);
  await keepSignature(page, widget, personNamed('Ella Little'));
  await widget.getByRole('button', { name: 'Delete it from this device' }).click();
  await widget.getByText('Nothing of your signature is stored').waitFor();
  assert.equal(await storedKeys(page), '');
  assert.equal(await widget.getByLabel('Email address').inputValue(), '');
  await page.unroute(signatures);
  await page.reload();
  await signButton(widget).waitFor();
  assert.equal(await env.confirmed(campaign), before);
});

test('what the server does not take stands in the form again, with what is wrong', async () => {
  const { page, widget } = await openWidget();
  await cutOff(page);
  const person = personNamed('Recy Taylor');
  await keepSignature(page, widget, person);
  await changeKept(page, { email: 'recy at example.org' });
  await widget.getByRole('alert').getByRole('link', { name: /Enter an email address/ }).waitFor();
  await widget.getByText('was not accepted').waitFor();
  assert.equal(await widget.getByLabel('Full name', { exact: true }).inputValue(), person.name);
  assert.equal(await widget.getByLabel('Email address').inputValue(), 'recy at example.org');
  assert.equal(await storedKeys(page), '');
  await widget.getByLabel('Email address').fill(person.email);
  await signButton(widget).click();
  await thanks(widget).waitFor();
});

test('what waited too long is deleted unsent, and that is said', async () => {
  const { page, widget } = await openWidget();
  await cutOff(page);
  const before = await env.confirmed(campaign);
  await keepSignature(page, widget, personNamed('Lucille Times'));
  await changeKept(page, { until: 1 });
  await widget.getByText('could not be sent in time').waitFor();
  assert.equal(await storedKeys(page), '');
  assert.equal(await env.confirmed(campaign), before);
});

test('a browser that stores nothing says so and keeps what was typed on the page', async () => {
  const page = await env.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await cutOff(page);
  const person = personNamed('Fred Gray');
  await fillIn(widget, person);
  await signButton(widget).click();
  await keepButton(widget).click();
  await widget.getByText('cannot store anything here').waitFor();
  assert.equal(await widget.getByLabel('Email address').inputValue(), person.email);
  await page.unroute(signatures);
  await signButton(widget).click();
  await thanks(widget).waitFor();
});

test('what somebody else wrote under the key does no harm', async () => {
  const page = await env.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript((name) => localStorage.setItem(name, '[{"campaign":7},null,"x"]'), key);
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await fillIn(widget, personNamed('Jessie Daniel Ames'));
  await signButton(widget).click();
  await thanks(widget).waitFor();
  assert.deepEqual(errors, []);
});

for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark', viewport: { width: 320, height: 700 } }]) {
  test(`the question, the wait and the refusal shut nobody out (${look.colorScheme})`, async () => {
    const page = await env.newPage(look);
    await page.goto(env.partner);
    const widget = widgetOf(page, campaign);
    await cutOff(page);
    await fillIn(widget, personNamed('Irene Morgan'));
    await signButton(widget).click();
    await keepButton(widget).waitFor();
    assert.deepEqual(await violations(page), [], 'question');
    await keepButton(widget).click();
    await widget.getByText('Not sent yet').waitFor();
    assert.deepEqual(await violations(page), [], 'wait');
    await changeKept(page, { email: 'irene at example.org' });
    await widget.getByText('was not accepted').waitFor();
    assert.deepEqual(await violations(page), [], 'refusal');
  });
}
