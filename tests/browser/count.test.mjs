// The count that a browser shows does not fall: not by a reload, and not on the way back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, fillIn, shownCount, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

async function sign(name) {
  const page = await env.newPage();
  await page.goto(`${env.server}/p/${campaign}`);
  const form = page.locator('form.sign');
  await fillIn(form, { name, email: `${name.replace(' ', '.')}@example.org` });
  await signButton(form).click();
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  await page.context().close();
}

test('after a reload, and on the way back, the count is no lower than what the server has told', async () => {
  const page = await env.newPage();
  const open = async (go) => {
    await go();
    await signButton(widgetOf(page, campaign)).waitFor();
    return shownCount(widgetOf(page, campaign));
  };
  const first = await open(() => page.goto(env.partner));
  await sign('Ada Lovelace');
  await eventually(() => env.publicCount(campaign), first + 1);
  assert.equal(await open(() => page.reload()), first + 1);

  await sign('Grace Hopper');
  await page.goto(env.server);
  await eventually(() => env.publicCount(campaign), first + 2);
  assert.equal(await open(() => page.goBack()), first + 2);
});
