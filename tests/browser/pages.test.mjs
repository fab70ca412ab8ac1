// The widget in pages with other features: with their own shortcuts, inside other shadow roots, with names pasted as
// people paste them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Site } from './site.mjs';
import { TestEnvironment, eventually, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
let env;
let site;
let body = ''; // of the page that the site shows

before(async () => {
  env = await TestEnvironment.open();
  site = await Site.open(() => `<!doctype html><html lang="es"><meta charset="utf-8"><title>A site</title>${body}`);
  await site.makePartner(env);
});
after(async () => {
  site?.close();
  await env?.close();
});

const script = (name = 'undersigned.js') => `<script type="module" src="${env.server}/v/1/${name}" crossorigin></script>`;
const petition = (attributes = `campaign="${campaign}" lang="en"`, inside = '') =>
  `<undersigned-petition ${attributes}>${inside}</undersigned-petition>`;

async function openSite(html, options = {}) {
  body = html;
  const page = await env.newPage(options);
  const asked = [];
  const warned = [];
  page.on('request', (request) => asked.push(request.url().replace(env.server, '')));
  page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()));
  await page.goto(site.origin);
  return { page, asked, warned };
}

test('a widget that is parsed with its page asks for its view once, and again where a name changes', async () => {
  const { page, asked } = await openSite(`${script()}${petition(`partner="freedom-page" campaign="${campaign}" lang="en" theme="light"`)}
    <undersigned-counter campaign="${campaign}" lang="en"></undersigned-counter><undersigned-directory></undersigned-directory>`);
  await signButton(page).waitFor();
  await page.locator('undersigned-directory .cards').waitFor();
  await page.locator('undersigned-counter .count').waitFor();
  const documents = () => asked.filter((path) => path.startsWith('/v1/')).sort();
  assert.deepEqual(documents(), [`/v1/campaigns/${campaign}/count?lang=en`, `/v1/campaigns/${campaign}/view?lang=en`, '/v1/directory?lang=es']);
  await page.locator('undersigned-petition').evaluate((element) => {
    element.lang = 'de';
    element.theme = 'dark';
    element.campaign = 'national-prison-strike';
  });
  await page.locator('undersigned-petition .undersigned[lang="de"]').waitFor();
  assert.equal(documents().length, 4);
});

// Kinds of shortcuts that pages have.
const shortcuts = {
  'of a page that leaves INPUT alone': `document.addEventListener('keydown', (event) => {
    if (event.target.tagName === 'INPUT') return;
    if ('kes /'.includes(event.key)) event.preventDefault();
  });`,
  'of a page that asks for the focus': `document.onkeydown = (event) => {
    if (!document.activeElement.matches('input, textarea, select')) event.preventDefault();
  };`,
  'with keypress': `addEventListener('keypress', (event) => { if (!event.target.closest('input')) event.preventDefault(); });`,
  'that hear a key first': `addEventListener('keydown', (event) => {
    if (event.target.matches('input, textarea') || event.target.isContentEditable) return;
    event.preventDefault();
  }, true);`,
  'that hear a key first and ask for nothing but INPUT': `addEventListener('keydown', (event) => {
    if (event.target.tagName !== 'INPUT' && event.key.length === 1 && !event.ctrlKey && !event.metaKey) event.preventDefault();
  }, true);`,
  'on the element around': `document.querySelector('main').addEventListener('keydown', (event) => {
    if (event.target.localName !== 'input') event.preventDefault();
  });`,
  'that stop what is pasted': `document.addEventListener('paste', (event) => { if (event.target.localName !== 'input') event.preventDefault(); });`,
};

for (const [name, handler] of Object.entries(shortcuts)) {
  test(`what is typed arrives in the form under shortcuts ${name}`, async () => {
    const { page } = await openSite(`${script()}<main>${petition()}</main><script>${handler}</script>`);
    const field = page.getByLabel('Full name', { exact: true });
    await field.focus();
    await page.keyboard.type('Jess Kask / Sons');
    assert.equal(await field.inputValue(), 'Jess Kask / Sons');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+x');
    assert.equal(await field.inputValue(), '');
    await page.keyboard.press('ControlOrMeta+v');
    assert.equal(await field.inputValue(), 'Jess Kask / Sons');
    await page.keyboard.press('Backspace');
    assert.equal(await field.inputValue(), 'Jess Kask / Son');
  });
}

