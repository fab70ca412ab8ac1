// Every snippet for site owners in the documents works: in real Chromium, on a partner's site, with the real server.
// HTML shows its element, alone and under each policy in the documents; CSS is valid and has its effect; scripts run.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Site } from '../browser/site.mjs';
import { TestEnvironment, eventually, fillIn, signButton, widgetOf } from '../browser/support.mjs';
import { blocksOf, codeOf, documents, read, root, tableOf } from './documents.mjs';

const campaign = 'free-dontae-sharpe';
const document = read('web/README.md');
const assets = process.env.UNDERSIGNED_ASSETS ?? join(root, 'build/web');
const manifest = JSON.parse(readFileSync(join(assets, 'manifest.json'), 'utf8'));
const snippets = documents().map(read).flatMap(({ path, blocks }) =>
  blocks.filter(({ language }) => language === 'html').map(({ text, line }) => ({ where: `${path}:${line}`, text })));
const [snippet] = blocksOf(document, 'html');
const [script] = /<script .*<\/script>/.exec(snippet.text);
const violations = 'window.refused = []; addEventListener("securitypolicyviolation", (event) => refused.push(`${event.effectiveDirective} ${event.blockedURI}`));';

let env;
let site;
let shown = ''; // HTML of the site's page, or the response for an address
let headers = {};
const files = new Map();

