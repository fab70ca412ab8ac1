// After the server was killed under load, everything acknowledged is there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, fillIn, signButton, widgetOf } from './support.mjs';

const campaign = 'national-prison-strike';
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

test('a signature that was answered survives kill -9', async () => {
  const page = await env.newPage();
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  const before = await env.confirmed(campaign);
  await fillIn(widget, { name: 'George Jackson', email: 'george@example.org' });
  const answered = page.waitForResponse((response) => response.url().endsWith('/signatures'));
  await signButton(widget).click();
  assert.equal((await answered).status(), 200);
  await env.killServer();

  await env.startServer();
  assert.equal(await env.confirmed(campaign), before + 1);
  await page.goto(env.partner);
  await fillIn(widget, { name: 'George Jackson', email: 'george@example.org' });
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('while the server is down nothing typed is lost, and the same press signs when it is back', async () => {
  const page = await env.newPage();
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await fillIn(widget, { name: 'Assata Shakur', email: 'assata@example.org' });
  await page.waitForLoadState('networkidle'); // the files loaded by the first touch of the form have arrived
  await env.killServer();
  await signButton(widget).click();
  await widget.getByRole('status').getByText('did not answer').waitFor();
  assert.equal(await widget.getByLabel('Full name', { exact: true }).inputValue(), 'Assata Shakur');

  await env.startServer();
  const before = await env.confirmed(campaign);
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
});