test('a page still hears Escape and Tab, and keys that are pressed on nothing', async () => {
  const { page } = await openSite(`${script()}${petition()}<script>
    heard = []; document.addEventListener('keydown', ({ key }) => heard.push(key));</script>`);
  await page.getByLabel('Full name', { exact: true }).focus();
  await page.keyboard.type('a');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.locator('body').evaluate(() => document.activeElement.blur());
  await page.keyboard.press('k');
  assert.deepEqual(await page.evaluate(() => window.heard), ['Escape', 'Tab', 'k']);
});

test('the language around is seen from inside other shadow roots', async () => {
  const { page } = await openSite(`${script()}<div id="outer"></div><script>
    const root = (element) => element.attachShadow({ mode: 'open' });
    const outer = root(document.querySelector('#outer'));
    outer.innerHTML = '<section></section>';
    root(outer.querySelector('section')).innerHTML = '${petition(`campaign="${campaign}"`)}';</script>`);
  await page.locator('undersigned-petition .undersigned[lang="es"]').waitFor();
});

test('a frame in a shadow root is as high as what it shows, and so is one that comes later', async () => {
  const frame = `<iframe title="Petition" src="${env.server}/e/${campaign}?partner=freedom-page"></iframe>`;
  const { page } = await openSite(`<div id="box"></div><script>
    document.querySelector('#box').attachShadow({ mode: 'open' }).innerHTML = '${frame}';</script>${script('frame.js')}`);
  const heights = () => page.locator('iframe').evaluateAll((frames) => frames.every(({ clientHeight }) => clientHeight > 600));
  await eventually(heights, true);
  await page.locator('body').evaluate((element, html) => element.insertAdjacentHTML('beforeend', html), frame);
  await eventually(() => page.locator('iframe').count(), 2);
  await eventually(heights, true);
});

for (const written of [` ${campaign}  `, `“${campaign}”`, `"${campaign}`, `«${campaign}»`, `/p/${campaign}/`, campaign.toUpperCase()]) {
  test(`the campaign is understood as ${written}`, async () => {
    const { page, warned } = await openSite(`${script()}${petition(`campaign='${written}' partner=" freedom-page " lang=" en " theme=" Dark "`)}`);
    await signButton(page).waitFor();
    assert.equal(await page.locator('.undersigned').evaluate((box) => getComputedStyle(box).colorScheme), 'dark');
    assert.deepEqual(warned, []);
  });
}

test('the campaign may be the address of its page, with anything behind it', async () => {
  const address = `${env.server.toUpperCase().replace('HTTP', 'http')}/p/${campaign}/?lang=es#sign`;
  const { page } = await openSite(`${script()}${petition(`campaign="${address}" lang="en"`)}`);
  await signButton(page).waitFor();
});

test('a campaign that is missing, and one that there is not, are named in the console and not on the page', async () => {
  const { page, warned } = await openSite(`${script()}${petition('')}${petition('campaign="no-such"')}
    ${petition('campaign="no-such"', '<a href="/library">Ask us at the library</a>')}`);
  await eventually(() => warned.length, 3);
  assert.deepEqual([...new Set(warned)].sort(), ['<undersigned-petition> names no campaign',
    `<undersigned-petition>: ${env.server} has no campaign "no-such"`]);
  assert.equal(await page.locator('body').innerText(), 'Ask us at the library');
});

test('where the server cannot be reached, the page names the petition and no bare address', async () => {
  const { page } = await openSite(petition());
  await page.route('**/v1/**', (route) => route.abort());
  await page.evaluate((address) => import(address).then(() => undefined), `${env.server}/v/1/undersigned.js`);
  const link = widgetOf(page, campaign).getByRole('link');
  await link.waitFor();
  assert.equal(await link.innerText(), 'free dontae sharpe');
  assert.equal(await link.getAttribute('href'), `${env.server}/p/${campaign}`);
});
