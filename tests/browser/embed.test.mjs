// Every way to embed without the script: the form in a frame on a partner's site, the card on any site, oEmbed.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, fillIn, shownCount, signButton, violations } from './support.mjs';

const campaign = 'drop-charges-jacqueline-dixon';
const inFrame = 'free-dontae-sharpe'; // on the partner's page
const secret = 'A1b2C3d4E5';
let env;
let strangers; // a site that is not a partner
let stranger;

// What WordPress does with an oEmbed frame (wp-embed.js): applies heights, and follows links to the frame's own host.
const wordpress = `
  window.heard = [];
  addEventListener('message', ({ data, source }) => {
    const frame = document.querySelector('iframe');
    if (data.secret !== frame.dataset.secret || source !== frame.contentWindow) return;
    heard.push(data);
    if (data.message === 'height') frame.height = Math.min(Math.max(data.value, 200), 1000);
    if (data.message === 'link' && new URL(data.value).host === new URL(frame.src).host) top.location.href = data.value;
  });`;

// ?src=&sandbox=&script=: a page around one frame.
function hostPage(url) {
  const attribute = (name) => {
    const value = url.searchParams.get(name);
    return value === null ? '' : ` ${name}="${value.replaceAll('&', '&amp;')}"`;
  };
  const script = url.searchParams.get('script') === 'wordpress' ? `<script>${wordpress}</script>` : '';
  return `<!doctype html><title>A site</title><body>${script}<iframe title="Petition" width="600" height="200"
    data-secret="${secret}"${attribute('sandbox')}${attribute('src')}></iframe>`;
}

before(async () => {
  env = await TestEnvironment.open();
  strangers = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(hostPage(new URL(request.url, 'http://stranger')));
  });
  await new Promise((resolve) => strangers.listen(0, '127.0.0.1', resolve));
  stranger = `http://127.0.0.1:${strangers.address().port}`;
  await sign(campaign, 'Rosa Parks');
});
after(async () => {
  strangers?.close();
  await env?.close();
});

// A frame of `src` on the other site; `more` has further parameters of hostPage().
async function openFrame(src, more = {}, options = {}) {
  const page = await env.newPage(options);
  const problems = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  await page.goto(`${stranger}/?${new URLSearchParams({ src, ...more })}`);
  return { page, frame: page.frameLocator('iframe'), problems };
}

// The partner's own page with a petition in a frame.
async function openPartnerFrame(options = {}) {
  const page = await env.newPage(options);
  await page.goto(`${env.partner}/frame`);
  return page.frameLocator('iframe.petition-frame');
}

async function sign(slug, name) {
  const form = await (await fetch(`${env.server}/v1/campaigns/${slug}/form`)).json();
  const body = new URLSearchParams({ name, email: `${name.replaceAll(' ', '.')}@example.org` });
  body.set('text_version', new URLSearchParams(form.rules).get('text_version'));
  const response = await fetch(`${env.server}/v1/campaigns/${slug}/signatures`, { method: 'POST', body });
  assert.equal(response.status, 200);
}

const framed = () => `${env.server}/e/${campaign}?partner=freedom-page&lang=en`;
const card = (more = '') => `${env.server}/e/${campaign}?card=1&lang=en${more}`;

async function throughPartner() {
  const response = await fetch(`${env.server}/v1/campaigns/${inFrame}/count?partner=freedom-page`);
  return (await response.json()).by_partner;
}

for (const javaScriptEnabled of [true, false]) {
  test(`in a frame of a partner's site the form signs, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const [before, own] = [await env.confirmed(inFrame), await throughPartner()];
    const frame = await openPartnerFrame({ javaScriptEnabled });
    await fillIn(frame, { name: 'Septima Clark', email: `septima-${javaScriptEnabled}@example.org` });
    await signButton(frame).click();
    await frame.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
    assert.equal(await env.confirmed(inFrame), before + 1);
    await eventually(throughPartner, own + 1);
    assert.match(await frame.getByRole('link', { name: 'WhatsApp' }).getAttribute('href'), /partner%3Dfreedom-page/);
  });
}

test('mistakes are shown within the frame, with scripts off', async () => {
  const frame = await openPartnerFrame({ javaScriptEnabled: false });
  await fillIn(frame, { name: 'Septima Clark', email: 'septima' });
  await signButton(frame).click();
  await frame.getByRole('alert').getByRole('link', { name: /Enter an email address/ }).click();
  assert.equal(await frame.getByLabel('Full name', { exact: true }).inputValue(), 'Septima Clark');
  assert.equal(await frame.getByRole('banner').count(), 0);
});

test("a stranger's site cannot put the form in a frame", async () => {
  const { page, frame, problems } = await openFrame(framed());
  await eventually(async () => problems.some((line) => line.includes('frame-ancestors')), true);
  assert.equal(await frame.getByRole('button').count(), 0);
  await page.goto(`${stranger}/?${new URLSearchParams({ src: `${env.server}/p/${campaign}` })}`);
  assert.equal(await frame.getByRole('button').count(), 0);
});

test("a stranger's site may show the card, and its link opens the petition in a window of its own", async () => {
  const { page, frame, problems } = await openFrame(card());
  await frame.getByRole('heading', { name: /Jacqueline Dixon/ }).waitFor();
  assert.equal(await frame.locator('form').count(), 0);
  const opened = page.waitForEvent('popup');
  await frame.getByRole('link', { name: 'Read and sign' }).click();
  const petition = await opened;
  await petition.waitForURL(`${env.server}/p/${campaign}?lang=en`);
  assert.equal(await petition.evaluate(() => window.opener), null);
  assert.deepEqual(problems, []);
});

for (const javaScriptEnabled of [true, false]) {
  test(`in WordPress's sandbox the card has its looks and its count, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const source = `${card()}#?secret=${secret}`;
    const { frame, problems } = await openFrame(source, { sandbox: 'allow-scripts' }, { javaScriptEnabled });
    const link = frame.getByRole('link', { name: 'Read and sign' });
    await link.waitFor();
    assert.equal(await shownCount(frame), await env.publicCount(campaign));
    const height = await link.evaluate((element) => element.getBoundingClientRect().height);
    assert.ok(height >= 48, `the style sheet is there: the link is ${height} px high`);
    assert.deepEqual(problems, []);
  });
}

