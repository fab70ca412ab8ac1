// The language of the page changes while somebody reads, types or signs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, fillIn, newestCode, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe'; // signatures there count at once
const confirming = 'national-prison-strike'; // and there once the code from the mail was typed
let env;

before(async () => {
  env = await TestEnvironment.open();
  await env.confirmByMail(confirming);
});
after(() => env?.close());

async function open(slug) {
  const page = await env.newPage();
  await page.goto(env.partner);
  const widget = widgetOf(page, slug);
  await signButton(widget).waitFor();
  return { page, widget };
}

const setLanguage = (page, lang) => page.evaluate((to) => (document.documentElement.lang = to), lang);
const boxIs = (widget, lang) => eventually(() => widget.locator('.undersigned').getAttribute('lang'), lang);
const read = (widget, what) => widget.evaluate(({ shadowRoot }, name) => shadowRoot.activeElement?.[name], what);

test('a page that sets its language late has the widget in it, and a widget with its own stays', async () => {
  const { page, widget } = await open(campaign);
  await widgetOf(page, confirming).evaluate((element) => (element.lang = 'fr'));
  await boxIs(widgetOf(page, confirming), 'fr');
  await setLanguage(page, 'de');
  await widget.getByRole('button', { name: 'Unterschreiben' }).waitFor();
  await boxIs(widgetOf(page, confirming), 'fr');
});

for (const [label, id] of [['Full name', 'name'], ['Why are you signing?', 'comment']]) {
  test(`the focus and the next letters stay in "${id}"`, async () => {
    const { page, widget } = await open(campaign);
    await widget.getByLabel(label, { exact: id === 'name' }).fill('Ida Wells');
    await page.keyboard.press('Home');
    for (let i = 0; i < 4; ++i) await page.keyboard.press('ArrowRight');
    await setLanguage(page, 'es');
    await boxIs(widget, 'es');
    await page.keyboard.type('B. ');
    assert.deepEqual([await read(widget, 'id'), await read(widget, 'value')], [id, 'Ida B. Wells']);
  });
}

test('the thanks stay, with the focus on them, in their own language', async () => {
  const { page, widget } = await open(campaign);
  await fillIn(widget, { name: 'Ella Baker', email: `ella.${Date.now()}@example.org` });
  await signButton(widget).click();
  const thanks = widget.getByRole('heading', { name: 'Thank you for signing' });
  await thanks.waitFor();
  await setLanguage(page, 'ar');
  await boxIs(widget, 'ar');
  assert.ok(await thanks.isVisible());
  const section = widget.locator('[data-part="thanks"]');
  assert.deepEqual([await section.getAttribute('lang'), await section.getAttribute('dir')], ['en', 'ltr']);
  assert.equal(await widget.locator('form').count(), 0);
});

test('the question for the code stays as it is and works, also after a reload in that language', async () => {
  const { page, widget } = await open(confirming);
  const email = `septima.${Date.now()}@example.org`;
  await fillIn(widget, { name: 'Septima Clark', email });
  await signButton(widget).click();
  const field = widget.getByLabel('Six-digit code');
  await field.fill('12');
  await setLanguage(page, 'ar');
  await boxIs(widget, 'ar');
  await page.keyboard.type('3');
  assert.equal(await field.inputValue(), '123');
  const section = widget.locator('[data-part="pending"]');
  const isMarked = async () => `${await section.getAttribute('lang')} ${await section.getAttribute('dir')}`;
  assert.equal(await isMarked(), 'en ltr');
  await page.addInitScript(() => new MutationObserver((_, observer) => {
    if (!document.documentElement) return;
    document.documentElement.lang = 'ar';
    observer.disconnect();
  }).observe(document, { childList: true }));
  await page.reload();
  await field.waitFor();
  assert.equal(await isMarked(), 'en ltr');
  await field.fill(await newestCode(env, email));
  await field.press('Enter');
  await widget.locator('[data-part="thanks"]').waitFor();
});

test('the way back from the code leads to the form in the new language, filled in', async () => {
  const { page, widget } = await open(confirming);
  await fillIn(widget, { name: 'Diane Nash', email: `diane.${Date.now()}@example.org` });
  await signButton(widget).click();
  await widget.getByLabel('Six-digit code').waitFor();
  await setLanguage(page, 'es');
  await boxIs(widget, 'es');
  await widget.locator('a[data-action="back"]').click();
  assert.equal(await widget.locator('#name').inputValue(), 'Diane Nash');
  await widget.getByRole('button', { name: 'Firmar' }).click();
  await widget.getByLabel('Código de seis dígitos').waitFor();
});
