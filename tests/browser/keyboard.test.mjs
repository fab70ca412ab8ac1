// Signing only with the keyboard, and the focus after each step.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

// The focused element, also inside a shadow root: its label, text or tag.
function focused(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (element?.labels?.[0]?.firstChild ?? element)?.textContent?.trim() ?? '';
  });
}

async function tabTo(page, name) {
  for (let presses = 0; presses < 60; ++presses) {
    if (await focused(page) === name) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab never reaches "${name}"`);
}

async function signByKeyboard(page) {
  await tabTo(page, 'Full name');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').first().waitFor();
  assert.match(await focused(page), /^There is a problem/);
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Enter your full name');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'Full name');
  await page.keyboard.type('Harriet Tubman');
  await tabTo(page, 'Email address');
  await page.keyboard.type('harriet@example.org');
  await tabTo(page, 'Not at all');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(page), 'Initials only');
  await tabTo(page, 'Sign the petition');
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await focused(page), 'Thank you for signing');
}

test('a petition in a widget is signed with the keyboard alone', async () => {
  const page = await env.newPage();
  await page.goto(env.partner);
  await widgetOf(page, campaign).getByRole('heading', { name: 'Sign this petition' }).waitFor();
  await signByKeyboard(page);
});

test('a petition on its own page is signed with the keyboard alone', async () => {
  const page = await env.newPage();
  await page.goto(`${env.server}/p/${campaign}`);
  await page.waitForLoadState('networkidle');
  await signByKeyboard(page);
});

test('the first stop on a page of the server leads past its head', async () => {
  const page = await env.newPage();
  await page.goto(`${env.server}/p/${campaign}`);
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Skip to the form');
});