before(async () => {
  site = await Site.open(({ pathname }) => files.get(pathname) ?? {
    type: 'text/html', headers, body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A site</title><div id="app">${shown}</div>`,
  });
  env = await TestEnvironment.open(['--admin-origin', site.origin]);
  await site.makePartner(env);
});
after(async () => {
  site?.close();
  await env?.close();
});

// Replaces the example's values by a reader's own.
function filled(text) {
  return text
    .replaceAll('https://sign.example.org', env.server)
    .replaceAll('VERSION', manifest.version)
    .replaceAll('INTEGRITY', manifest.files['undersigned.js'].integrity);
}

// An element without a script is for a page that already has one.
const withScript = (html) => (/<undersigned-/.test(html) && !/<script/.test(html) ? `${script}\n${html}` : html);

async function open(html, policy) {
  shown = filled(html);
  headers = policy ? { 'Content-Security-Policy': filled(policy) } : {};
  const page = await env.newPage({ viewport: { width: 1000, height: 900 } });
  await page.addInitScript(violations);
  page.said = [];
  page.on('console', (message) => page.said.push(message.text()));
  await page.goto(site.origin);
  return page;
}

// How to see that each kind of element or frame works.
const signs = [
  { of: /<undersigned-petition campaign=/, in: (page) => signButton(widgetOf(page, campaign)) },
  { of: /<undersigned-counter /, in: (page) => page.locator('undersigned-counter [data-part="count"]') },
  { of: /<undersigned-directory>/, in: (page) => page.locator('undersigned-directory .cards').first() },
  { of: /mode="admin"/, in: (page) => page.locator('undersigned-petition[mode="admin"]').frameLocator('iframe').getByRole('button', { name: 'Sign in' }) },
  { of: /<iframe [^>]*\/e\/[^>]*card=1/, in: (page) => page.frameLocator('iframe[src*="card=1"]').getByRole('link').first() },
  { of: /<iframe (?![^>]*(card=1|lang=es))[^>]*\/e\//, in: (page) => signButton(page.frameLocator('iframe:not([src*="card=1"],[src*="lang=es"])')) },
  { of: /<iframe [^>]*lang=es/, in: (page) => page.frameLocator('iframe[src*="lang=es"]').getByRole('button', { name: 'Firma' }) },
];

// `who` makes the signer different from the others.
async function signForm(form, who) {
  await fillIn(form, { name: 'Ella Baker', email: `ella.${who.replace(/\W/g, '')}@example.org` });
  await signButton(form).click();
  await form.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
}

async function showsAll(page, html) {
  const expected = signs.filter(({ of }) => of.test(html));
  assert.ok(expected.length > 0, 'the test knows nothing that this shows');
  for (const sign of expected) await sign.in(page).waitFor({ state: 'visible' });
}

test('the documents show snippets', () => {
  assert.ok(snippets.length > 8, `${snippets.length}`);
});

for (const { where, text } of snippets) {
  test(`${where}: shows what it is for`, async () => {
    const page = await open(withScript(text));
    await showsAll(page, text);
    // Signs in each form; the Spanish one only shows its height.
    if (/<undersigned-petition campaign=/.test(text)) await signForm(widgetOf(page, campaign), where);
    if (/<iframe (?![^>]*(card=1|lang=es))/.test(text)) await signForm(page.frameLocator('iframe'), where);
    if (!/frame\.js/.test(text)) return;
    const frame = page.locator('iframe');
    await eventually(async () => (await frame.evaluate((element) => element.clientHeight)) !== 900, true);
    const inside = await (await frame.elementHandle()).contentFrame();
    const [high, needed] = [await frame.evaluate((element) => element.clientHeight), await inside.evaluate(() => globalThis.document.body.scrollHeight)];
    assert.ok(Math.abs(high - needed) < 2, `${high} px for ${needed}`);
  });
}

// --- policies --------------------------------------------------------------------------------------------------------

const policies = blocksOf(document, 'http').map(({ text, line }) => ({ line, policy: /^Content-Security-Policy: (.*)\n$/.exec(text)[1] }));

// The snippets for which a policy is meant, according to its directives.
function allowedBy(policy) {
  const [mayRun, mayAsk, mayFrame] = ['script-src', 'connect-src', 'frame-src'].map((name) => policy.includes(name));
  return blocksOf(document, 'html').map(({ text }) => text).filter((text) => {
    const frames = /<iframe|mode="admin"/.test(text);
    if (/frame\.js/.test(text)) return mayFrame && mayRun;
    if (frames && /<undersigned-/.test(text)) return mayFrame && mayRun && mayAsk;
    return frames ? mayFrame : mayRun && mayAsk;
  });
}

for (const { line, policy } of policies) {
  for (const [how, whole] of [['alone', policy], ['behind "nothing but our own"', `default-src 'self'; ${policy}`]]) {
    test(`${document.path}:${line}: "${policy}" ${how} is all that its snippets need`, async () => {
      const texts = allowedBy(policy);
      assert.ok(texts.length > 0);
      for (const text of texts) {
        const page = await open(withScript(text), whole);
        await showsAll(page, text);
        // Without 'wasm-unsafe-eval' the browser reports that WebAssembly was blocked; then only the server checks.
        const refused = (await page.evaluate(() => window.refused)).filter((each) => !each.endsWith(' wasm-eval'));
        assert.deepEqual(refused, [], text);
        await page.context().close();
      }
    });
  }
}

test("the form is checked in the browser under the policy with 'wasm-unsafe-eval', and by the server without", async () => {
  for (const { policy } of policies.filter(({ policy }) => policy.includes('connect-src'))) {
    const page = await open(snippet.text, policy);
    let asked = 0;
    page.on('request', (request) => request.method() === 'POST' && ++asked);
    const widget = widgetOf(page, campaign);
    await fillIn(widget, { name: '', email: 'nobody' });
    await page.waitForLoadState('networkidle');
    await signButton(widget).click();
    await widget.getByRole('alert').getByRole('link').first().waitFor();
    assert.equal(asked, policy.includes('wasm-unsafe-eval') ? 0 : 1, policy);
    await page.context().close();
  }
});

// --- style sheets ----------------------------------------------------------------------------------------------------

const sheets = blocksOf(document, 'css');
const properties = tableOf(document, 'Languages and colours', 'property').rows.map(([name]) => codeOf(name)[0]);

test('the browser understands every rule and declaration of the style sheets shown', async () => {
  const page = await open('');
  for (const { text, line } of sheets) {
    const declarations = [...text.matchAll(/([\w-]+)\s*:\s*([^;{}()]+(?:\([^)]*\)[^;{}]*)?);/g)].map(([, name, value]) => ({ name, value }));
    const { rules, refused } = await page.evaluate(([css, all]) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      const count = (list) => [...list].reduce((sum, rule) => sum + (rule.cssRules?.length ? count(rule.cssRules) : 1), 0);
      return { rules: count(sheet.cssRules), refused: all.filter(({ name, value }) => !CSS.supports(name, value)) };
    }, [text, declarations]);
    assert.ok(declarations.length > 0);
    assert.deepEqual(refused, [], `${document.path}:${line}`);
    assert.equal(rules, text.match(/\{[^{}]*\}/g).length, `${document.path}:${line}`);
    for (const { name } of declarations.filter(({ name }) => name.startsWith('--'))) assert.ok(properties.includes(name), name);
  }
});

test("the example of a site's own look has its effect", async () => {
  const css = sheets.find(({ text }) => text.includes('--undersigned-accent')).text;
  const page = await open(`<style>${css}</style>${snippet.text}`);
  const button = signButton(widgetOf(page, campaign));
  await button.waitFor();
  const look = await button.evaluate((element) => {
    const { backgroundColor, color, borderTopLeftRadius, textTransform, fontFamily } = getComputedStyle(element);
    return { backgroundColor, color, borderTopLeftRadius, textTransform, fontFamily };
  });
  assert.deepEqual(look, {
    backgroundColor: 'rgb(31, 111, 67)', color: 'rgb(255, 255, 255)', borderTopLeftRadius: '0px',
    textTransform: 'uppercase', fontFamily: 'Georgia, serif',
  });
});

// --- scripts and frameworks ------------------------------------------------------------------------------------------


for (const { text, line } of blocksOf(document, 'js')) {
  test(`${document.path}:${line}: the script hears of a signature`, async () => {
    files.set('/own.js', { type: 'text/javascript', body: text });
    const page = await open(`<script src="/own.js"></script>${snippet.text}`);
    await signForm(widgetOf(page, campaign), `script${line}`);
    await eventually(() => page.said.filter((each) => each.startsWith(`${campaign} has `)).length, 1);
    assert.match(page.said.find((each) => each.startsWith(campaign)), /^free-dontae-sharpe has \d+ signatures$/);
  });
}

test("an event's detail has what the table says", async () => {
  const table = tableOf(document, 'Events', 'event').rows.map(([name, , detail]) => [codeOf(name)[0], detail]);
  const heard = `window.heard = {};
    for (const name of ${JSON.stringify(table.map(([name]) => name))})
      addEventListener(name, ({ detail }) => (heard[name] = Object.keys(detail)));`;
  files.set('/listen.js', { type: 'text/javascript', body: heard });
  const page = await open(`<script src="/listen.js"></script>${snippet.text}<undersigned-counter campaign="no-such"></undersigned-counter>`);
  await signButton(widgetOf(page, campaign)).click();
  await widgetOf(page, campaign).getByRole('alert').waitFor();
  await signForm(widgetOf(page, campaign), 'events');
  await widgetOf(page, campaign).getByRole('button', { name: 'Copy' }).click();
  await page.waitForFunction(() => window.heard['undersigned:shared']);
  const all = await page.evaluate(() => window.heard);
  assert.deepEqual(Object.keys(all).map((name) => name.slice('undersigned:'.length)).sort(), ['error', 'invalid', 'ready', 'shared', 'signed']);
  for (const [name, keys] of Object.entries(all)) {
    const [, detail] = table.find(([each]) => each === name);
    const said = codeOf(detail).filter((word) => keys.includes(word) || ['campaign', 'fields', 'confirmed', 'channel', 'status'].includes(word));
    assert.deepEqual(keys, said, name);
  }
});

test('the component of a framework shows the petition', async () => {
  const esbuild = createRequire(join(root, 'web/package.json'))('esbuild');
  const [{ text }] = blocksOf(document, 'jsx');
  const start = `import { createElement } from 'react'; import { createRoot } from 'react-dom/client';
    createRoot(globalThis.document.querySelector('#app')).render(createElement(Petition));`;
  const { outputFiles } = await esbuild.build({
    stdin: { contents: `${text}\n${start}`, loader: 'jsx', resolveDir: join(root, 'tests/frameworks') },
    bundle: true, write: false, format: 'esm', jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"' },
  });
  files.set('/app.js', { type: 'text/javascript', body: outputFiles[0].text });
  const page = await open(`${script}<script type="module" src="/app.js"></script>`);
  await signButton(widgetOf(page, campaign)).waitFor();
});

// --- addresses -------------------------------------------------------------------------------------------------------

for (const { text, line } of blocksOf(document, 'text').filter(({ text }) => text.startsWith('https://'))) {
  test(`${document.path}:${line}: the address leads to the form`, async () => {
    const address = filled(text.trim());
    const page = await env.newPage();
    await page.goto(address);
    await signButton(page).waitFor();
    const fragment = new URLSearchParams(/#sign\?(.*)/.exec(address)?.[1]);
    for (const [name, value] of fragment) {
      await page.waitForFunction(([field, wanted]) => globalThis.document.querySelector(`[name="${field}"]`).value === wanted, [name, value]);
    }
    const [plain] = /^[^?#]*/.exec(address);
    const card = await (await fetch(`${env.server}/oembed?url=${encodeURIComponent(plain)}`)).json();
    assert.match(card.html, /\/e\/free-dontae-sharpe\?card=1/);
  });
}
