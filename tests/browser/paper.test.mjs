// A petition on paper: what is printed, the poster, and the ways to share after signing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, fillIn, signButton, violations, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

const visible = (page, selector) => page.locator(selector).first().isVisible();

test('a printed petition is a sheet to sign, with the address and its code', async () => {
  const page = await env.newPage({ colorScheme: 'dark' });
  await page.goto(`${env.server}/p/${campaign}`);
  assert.equal(await visible(page, '.paper'), false);
  await page.emulateMedia({ media: 'print' });
  for (const selector of ['h1', '.paper table', '.paper svg', '.paper .address']) assert.ok(await visible(page, selector), selector);
  for (const selector of ['.masthead', 'form.sign', '.count', '.colophon', '.after', '.to-form']) {
    if ((await page.locator(selector).count()) > 0) assert.equal(await visible(page, selector), false, selector);
  }
  assert.deepEqual(await page.locator('.paper th').allTextContents(), ['Full name', 'Town or city', 'Signature']);
  assert.equal(await page.locator('.paper tbody tr').count(), 20);
  for (const format of ['A4', 'Letter']) {
    const pdf = (await page.pdf({ format, preferCSSPageSize: false })).toString('latin1');
    const pages = (pdf.match(/\/Type \/Page\b/g) ?? []).length;
    assert.ok(pages >= 1 && pages <= 3, `${format}: ${pages} pages`);
  }
});

test('the poster and the snippets are accessible, with scripts off, too', async () => {
  for (const look of [{ viewport: { width: 320, height: 700 }, colorScheme: 'dark' }, {}]) {
    const page = await env.newPage(look);
    for (const path of [`/p/${campaign}/poster`, `/p/${campaign}/poster?lang=ar`, `/p/${campaign}/embed`, `/p/${campaign}/embed?lang=he`]) {
      await page.goto(env.server + path);
      assert.deepEqual(await violations(page), [], path);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, path);
    }
    await page.goto(`${env.server}/p/${campaign}/poster`);
    const code = page.getByRole('img', { name: 'QR code with the address of this campaign' });
    assert.ok(await code.evaluate((image) => image.complete && image.naturalWidth > 0));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('link', { name: /Download the code/ }).first().isVisible(), false);
  }
});

test('after signing in a widget, the message is edited, and the partner\'s page is shared', async () => {
  const page = await env.newPage();
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await fillIn(widget, { name: 'Ella Baker', email: `ella${(people += 1)}@example.org` });
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  const message = widget.getByLabel('Your message');
  await message.fill('Please sign (all of you)!');
  const sms = widget.locator('a[data-value="sms"]');
  const whatsapp = new URL(await widget.getByRole('link', { name: 'WhatsApp' }).getAttribute('href'));
  assert.equal(whatsapp.searchParams.get('text'), `Please sign (all of you)!\n${env.partner}/?utm_source=whatsapp&utm_medium=share`);
  assert.match(await sms.getAttribute('href'), /^sms:\?&body=Please%20sign/);
  assert.ok(await widget.getByRole('link', { name: 'Print a poster with a QR code' }).isVisible());
  assert.ok(await widget.getByRole('link', { name: 'Put this on your site' }).isVisible());
  assert.deepEqual(await violations(page), []);
});

test('a campaign that is won can be shared', async () => {
  await env.importCampaigns((campaigns) => {
    campaigns.find(({ slug }) => slug === 'no-muslim-ban').status = 'won';
  });
  const address = `${env.server}/p/no-muslim-ban`;
  await eventually(async () => (await (await fetch(address)).text()).includes('We won: '), true);
  const page = await env.newPage();
  await page.goto(address);
  await page.getByLabel('Your message').waitFor();
  assert.match(await page.getByLabel('Your message').inputValue(), /^We won: /);
  assert.deepEqual(await violations(page), []);
});
