// From the form to the thanks: when files are loaded, the code from the mail, going back, sharing, and what happens if
// a part of the widget cannot be loaded.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, fillIn, newestCode, shownCount, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe'; // signatures there count at once
const confirming = 'national-prison-strike'; // and there once the code from the mail was typed
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open();
  await env.confirmByMail(confirming);
});
after(() => env?.close());

async function openWidget(slug, { path = '/', ...options } = {}) {
  const page = await env.newPage(options);
  await page.addInitScript(() => {
    window.heard = [];
    for (const name of ['ready', 'invalid', 'pending', 'signed', 'shared', 'error']) {
      document.addEventListener(`undersigned:${name}`, ({ detail }) => window.heard.push({ name, ...detail }));
    }
  });
  await page.goto(env.partner + path);
  const widget = widgetOf(page, slug);
  await signButton(widget).waitFor();
  const heard = (name) => page.evaluate((which) => window.heard.filter((event) => event.name === which), name);
  return { page, widget, heard };
}

function personNamed(name) {
  return { name, email: `person${(people += 1)}.${Date.now()}@example.org` };
}

async function signUp(widget, person) {
  await fillIn(widget, person);
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Enter the code from your email' }).waitFor();
}

function focusedText(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.textContent?.trim() ?? '';
  });
}

test('who only reads downloads no part of the form; the first touch brings it', async () => {
  const page = await env.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(/.*\//, '')));
  await page.goto(`${env.partner}/with-core`);
  const widget = widgetOf(page, campaign);
  await signButton(widget).waitFor();
  await page.waitForLoadState('networkidle');
  const parts = ['form', 'form.js', 'form.wasm'];
  assert.deepEqual(asked.filter((name) => parts.includes(name)), []);
  await widget.getByLabel('Full name', { exact: true }).focus();
  await eventually(() => parts.every((part) => asked.includes(part)), true);
});

test('the code from the mail is typed where one signed, and only then the signature counts', async () => {
  const { page, widget, heard } = await openWidget(confirming);
  const before = await env.confirmed(confirming);
  const person = personNamed('Septima Clark');
  await signUp(widget, person);
  assert.equal(await focusedText(page), 'Enter the code from your email');
  assert.equal((await heard('pending')).length, 1);
  assert.equal(await env.confirmed(confirming), before);

  const field = widget.getByLabel('Six-digit code');
  await field.fill('000000');
  await field.press('Enter');
  await widget.getByRole('alert').getByRole('link', { name: /This code is wrong/ }).click();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');

  const code = await newestCode(env, person.email);
  await field.fill('');
  await field.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, `${code.slice(0, 3)} ${code.slice(3)}`);
  assert.equal(await field.inputValue(), code);
  await field.press('Enter');
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await focusedText(page), 'Thank you for signing');
  assert.equal(await env.confirmed(confirming), before + 1);
  const [{ confirmed, ...signed }, ...more] = await heard('signed');
  assert.deepEqual([signed, more], [{ name: 'signed', campaign: confirming }, []]);
  assert.ok(confirmed <= before + 1, `${confirmed}`); // the public count
  await eventually(() => shownCount(widget), before + 1);
});

test('an empty code is asked for, digits of other scripts are taken', async () => {
  const { widget } = await openWidget(confirming);
  const person = personNamed('Bassem Masri');
  await signUp(widget, person);
  await widget.getByRole('button', { name: 'Confirm my signature' }).click();
  await widget.getByRole('alert').getByRole('link', { name: 'Enter the six-digit code from the email' }).waitFor();
  const code = await newestCode(env, person.email);
  await widget.getByLabel('Six-digit code').fill([...code].map((digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]).join(''));
  await widget.getByRole('button', { name: 'Confirm my signature' }).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
});

test('the mail can be asked for once more, and the answer does not tell whether there was one', async () => {
  const { widget } = await openWidget(confirming);
  const person = personNamed('Amelia Boynton');
  await signUp(widget, person);
  const code = await newestCode(env, person.email);
  await widget.getByRole('button', { name: 'Send the email again' }).click();
  await widget.getByRole('status').getByText('If we could send another email').waitFor();
  await widget.getByLabel('Six-digit code').fill(code); // there is at most one mail per minute
  await widget.getByRole('button', { name: 'Confirm my signature' }).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
});

