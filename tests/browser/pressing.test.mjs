// A page that cancels presses outside of its own fields: all of the widget seems to be outside.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

async function open(event, options) {
  const page = await env.newPage(options);
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await signButton(widget).waitFor();
  await widget.evaluate(({ parentElement }, type) => {
    parentElement.addEventListener(type, (cancelled) => {
      if (!cancelled.target.closest('input,textarea,select,button,label,a')) cancelled.preventDefault();
    }, { passive: false });
  }, event);
  return { page, widget };
}

const focused = (widget) => widget.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.id);

async function useForm(page, widget, press) {
  const name = widget.getByLabel('Full name', { exact: true });
  await press(name);
  await page.keyboard.type('Ida');
  assert.equal(await name.inputValue(), 'Ida');
  await press(widget.locator('label[for="email"]'));
  assert.equal(await focused(widget), 'email');
  await press(widget.locator('#country'));
  assert.equal(await focused(widget), 'country');
  await page.keyboard.press('Escape');
  const box = widget.locator('[type="checkbox"]').first();
  const before = await box.isChecked();
  await press(box);
  assert.equal(await box.isChecked(), !before);
  await press(box);
  assert.equal(await box.isChecked(), before);
  await press(signButton(widget));
  await widget.getByRole('alert').first().waitFor();
}

for (const event of ['mousedown', 'pointerdown']) {
  test(`the form is used with a mouse where the page cancels ${event}`, async () => {
    const { page, widget } = await open(event);
    await useForm(page, widget, (place) => place.click());
  });
}

for (const event of ['touchstart', 'pointerdown', 'mousedown']) {
  test(`the form is used with a finger where the page cancels ${event}`, async () => {
    const { page, widget } = await open(event, { hasTouch: true });
    const part = page.waitForResponse(/form\.js$/);
    await signButton(widget).hover(); // a touch would load it as well
    await part;
    await page.waitForLoadState('networkidle');
    await useForm(page, widget, (place) => place.tap());
  });
}

test('where nothing is cancelled, a press does what it did before', async () => {
  const { page, widget } = await open('none', { hasTouch: true });
  await useForm(page, widget, (place) => place.tap());
  await eventually(() => widget.getByRole('alert').count(), 1);
});
