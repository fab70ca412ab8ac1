// Confirming a signature in every engine: with the code from the mail in the widget, with the link in the mail, and
// where the reader has blocked cookies and storage.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { TestEnvironment, eventually, newestCode, newestConfirmLink } from '../support.mjs';
import { inEveryEngine } from './engines.mjs';

const campaign = 'national-prison-strike';
const petition = `undersigned-petition[campaign="${campaign}"]`;
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open();
  await env.confirmByMail(campaign);
});
after(() => env?.close());

// Signs on the partner's page, up to the step that asks for the code; returns the address.
async function sign(page) {
  const email = `septima${(people += 1)}@example.org`;
  await page.goto(env.partner);
  const widget = page.within(petition);
  await widget.type('Full name', 'Septima Clark');
  await widget.type('Email address', email);
  await widget.click('button', 'Sign the petition');
  await widget.see('heading', 'Enter the code from your email');
  await widget.waitForFocus('Enter the code from your email');
  return email;
}

// Runs in the page. Engines throw, or there is no storage.
function isStorageBlocked() {
  document.cookie = 'test=1';
  try {
    return document.cookie === '' && !window.localStorage;
  } catch {
    return true;
  }
}

inEveryEngine('the code from the mail', async (journey) => {
  const page = await journey.newPage();
  const widget = page.within(petition);
  const before = await env.confirmed(campaign);
  let email;

  await journey.state('the code is asked for', async () => {
    email = await sign(page);
    assert.equal(await env.confirmed(campaign), before);
  });

  await journey.state('the code, after a reload', async () => {
    await page.reload();
    await widget.see('heading', 'Enter the code from your email');
  });

  await journey.state('a wrong code', async () => {
    const code = await newestCode(env, email);
    await widget.type('Six-digit code', `${(Number(code) + 1) % 1_000_000}`.padStart(6, '0'));
    await page.press('Enter');
    await widget.see('alert', 'There is a problem');
    await widget.click('link', 'This code is wrong');
    await widget.waitForFocus('Six-digit code');
  });

  await journey.state('the code is right', async () => {
    for (let digit = 0; digit < 6; digit += 1) await page.press('Backspace');
    await page.typeText(await newestCode(env, email));
    await widget.click('button', 'Confirm my signature');
    await widget.see('heading', 'Thank you for signing');
    await widget.waitForFocus('Thank you for signing');
    await eventually(() => env.confirmed(campaign), before + 1);
  });
});

inEveryEngine('the link in the mail', async (journey) => {
  const before = await env.confirmed(campaign);
  const email = await sign(await journey.newPage());
  const link = env.server + (await newestConfirmLink(env, email));
  const page = await journey.newPage(); // the mail is opened by another program

  await journey.state('the page of the link', async () => {
    await page.goto(link);
    await page.see('button', 'Confirm my signature');
    assert.equal(await env.confirmed(campaign), before, 'opening it confirms nothing');
  });

  await journey.state('confirmed by the link', async () => {
    await page.click('button', 'Confirm my signature');
    await page.see('heading', 'Thank you for signing');
    assert.ok(!(await page.url()).includes('t='));
    await eventually(() => env.confirmed(campaign), before + 1);
  });
});

inEveryEngine('where cookies and storage are blocked', async (journey) => {
  const page = await journey.newPage();
  const widget = page.within(petition);
  const before = await env.confirmed(campaign);
  let email;

  await journey.state('blocked storage: the code is asked for', async () => {
    email = await sign(page);
    assert.ok(await page.evaluate(isStorageBlocked));
  });

  await journey.state('blocked storage: thanks', async () => {
    await widget.type('Six-digit code', await newestCode(env, email));
    await page.press('Enter');
    await widget.see('heading', 'Thank you for signing');
    await eventually(() => env.confirmed(campaign), before + 1);
  });

  await journey.state('blocked storage: a reload', async () => {
    await sign(page);
    await page.reload();
    await widget.see('button', 'Sign the petition');
  });
}, { storage: false });
