// What a screen reader announces from the form to the thanks: roles, names, descriptions and live regions, from
// Chromium's accessibility tree.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, fillIn, newestCode, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
const person = { name: 'Ella Baker', email: 'ella.baker@example.org' };
let env;
let page;
let widget;

before(async () => {
  env = await TestEnvironment.open();
  await env.confirmByMail(campaign);
  page = await env.newPage();
  await page.goto(`${env.partner}/with-core`);
  widget = widgetOf(page, campaign);
  await signButton(widget).waitFor();
});
after(() => env?.close());

// Roles and names in `place`, one per line, without plain text, addresses and country names, and without the link to the
// form, which is there only while the form is out of sight.
async function outline(place) {
  const lines = (await place.ariaSnapshot()).split('\n');
  return lines
    .map((line) => line.trim().replace(/^- /, '').replace(/:$/, ''))
    .filter((line) => !/^(text|paragraph|strong|option|\/url|list|listitem)\b/.test(line) || /^list "/.test(line))
    .filter((line) => line !== 'link "Sign this petition"');
}

// The description of each field: its hint and its error.
function descriptions() {
  return widget.locator('form[data-action] [aria-describedby]').evaluateAll((fields) =>
    Object.fromEntries(fields.map((field) => {
      const parts = field.getAttribute('aria-describedby').split(' ').map((id) => field.getRootNode().getElementById(id));
      return [field.name, parts.filter((part) => part && !part.hidden).map((part) => part.textContent).join(' ')];
    })));
}

// The focused element, through shadow roots: a screen reader continues from there.
function focused() {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.getAttribute('role') ?? element?.localName}: ${element?.innerText.split('\n')[0]}`;
  });
}

const fields = [
  'textbox "Full name"', 'textbox "Email address"', 'combobox "Country (optional)"',
  'textbox "Postcode or ZIP code (optional)"', 'textbox "Why are you signing? (optional)"',
  'group "How should we show your name?"', 'radio "In full"', 'radio "Initials only"',
  'radio "Not at all" [checked]', 'group "Stay in touch"',
  'checkbox "Send me news of this campaign by email. I can stop it at any time."', 'button "Sign the petition"',
  'link "How your details are used (opens in a new tab)"',
];

test('the form: every field has its name, its hint and its group, and nothing is ticked beforehand', async () => {
  const tree = await outline(widget.locator('[data-part="action"]'));
  assert.deepEqual(tree, ['meter "0 of 100"', 'heading "Sign this petition" [level=3]', ...fields]);
  const said = await descriptions();
  assert.equal(said.email, 'We’ll email you a code to confirm your signature. We never publish your address.');
  assert.equal(said.comment, 'Up to 1,000 characters. Published only if you choose so below.');
  assert.equal(said.name, '');
});

test('what is missing is an alert that has the focus, links to the fields, and is said again at each of them', async () => {
  await signButton(widget).click();
  await widget.getByRole('alert').waitFor();
  const [, heading, ...rest] = await outline(widget.locator('[data-part="action"]'));
  assert.equal(heading, 'heading "Sign this petition" [level=3]');
  assert.deepEqual(rest, [
    'alert', 'heading "There is a problem" [level=4]', 'link "Enter your full name"', 'link "Enter your email address"',
    ...fields.flatMap((field) => {
      if (/"Email address"/.test(field)) return [`${field} [invalid]`, 'status']; // where a mistyped domain is pointed out
      if (/How your details/.test(field)) return ['status', field];
      return /"Full name"/.test(field) ? `${field} [invalid]` : field;
    }),
  ]);
  assert.equal(await focused(), 'alert: There is a problem');
  const said = await descriptions();
  assert.equal(said.name, 'Enter your full name');
  assert.match(said.email, /We never publish your address\. Enter your email address$/);
});

test('the code: the heading has the focus, the field its hint, and the answer to the button is a status', async () => {
  await fillIn(widget, person);
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Enter the code from your email' }).waitFor();
  assert.equal(await focused(), 'h3: Enter the code from your email');
  assert.deepEqual(await outline(widget.locator('[data-part="pending"]')), [
    'heading "Enter the code from your email" [level=3]', 'textbox "Six-digit code"', 'button "Confirm my signature"',
    'button "Send the email again"', 'status', 'link "Change what I entered"',
  ]);
  assert.equal((await descriptions()).code, 'The code expires after 10 minutes.');
  await widget.getByRole('button', { name: 'Send the email again' }).click();
  await widget.getByRole('status').getByText('it is on its way').waitFor();
});

test('the thanks: the heading has the focus, the count is whole, and every way of sharing has a name', async () => {
  await widget.getByLabel('Six-digit code').fill(await newestCode(env, person.email));
  await widget.getByRole('button', { name: 'Confirm my signature' }).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await focused(), 'h3: Thank you for signing');
  await widget.getByRole('meter').waitFor(); // the first signature, which is counted within ten seconds
  assert.deepEqual(await outline(widget.locator('[data-part="action"]')), [
    'heading "Thank you for signing" [level=3]', 'meter "1 of 100"', 'heading "Share this campaign" [level=4]',
    `link "${env.partner}/with-core"`, 'textbox "Your message": "Free Dontae Sharpe. Add your name too:"', 'button "Copy the link"', 'list "Share this campaign"',
    'link "WhatsApp"', 'link "Telegram"', 'link "Facebook"', 'link "X"', 'link "Bluesky"', 'link "Mastodon"', 'link "Email"',
    'link "Print a poster with a QR code"', 'link "Put this on your site"', 'status',
  ]);
});