test('one may go back from the code and change what was entered', async () => {
  const { widget } = await openWidget(confirming);
  const person = personNamed('Diane Nash');
  await widget.getByLabel('Postcode').fill('37203');
  await signUp(widget, person);
  await widget.getByRole('link', { name: 'Change what I entered' }).click();
  assert.equal(await widget.getByLabel('Full name', { exact: true }).inputValue(), person.name);
  assert.equal(await widget.getByLabel('Email address').inputValue(), person.email);
  assert.equal(await widget.getByLabel('Postcode').inputValue(), '37203');
  await signUp(widget, personNamed('Diane Judith Nash'));
});

const stepsKept = (page) => page.evaluate(() => sessionStorage.length);

for (const place of ['partner', 'server', 'frame']) {
  test(`a reload keeps the step that waits for the code, and what was typed (${place})`, async () => {
    const page = await env.newPage();
    const address = { partner: env.partner, server: `${env.server}/p/${confirming}`, frame: `${env.server}/e/${confirming}` }[place];
    const widget = () => (place === 'partner' ? widgetOf(page, confirming) : page);
    await page.goto(address);
    assert.equal(await stepsKept(page), 0);
    const person = personNamed('Fannie Lou Hamer');
    await widget().getByLabel('Postcode').fill('38771');
    await signUp(widget(), person);
    assert.equal(await stepsKept(page), 1);
    assert.ok(!page.url().includes('example.org'));
    await page.reload();
    await widget().getByRole('heading', { name: 'Enter the code from your email' }).waitFor();
    await widget().getByRole('link', { name: 'Change what I entered' }).click();
    assert.equal(await widget().getByLabel('Full name', { exact: true }).inputValue(), person.name);
    assert.equal(await widget().getByLabel('Postcode').inputValue(), '38771');
    assert.equal(await stepsKept(page), 0);

    const other = personNamed('Ella Baker');
    await signUp(widget(), other);
    await page.reload();
    await widget().getByLabel('Six-digit code').fill(await newestCode(env, other.email));
    await widget().getByLabel('Six-digit code').press('Enter');
    await widget().getByRole('heading', { name: 'Thank you for signing' }).waitFor();
    assert.equal(await stepsKept(page), 0);
    await page.reload();
    await signButton(widget()).waitFor();
  });
}

test('a kept step that is too old, or no step of ours, is forgotten', async () => {
  const { page, widget } = await openWidget(confirming);
  await signUp(widget, personNamed('Rosa Parks'));
  const [key, kept] = await page.evaluate(() => Object.entries(sessionStorage)[0]);
  for (const bad of [JSON.stringify({ ...JSON.parse(kept), until: 0 }), '{"reply":{}}', 'no JSON']) {
    await page.evaluate(([name, value]) => sessionStorage.setItem(name, value), [key, bad]);
    await page.reload();
    await signButton(widget).waitFor();
    await eventually(() => stepsKept(page), 0);
    assert.equal(await widget.getByRole('heading', { name: 'Enter the code from your email' }).count(), 0);
  }
});

test('the page of the server asks for the code in place too', async () => {
  const page = await env.newPage();
  await page.goto(`${env.server}/p/${confirming}`);
  const before = await env.confirmed(confirming);
  const person = personNamed('Jo Ann Robinson');
  await signUp(page, person);
  assert.equal(new URL(page.url()).pathname, `/p/${confirming}`);
  await page.getByLabel('Six-digit code').fill(await newestCode(env, person.email));
  await page.getByLabel('Six-digit code').press('Enter');
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(confirming), before + 1);
});

