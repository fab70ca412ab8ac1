// Before and after signing: no cookie, no storage, requests only to the site and the widget's server, no violation of
// the site's policy.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, fillIn, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

async function kept(page) {
  const inPage = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
  return { ...inPage, cookies: (await page.context().cookies()).length };
}

const nothing = { local: 0, session: 0, databases: 0, caches: 0, cookies: 0 };

test('signing on the partner page keeps nothing and asks nobody else', async () => {
  const page = await env.newPage();
  const asked = new Set();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await widget.getByRole('heading', { name: 'Sign this petition' }).waitFor();
  assert.deepEqual(await kept(page), nothing);
  await fillIn(widget, { name: 'Bayard Rustin', email: 'bayard@example.org' });
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.deepEqual(await kept(page), nothing);
  assert.deepEqual([...asked].sort(), [env.partner, env.server].sort());
});

test('signing on the plain page keeps nothing and asks nobody else', async () => {
  const page = await env.newPage();
  const asked = new Set();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  await page.goto(`${env.server}/p/${campaign}`);
  await fillIn(page, { name: 'Pauli Murray', email: 'pauli@example.org' });
  await signButton(page).click();
  await page.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.deepEqual(await kept(page), nothing);
  assert.deepEqual([...asked], [env.server]);
});

test('no address that is asked for holds anything personal', async () => {
  const page = await env.newPage();
  const addresses = [];
  page.on('request', (request) => addresses.push(request.url()));
  await page.goto(`${env.partner}/?utm_source=newsletter&secret=1`);
  const widget = widgetOf(page, campaign);
  await fillIn(widget, { name: 'Septima Clark', email: 'septima@example.org' });
  const posted = page.waitForRequest((request) => request.url().endsWith('/signatures'));
  await signButton(widget).click();
  const form = new URLSearchParams((await posted).postData());
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(form.get('utm_source'), 'newsletter');
  assert.equal(form.get('page'), `${env.partner}/?`, 'that there is more of the address, and not what');
  assert.equal(form.get('partner'), 'freedom-page');
  assert.doesNotMatch(form.toString(), /secret/);
  assert.doesNotMatch(addresses.join('\n'), /septima/i);
});

test('the strict policy and Trusted Types are kept; only WebAssembly, which it forbids, is refused', async () => {
  const page = await env.newPage();
  await page.addInitScript(() => {
    window.broken = [];
    document.addEventListener('securitypolicyviolation', (event) => window.broken.push(event.blockedURI));
  });
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await fillIn(widget, { name: 'Dorothy Height', email: 'dorothy@example.org' });
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  const broken = await page.evaluate(() => window.broken);
  assert.deepEqual([...new Set(broken)].filter((uri) => uri !== 'wasm-eval'), []);
});

test('a view that somebody tampered with brings no script, style, handler, frame or request into the page', async () => {
  const page = await env.newPage();
  const asked = new Set();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  const hostile = [
    'div', { class: 'hostile', onclick: 'window.ran = 1', style: 'color: red' },
    ['script', 'window.ran = 1'], ['style', '* { color: red }'],
    ['iframe', { srcdoc: '<script>parent.ran = 1</script>' }],
    ['img', { src: 'https://example.org/pixel.png', onerror: 'window.ran = 1', alt: '' }],
    ['a', { href: 'javascript:window.ran = 1' }, 'follow me'],
    ['form', { action: 'https://example.org/steal' }, ['button', { type: 'submit', formaction: 'https://example.org/' }, 'go']],
  ];
  await page.route('**/v1/campaigns/*/view*', async (route) => {
    const response = await route.fetch();
    return route.fulfill({ response, json: { ...(await response.json()), view: [hostile] } });
  });
  await page.goto(`${env.partner}/open`);
  const place = widgetOf(page, campaign).locator('.hostile');
  await place.waitFor();
  assert.equal(
    await place.evaluate((element) => element.outerHTML),
    '<div class="hostile"><img alt=""><a href="#">follow me</a><form><button type="submit">go</button></form></div>',
  );
  await place.getByRole('link').click();
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.ok(!asked.has('https://example.org'));
});
