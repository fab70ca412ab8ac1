// A petition in a frame as described in web/README.md, in frames that forbid something, and on sites that are not
// partners.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { blocksOf, read } from '../docs/documents.mjs';
import { Site } from './site.mjs';
import { TestEnvironment, eventually, fillIn, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
let env;
let partner;
let stranger;
let body = ''; // of the page that both sites show

before(async () => {
  env = await TestEnvironment.open();
  const render = () => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A site</title><style>body { margin: 0 }</style>${body}`;
  [partner, stranger] = [await Site.open(render), await Site.open(render)];
  await partner.makePartner(env);
});
after(async () => {
  partner?.close();
  stranger?.close();
  await env?.close();
});

async function openOn(site, html, options = {}) {
  body = html;
  const page = await env.newPage(options);
  await page.goto(site.origin);
  return page;
}

const script = () => `<script type="module" src="${env.server}/v/1/undersigned.js" crossorigin></script>`;
const frame = (attributes = '', query = '') =>
  `<iframe title="Petition" width="100%" height="900" frameborder="0" ${attributes} src="${env.server}/e/${campaign}?partner=freedom-page${query}"></iframe>`;
const openPage = 'Open the petition on its own page';

test("the documents' frame is as wide as there is room, without a border, and high without its script", async () => {
  const { text } = blocksOf(read('web/README.md'), 'html').find((block) => block.text.startsWith('<iframe'));
  const html = text.replace('https://sign.example.org', env.server);
  const page = await openOn(partner, html, { viewport: { width: 800, height: 900 } });
  await signButton(page.frameLocator('iframe')).waitFor();
  const { width, height } = await page.locator('iframe').boundingBox();
  assert.equal(width, 800);
  assert.ok(height >= 800);
  assert.equal(await page.locator('iframe').evaluate((element) => element.clientWidth), 800);
});

for (const [query, ground] of [['', 'light'], ['&theme=auto', 'dark'], ['&theme=dark', 'dark'], ['&theme=light', 'light']]) {
  test(`for somebody who prefers dark a frame with "${query}" is ${ground}`, async () => {
    const page = await openOn(partner, frame('', query), { colorScheme: 'dark' });
    const main = page.frameLocator('iframe').locator('body');
    const [red] = (await main.evaluate((element) => getComputedStyle(element).backgroundColor)).match(/\d+/g).map(Number);
    assert.equal(red > 128 ? 'light' : 'dark', ground);
  });
}

test('in a frame that may send no forms, the way to the page is there before anything is typed', async () => {
  const page = await openOn(partner, frame('sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"'));
  const inside = page.frameLocator('iframe');
  const link = inside.getByRole('link', { name: openPage });
  await link.waitFor();
  assert.equal(await signButton(inside).count(), 0);
  assert.ok(await inside.getByText(`${env.server}/p/${campaign}`).isVisible());
  const opened = page.waitForEvent('popup');
  await link.click();
  await (await opened).waitForURL(`${env.server}/p/${campaign}?lang=en&partner=freedom-page`);
});

test('in a frame without an origin of its own, the way to the page is there before anything is typed', async () => {
  const page = await openOn(partner, frame('sandbox="allow-scripts allow-forms allow-popups"'));
  const inside = page.frameLocator('iframe');
  await inside.getByRole('link', { name: openPage }).waitFor();
  assert.equal(await signButton(inside).count(), 0);
  assert.ok(await inside.getByText('This site cannot send signatures yet.').isVisible());
});

test('in a frame that bars nothing it is not there', async () => {
  const page = await openOn(partner, frame('sandbox="allow-scripts allow-same-origin allow-forms"'));
  const inside = page.frameLocator('iframe');
  await fillIn(inside, { name: 'Septima Clark', email: 'septima.sandbox@example.org' });
  await signButton(inside).click();
  await inside.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await inside.getByRole('link', { name: openPage }).isVisible(), false);
});

test('in a frame that may run no scripts, the way to the page is there too', async () => {
  const page = await openOn(partner, frame('sandbox="allow-popups"'));
  assert.ok(await page.frameLocator('iframe').getByRole('link', { name: openPage }).isVisible());
});

test('a site that is no partner shows the petition with its count and a link, and no form', async () => {
  const page = await openOn(stranger, `${script()}<undersigned-petition campaign="${campaign}" partner="freedom-page" lang="en"></undersigned-petition>`);
  const widget = widgetOf(page, campaign);
  const link = widget.getByRole('link', { name: 'Sign this petition' });
  await link.waitFor();
  assert.equal(await link.getAttribute('href'), `${env.server}/p/${campaign}?lang=en&partner=freedom-page`);
  assert.equal(await widget.locator('form').count(), 0);
  assert.ok(await widget.locator('[data-part="count"]').isVisible());
  await link.click();
  await page.getByLabel('Full name', { exact: true }).waitFor();
});

test('the same widget on a partner\'s site has its form', async () => {
  const page = await openOn(partner, `${script()}<undersigned-petition campaign="${campaign}" lang="en"></undersigned-petition>`);
  await signButton(widgetOf(page, campaign)).waitFor();
});

for (const [policy, core] of [[`script-src 'unsafe-inline' HOST; connect-src HOST`, 'without'], ['', 'with']]) {
  test(`events mean the same ${core} WebAssembly`, async () => {
    const meta = policy && `<meta http-equiv="Content-Security-Policy" content="${policy.replaceAll('HOST', env.server)}">`;
    const page = await openOn(partner, `${meta}<script>
        heard = [];
        for (const name of ['invalid', 'pending', 'signed', 'error']) {
          addEventListener('undersigned:' + name, ({ detail }) => heard.push([name, ...(detail.fields ?? [])].join(' ')));
        }
      </script>${script()}<undersigned-petition campaign="${campaign}" lang="en"></undersigned-petition>`);
    const refused = [];
    page.on('response', (response) => response.status() === 422 && refused.push(response.url()));
    const widget = widgetOf(page, campaign);
    await fillIn(widget, { name: '', email: 'nobody' });
    await page.waitForLoadState('networkidle');
    await signButton(widget).click();
    await widget.getByRole('alert').getByRole('link').first().waitFor();
    await fillIn(widget, { name: 'Ella Baker', email: `ella.${core}@example.org` });
    await signButton(widget).click();
    await eventually(() => page.evaluate(() => window.heard.join(', ')), 'invalid name email, signed');
    assert.equal(refused.length, core === 'without' ? 1 : 0);
  });
}

test('an address with a slash behind it leads to the page', async () => {
  const page = await env.newPage();
  for (const path of [`/p/${campaign}/`, `/p/${campaign}/?lang=es`, '/my/']) {
    const response = await page.goto(env.server + path);
    assert.equal(response.status(), 200);
    assert.equal(page.url(), env.server + path.replace(/\/(\?|$)/, '$1'));
  }
});
