// A supporter's way through the widget on a partner's page, in every engine: reading, the first touch, mistakes,
// signing, the thanks, sharing. The partner's policy is strict, and allows WebAssembly.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { TestEnvironment, eventually } from '../support.mjs';
import { inEveryEngine } from './engines.mjs';

const campaign = 'free-dontae-sharpe';
const petition = `undersigned-petition[campaign="${campaign}"]`;
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

// The names of the files that the page has loaded from the widget's server.
function loaded(page) {
  return page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.replace(/.*\//, '')));
}

// The events of the widget, since the page was opened.
function heard(page) {
  return page.evaluate(() => window.heard.splice(0));
}

function listen(page) {
  return page.evaluate(() => {
    window.heard = [];
    for (const name of ['invalid', 'pending', 'signed', 'shared', 'error']) {
      addEventListener(`undersigned:${name}`, ({ detail }) => window.heard.push(`${name} ${detail.fields ?? detail.channel ?? ''}`.trim()));
    }
  });
}

const parts = ['form.js', 'form.wasm'];

inEveryEngine('from the partner\'s page to the thanks', async (journey) => {
  const page = await journey.newPage();
  const widget = page.within(petition);
  const before = await env.confirmed(campaign);

  await journey.state('the petition', async () => {
    await page.goto(`${env.partner}/with-core`);
    await listen(page);
    await widget.see('heading', 'Free Dontae Sharpe');
    await widget.see('text', 'Sharpe');
    await widget.see('button', 'Sign the petition');
    assert.deepEqual((await loaded(page)).filter((name) => parts.includes(name)), [], 'readers download no part of the form');
  });

  await journey.state('the first touch', async () => {
    await widget.click('field', 'Full name');
    await widget.waitForFocus('Full name');
    await page.waitFor('the parts of the form', async () => {
      const names = await loaded(page);
      return parts.every((part) => names.includes(part));
    });
  });

  await journey.state('errors', async () => {
    await widget.click('button', 'Sign the petition');
    await widget.see('alert', 'There is a problem');
    await widget.waitForFocus('There is a problem');
    assert.deepEqual(await heard(page), ['invalid name,email']);
    assert.ok(!(await loaded(page)).includes('signatures'), 'the browser checked the form itself');
    await widget.click('link', 'Enter your full name');
    await widget.waitForFocus('Full name');
  });

  await journey.state('a slip in the address', async () => {
    await page.typeText('Ella Baker');
    await widget.type('Email address', `ella${(people += 1)}@gmial.com`);
    await page.press('Tab');
    await widget.see('button', 'gmail.com');
    await widget.click('button', 'gmail.com');
    assert.equal(await widget.value('Email address'), `ella${people}@gmail.com`);
  });

  await journey.state('thanks', async () => {
    await widget.click('button', 'Sign the petition');
    await widget.see('heading', 'Thank you for signing');
    await widget.waitForFocus('Thank you for signing');
    await eventually(() => env.confirmed(campaign), before + 1);
    assert.deepEqual(await heard(page), ['signed']);
  });

  await journey.state('sharing', async () => {
    await widget.see('link', 'WhatsApp');
    await widget.click('button', 'Copy the link');
    await widget.see('status', 'Link copied');
    assert.deepEqual(await heard(page), ['shared copy']);
  });
});

inEveryEngine('with the keyboard alone on the petition\'s own page', async (journey) => {
  const page = await journey.newPage();
  const before = await env.confirmed(campaign);

  await journey.state('keys: errors', async () => {
    await page.goto(`${env.server}/p/${campaign}`);
    await page.press('Tab');
    await page.waitForFocus('Skip to the form');
    await page.press('Enter');
    await page.tabTo('Full name');
    await page.press('Enter');
    await page.waitForFocus('There is a problem');
    await page.press('Tab');
    await page.waitForFocus('Enter your full name');
    await page.press('Enter');
    await page.waitForFocus('Full name');
  });

  await journey.state('keys: thanks', async () => {
    await page.typeText('Harriet Tubman');
    await page.tabTo('Email address');
    await page.typeText(`harriet${(people += 1)}@example.org`);
    await page.tabTo('Not at all');
    await page.press('ArrowUp');
    await page.waitForFocus('Initials only');
    await page.tabTo('Sign the petition');
    await page.press(' ');
    await page.see('heading', 'Thank you for signing');
    await page.waitForFocus('Thank you for signing');
    await eventually(() => env.confirmed(campaign), before + 1);
  });
});
