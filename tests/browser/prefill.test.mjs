// A link may fill in the signer's details: from its fragment, which is never sent to a server and is removed at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
const fragment = '#sign?name=Ida%20B.%20Wells&email=ida+memphis@example.org&postcode=38103&country=us&comment=Hello&visibility=public&consent=news';
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

const places = {
  'the widget': () => ({ address: `${env.partner}/`, form: (page) => widgetOf(page, campaign) }),
  'the page of the server': () => ({ address: `${env.server}/p/${campaign}`, form: (page) => page }),
  'the frame': () => ({ address: `${env.server}/e/${campaign}`, form: (page) => page }),
};

for (const [name, place] of Object.entries(places)) {
  test(`${name} takes name, address and place from the fragment, and nothing else`, async () => {
    const { address, form } = place();
    const page = await env.newPage();
    const asked = [];
    page.on('request', (request) => asked.push(request.url() + (request.headers()['referer'] ?? '')));
    await page.goto(address + fragment);
    const here = form(page);
    await signButton(here).waitFor();
    await page.waitForFunction(() => location.hash === '#sign');
    const field = (label) => here.getByLabel(label, { exact: label === 'Full name' });
    await page.waitForLoadState('networkidle');
    assert.equal(await field('Full name').inputValue(), 'Ida B. Wells');
    assert.equal(await field('Email address').inputValue(), 'ida+memphis@example.org');
    assert.equal(await field('Postcode').inputValue(), '38103');
    assert.equal(await field('Country').inputValue(), 'US');
    assert.equal(await field('Why are you signing?').inputValue(), '');
    assert.ok(await here.getByLabel('Not at all').isChecked());
    assert.ok(asked.slice(1).every((url) => !/ida|Wells/i.test(url)), 'no address and no referrer carries it');
  });
}

test('a country is taken by its code, by its name in English or in the form\'s language, or by another name it has', async () => {
  const asked = {
    DE: ['de', 'Germany', 'germany', 'Alemania'],
    GB: ['UK', 'United Kingdom', 'Great Britain', 'Scotland'],
    US: ['USA', 'United States', 'United States of America', 'Estados Unidos', 'ESTADOS UNIDOS'],
    NL: ['The Netherlands', 'Holland', 'Paises Bajos'],
    CI: ["Cote d'Ivoire", 'Ivory Coast'],
    HK: ['Hong Kong'],
    XK: ['Kosovo'],
    '': ['Atlantis', 'G', 'of', '('],
  };
  const page = await env.newPage();
  for (const [code, names] of Object.entries(asked)) {
    for (const name of names) {
      await page.goto('about:blank');
      await page.goto(`${env.server}/p/${campaign}?lang=es#sign?country=${encodeURIComponent(name)}`);
      await page.waitForFunction(() => location.hash === '#sign');
      // Names are in a file of their own, which the page has to load first.
      if (code === '') await page.waitForLoadState('networkidle');
      await eventually(() => page.getByLabel('País').inputValue(), code);
    }
  }
});

test('what is typed is not overwritten, and nothing is longer than the field', async () => {
  const page = await env.newPage();
  await page.goto(`${env.partner}/#sign?name=${'x'.repeat(500)}&email=other@example.org`);
  const widget = widgetOf(page, campaign);
  await signButton(widget).waitFor();
  assert.equal((await widget.getByLabel('Full name', { exact: true }).inputValue()).length, 200);
  await widget.getByLabel('Email address').fill('mine@example.org');
  await widget.evaluate((element) => element.setAttribute('lang', 'es'));
  await widget.getByRole('button', { name: 'Firmar' }).waitFor();
  assert.equal(await widget.getByRole('textbox', { name: 'Correo electrónico' }).inputValue(), 'mine@example.org');
});

test('a link that is followed within the page fills the form in as well, before and after it was used', async () => {
  const page = await env.newPage();
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await signButton(widget).waitFor();
  const follow = async (fragment) => {
    await page.evaluate((to) => (location.hash = to), fragment);
    await page.waitForFunction(() => location.hash === '#sign');
  };
  await follow('#sign?name=Ida%20B.%20Wells');
  const name = widget.getByLabel('Full name', { exact: true });
  await eventually(() => name.inputValue(), 'Ida B. Wells');
  await follow('#sign?name=Other&country=U.S.A.');
  await eventually(() => widget.getByLabel('Country').inputValue(), 'US');
  assert.equal(await name.inputValue(), 'Ida B. Wells');
});

test('any other fragment stays as it is', async () => {
  const page = await env.newPage();
  await page.goto(`${env.partner}/#dontae-sharpe`);
  await signButton(widgetOf(page, campaign)).waitFor();
  assert.equal(await page.evaluate(() => location.hash), '#dontae-sharpe');
});
