// Boxes that a campaign requires.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, fillIn, signButton, violations, widgetOf } from './support.mjs';

const slug = 'free-dontae-sharpe';
let env;

before(async () => {
  env = await TestEnvironment.open();
  await env.importCampaigns((campaigns) => {
    const { consents } = campaigns.find((each) => each.slug === slug);
    consents.push({ id: 'age', text: 'I am 16 or older.', required: true }, { id: 'terms', text: 'I accept the terms.', required: true });
  });
  const view = `${env.server}/v1/campaigns/${slug}/view?lang=en`;
  await eventually(async () => (await (await fetch(view)).text()).includes('16 or older'), true);
});
after(() => env?.close());

for (const [name, options] of [['the widget', {}], ['the plain page', { javaScriptEnabled: false }]]) {
  test(`in ${name} the required box that is missing is named, marked and linked, and no other`, async () => {
    const page = await env.newPage(options);
    await page.goto(name === 'the widget' ? env.partner : `${env.server}/p/${slug}?lang=en`);
    const form = name === 'the widget' ? widgetOf(page, slug) : page.locator('main');
    const box = (words) => form.getByRole('checkbox', { name: words });
    assert.equal(await box('I am 16 or older.').evaluate((element) => element.required), true);
    assert.equal(await form.getByText('(required)').count(), 2);
    await fillIn(form, { name: 'Ida B. Wells', email: 'ida@example.org' });
    await box('I am 16 or older.').check();
    await signButton(form).click();
    const link = form.getByRole('alert').getByRole('link', { name: 'Tick “I accept the terms.” to sign' });
    await link.waitFor();
    assert.equal(await form.locator('[aria-invalid="true"]').count(), 1);
    assert.equal(await box('I accept the terms.').getAttribute('aria-invalid'), 'true');
    if (name === 'the widget') assert.deepEqual(await violations(page), []);
    await link.click();
    assert.equal(await box('I accept the terms.').evaluate((element) => element === element.getRootNode().activeElement), true);
    await box('I accept the terms.').check();
    await signButton(form).click();
    await form.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
    await page.close();
  });
}