test("in WordPress's sandbox the card says its height, and its link is followed by the page around", async () => {
  const { page, frame, problems } = await openFrame(`${card()}#?secret=${secret}`, {
    sandbox: 'allow-scripts', script: 'wordpress',
  });
  // The height is sent again whenever it changes: after layout, and when the style sheet has loaded.
  await eventually(async () => {
    const said = await page.evaluate(() => window.heard.filter(({ message }) => message === 'height').at(-1)?.value);
    const height = await frame.locator('html').evaluate((element) => element.scrollHeight);
    return Math.abs(said - height) <= 1;
  }, true);
  await frame.getByRole('link', { name: 'Read and sign' }).click();
  await page.waitForURL(`${env.server}/p/${campaign}?lang=en`);
  assert.deepEqual(problems, []);
});

test('the count of a card is fresh, in the sandbox too', async () => {
  const page = await env.newPage();
  await page.clock.install();
  await page.goto(`${stranger}/?${new URLSearchParams({ src: card(), sandbox: 'allow-scripts' })}`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('link', { name: 'Read and sign' }).waitFor();
  const before = await shownCount(frame);
  await sign(campaign, 'Diane Nash');
  await eventually(async () => {
    await page.clock.runFor(5_000); // a request times out after 20
    return shownCount(frame);
  }, before + 1);
});

test('a link to a petition says where its card is, and the card is what oEmbed 1.0 asks for', async () => {
  const page = await env.newPage();
  const problems = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  await page.goto(`${env.server}/p/${campaign}?partner=freedom-page`);
  assert.deepEqual(problems, []); // structured data is not a script, so the policy does not apply
  const endpoint = await page.locator('link[type="application/json+oembed"]').getAttribute('href');
  const response = await fetch(`${endpoint}&maxwidth=500`, { headers: { Origin: stranger } });
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  const oembed = await response.json();
  assert.equal(oembed.version, '1.0');
  assert.equal(oembed.type, 'rich');
  assert.equal(oembed.title, await page.locator('h1').textContent());
  assert.equal(oembed.provider_url, `${env.server}/`);
  assert.equal(oembed.width, 500);
  assert.ok(Number.isInteger(oembed.height));
  assert.equal(/<script/i.test(oembed.html), false);

  await page.goto(stranger);
  await page.setContent(oembed.html);
  const shown = page.frameLocator(`iframe[title="Petition: ${oembed.title}"]`);
  const href = await shown.getByRole('link', { name: 'Read and sign' }).getAttribute('href');
  assert.match(href, /partner=freedom-page/);
  const room = await shown.locator('html').evaluate((element) => [element.scrollHeight, element.clientHeight]);
  assert.ok(room[0] <= room[1], `the card is ${room[0]} px high and has ${room[1]} px`);
});

test('structured data and preview of a page are whole', async () => {
  const page = await env.newPage();
  await page.goto(`${env.server}/p/${campaign}`);
  const data = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
  assert.equal(data.name, await page.locator('h1').textContent());
  assert.equal(data.interactionStatistic.userInteractionCount, await env.publicCount(campaign));
  const image = await page.locator('meta[property="og:image"]').getAttribute('content');
  const picture = await page.request.get(image);
  assert.equal(picture.headers()['content-type'], 'image/png');
  assert.ok((await picture.body()).length < 300 * 1024);
});

for (const theme of ['light', 'dark']) {
  test(`nothing shuts people out of a card or a frame, ${theme}, 320 px`, async () => {
    const page = await env.newPage({ viewport: { width: 320, height: 600 } });
    for (const address of [card(`&theme=${theme}`), `${framed()}&theme=${theme}`]) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.deepEqual(await violations(page), []);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
      const scheme = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
      assert.equal(scheme, theme);
    }
  });
}