test('after signing the address is copied, links lead to the networks, and the site hears of both', async () => {
  const { page, widget, heard } = await openWidget(campaign, { permissions: ['clipboard-read', 'clipboard-write'] });
  await fillIn(widget, personNamed('Gloria Richardson'));
  await signButton(widget).click();
  await widget.getByRole('button', { name: 'Copy the link' }).click();
  await widget.getByRole('status').getByText('Link copied').waitFor();
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(copied.origin + copied.pathname, `${env.partner}/`); // the partner's own page
  assert.equal(copied.searchParams.get('utm_source'), 'copy');
  for (const network of ['WhatsApp', 'Telegram', 'Facebook', 'X', 'Bluesky', 'Mastodon']) {
    const link = widget.getByRole('link', { name: network, exact: true });
    assert.equal(await link.getAttribute('target'), '_blank');
    assert.match(await link.getAttribute('rel'), /noopener/);
  }
  await page.context().route('https://t.me/**', (route) => route.fulfill({ body: 'Telegram' }));
  await widget.getByRole('link', { name: 'Telegram' }).click();
  await eventually(async () => (await heard('shared')).map(({ channel }) => channel).join(), 'copy,telegram');
});

test('where the clipboard is closed to the page, the older way copies or the address is marked', async () => {
  const { page, widget } = await openWidget(campaign);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    document.execCommand = () => false;
  });
  await fillIn(widget, personNamed('Claudette Colvin'));
  await signButton(widget).click();
  await widget.getByRole('button', { name: 'Copy the link' }).click();
  await eventually(() => page.evaluate(() => getSelection().toString().trim()), `${env.partner}/`);
  assert.equal(await widget.getByText('Link copied').count(), 0);
});

test('where the device can share, its own sheet gets the address', async () => {
  const { page, widget, heard } = await openWidget(campaign);
  await page.evaluate(() => {
    navigator.share = async (what) => (window.sharedWith = what);
  });
  await fillIn(widget, personNamed('Viola Liuzzo'));
  await signButton(widget).click();
  await widget.getByRole('button', { name: 'Share…' }).click();
  await eventually(async () => (await heard('shared')).map(({ channel }) => channel).join(), 'native');
  const { url, text } = await page.evaluate(() => window.sharedWith);
  assert.equal(new URL(url).searchParams.get('utm_source'), 'native');
  assert.match(text, /Dontae Sharpe/);
});

