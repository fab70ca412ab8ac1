// /my in every engine: the code, what is kept, the download, another visibility, withdrawing.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { TestEnvironment, eventually, newestCode } from '../support.mjs';
import { inEveryEngine } from './engines.mjs';

const campaign = 'free-dontae-sharpe';
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

inEveryEngine('a signer at /my', async (journey) => {
  const page = await journey.newPage();
  const email = `ida${(people += 1)}@example.org`;
  await env.sign(campaign, { name: 'Ida B. Wells', email, comment: 'He has waited for 24 years.' });
  const before = await env.confirmed(campaign);

  await journey.state('my: a code by mail', async () => {
    await page.goto(`${env.server}/my`);
    await page.type('Email address', email);
    await page.click('button', 'Send me a code');
    await page.see('text', 'If this address was used to sign');
  });

  await journey.state('my: what is kept', async () => {
    await page.type('Six-digit code', await newestCode(env, email));
    await page.click('button', 'Show my signatures');
    await page.see('link', 'Free Dontae Sharpe');
    await page.see('text', 'He has waited for 24 years.');
    assert.equal(await page.url(), `${env.server}/my`);
    assert.equal(await page.evaluate(() => document.cookie), '');
  });

  await journey.state('my: the download', async () => {
    await page.click('button', 'Download everything (JSON)');
    const name = 'my-signatures.json';
    await page.waitFor(name, async () => (await readdir(journey.downloads)).includes(name));
    const content = () => readFile(join(journey.downloads, name), 'utf8').then(JSON.parse);
    const { signatures } = await page.waitFor('the whole download', content);
    assert.deepEqual(signatures.map((each) => [each.campaign, each.email]), [[campaign, email]]);
  });

  await journey.state('my: initials only', async () => {
    await page.click('field', 'Initials only');
    await page.click('button', 'Save');
    await page.see('status', 'Saved.');
    await page.waitForFocus('Saved.');
  });

  await journey.state('my: withdrawn', async () => {
    await page.click('button', 'Withdraw my signature');
    await page.see('status', 'It no longer counts');
    await page.see('text', 'Withdrawn');
    await eventually(() => env.confirmed(campaign), before - 1);
  });
});