test('where the form part cannot be had, the form goes to the server as it would without scripts', async () => {
  const { page, widget } = await openWidget(campaign, { path: '/open' });
  await page.route('**/form.js*', (route) => route.abort('connectionreset'));
  const before = await env.confirmed(campaign);
  await fillIn(widget, personNamed('Mae Mallory'));
  await signButton(widget).click();
  await page.waitForURL(`${env.server}/p/${campaign}/signed*`);
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('where even that is barred by the site, the link that the site gave appears', async () => {
  const { page, widget } = await openWidget(campaign);
  await page.route('**/form.js*', (route) => route.abort('connectionreset'));
  await fillIn(widget, personNamed('Ruby Doris Smith'));
  await signButton(widget).click();
  // Evaluated in the page: a locator would wait for the navigation that the site's policy has blocked.
  const seen = () => page.evaluate((slug) => {
    const element = document.querySelector(`undersigned-petition[campaign="${slug}"]`);
    return { link: element.querySelector('a').checkVisibility(), name: element.shadowRoot.getElementById('name').value };
  }, campaign);
  await eventually(async () => (await seen()).link, true);
  assert.match((await seen()).name, /Ruby/);
});

test('a form part that somebody tampered with does not run', async () => {
  const { page, widget } = await openWidget(campaign, { path: '/open' });
  let runs = 0;
  await page.exposeFunction('ran', () => (runs += 1));
  const headers = { 'Access-Control-Allow-Origin': '*' };
  const body = 'window.ran(); export const begin = 1;';
  await page.route('**/form.js*', (route) => route.fulfill({ contentType: 'text/javascript', headers, body }));
  await fillIn(widget, personNamed('Unita Blackwell'));
  await signButton(widget).click();
  await page.waitForURL(`${env.server}/p/${campaign}/signed*`);
  assert.equal(runs, 0);
});

test('behind the address of the newest, a form part newer than the loader works with it', async () => {
  const page = await env.newPage();
  await page.route(/\/v\/(?!1\/)\w+\/undersigned\.js/, (route) => route.abort('connectionreset'));
  let tries = 0;
  await page.route('**/v/1/form.js*', async (route) => {
    tries += 1;
    const response = await route.fetch();
    return route.fulfill({ response, body: `${await response.text()}\n// newer` });
  });
  await page.goto(`${env.partner}/open`);
  await page.addScriptTag({ url: `${env.server}/v/1/undersigned.js`, type: 'module' });
  const widget = widgetOf(page, campaign);
  await fillIn(widget, personNamed('Euvester Simpson'));
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(tries, 2);
});

test('the page that thanks without scripts shares with them', async () => {
  const page = await env.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${env.server}/p/${campaign}/signed`);
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await page.getByRole('status').getByText('Link copied').waitFor();
});

test('widgets of one campaign on one page stay in step, however often they are moved', async () => {
  const { page, widget } = await openWidget(campaign);
  await page.evaluate((slug) => {
    const second = document.createElement('undersigned-petition');
    second.setAttribute('campaign', slug);
    document.querySelector('footer').append(second);
  }, campaign);
  const [first, second] = [widget.nth(0), widget.nth(1)];
  await signButton(second).waitFor();
  await fillIn(second, { name: 'Not yet sent', email: '' });
  await page.evaluate(() => document.querySelector('main').prepend(document.querySelector('footer undersigned-petition')));
  assert.equal(await first.getByLabel('Full name', { exact: true }).inputValue(), 'Not yet sent');
  await fillIn(second, personNamed('Annie Lee Cooper'));
  await signButton(second).click();
  await second.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  const counted = await env.confirmed(campaign);
  await eventually(() => shownCount(first), counted);
  await eventually(() => shownCount(second), counted);
});

test('what was typed stays when the language of the page changes', async () => {
  const { page, widget } = await openWidget(campaign);
  await fillIn(widget, { name: 'Dolores Huerta', email: 'dolores@example.org' });
  await widget.evaluate((element) => element.setAttribute('lang', 'es'));
  await widget.getByRole('button', { name: 'Firmar' }).waitFor();
  assert.equal(await widget.getByRole('textbox', { name: 'Correo electrónico' }).inputValue(), 'dolores@example.org');
});

test('a campaign that there is not leaves what stands in the element, and nothing where nothing does', async () => {
  const { page, heard } = await openWidget(campaign);
  const warned = [];
  page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()));
  await page.evaluate(() => {
    const [known, empty] = ['known', 'empty'].map(() => document.createElement('undersigned-petition'));
    known.textContent = 'Ask us at the library';
    for (const element of [known, empty]) element.setAttribute('campaign', 'there-is-none');
    document.querySelector('footer').append(known, empty);
  });
  await eventually(async () => (await heard('error')).length, 2);
  assert.ok(await page.getByText('Ask us at the library').isVisible());
  assert.equal(await page.getByRole('link', { name: /there-is-none|there is none/ }).count(), 0);
  assert.equal(await page.locator('footer undersigned-petition').last().evaluate((element) =>
    element.clientHeight + element.shadowRoot.querySelector('.undersigned').clientHeight), 0);
  assert.equal(warned.length, 2);
  assert.match(warned[0], /^<undersigned-petition>: http.* has no campaign "there-is-none"$/);
});

test('a frame is as high as what it shows, also when that grows', async () => {
  const page = await env.newPage({ viewport: { width: 800, height: 600 } });
  await page.goto(`${env.partner}/frame`);
  const frame = page.frameLocator('iframe');
  await signButton(frame).waitFor();
  const fits = async () => {
    const outer = await page.locator('iframe').evaluate((element) => element.clientHeight);
    const inner = await frame.locator('html').evaluate((element) => Math.ceil(element.getBoundingClientRect().height));
    return outer === inner && outer;
  };
  await eventually(async () => (await fits()) > 600, true);
  const before = await fits();
  await signButton(frame).click();
  await frame.getByRole('alert').waitFor();
  await eventually(async () => (await fits()) > before, true);
});
