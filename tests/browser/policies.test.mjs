// A site's Content-Security-Policy decides which way of embedding works there. With each of six policies, one of them
// delivers a signature, in Chromium and in Firefox, without violating the policy. The server asks for a solved
// challenge from the second signature on.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { TestEnvironment, chromiumPath, eventually } from './support.mjs';

const firefoxPath = process.env.UNDERSIGNED_FIREFOX ?? '/usr/bin/firefox-esr';
const campaign = 'free-dontae-sharpe';
const signer = { name: 'Ella Baker', email: '' };

const browsers = {
  Chromium: { browser: 'chrome', executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] },
  Firefox: { browser: 'firefox', executablePath: firefoxPath },
};

// A site's policy, given the widget's host, and the way of embedding that works with it. `refused` lists what the
// browser may report as refused: only WebAssembly or the script, if the policy forbids them and the widget works
// without them.
const self = "default-src 'self'";
const policies = [
  { name: 'none', policy: () => undefined, way: 'script', refused: [] },
  { name: 'own host only', policy: () => self, way: 'link', refused: ['script'] },
  { name: 'script and connection', policy: (host) => `${self}; script-src ${host}; connect-src ${host}`, way: 'script', refused: ['wasm-eval'] },
  {
    name: 'and WebAssembly',
    policy: (host) => `${self}; script-src ${host} 'wasm-unsafe-eval'; connect-src ${host}`,
    way: 'script',
    refused: [],
  },
  { name: 'a frame', policy: (host) => `${self}; frame-src ${host}`, way: 'frame', refused: [] },
  {
    name: 'Trusted Types',
    policy: (host) => `${self}; script-src ${host}; connect-src ${host}; require-trusted-types-for 'script'; trusted-types 'none'`,
    way: 'script',
    refused: ['wasm-eval'],
  },
];

// Collects violations. It has to be a file of the page's origin, as the policies forbid inline scripts.
const watcher = `window.refused = [];
document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  window.refused.push(blockedURI === 'wasm-eval' ? blockedURI : effectiveDirective.replace(/-src.*/, ''));
});`;

let env;
let site;
let host;
let signers = 0;
let challenged = 0;

function pageOf(way) {
  const link = `<a href="${env.server}/p/${campaign}">Sign: Free Dontae Sharpe</a>`;
  const widget = `<script type="module" src="${env.server}/v/1/undersigned.js" crossorigin></script>
    <undersigned-petition campaign="${campaign}" lang="en">${link}</undersigned-petition>`;
  const frame = `<iframe src="${env.server}/e/${campaign}?lang=en" title="Petition" width="600" height="1400"></iframe>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A site</title><script src="/watcher.js"></script>
    <main><h1>A site</h1>${way === 'frame' ? frame : widget}</main></html>`;
}

// The origin that may send signatures, as the running server reports it to this site.
async function allowedOrigin() {
  const headers = { Origin: host, 'Access-Control-Request-Method': 'POST' };
  const answer = await fetch(`${env.server}/v1/campaigns/${campaign}/signatures`, { method: 'OPTIONS', headers });
  return answer.headers.get('Access-Control-Allow-Origin');
}

before(async () => {
  env = await TestEnvironment.open(['--free-signatures', '1']);
  site = createServer((request, response) => {
    if (request.url === '/watcher.js') return response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(watcher);
    const chosen = policies[Number(request.url.slice(1))];
    if (!chosen) return response.writeHead(404).end();
    // The watcher is the site's own script, so 'self' is allowed in each policy.
    const policy = chosen.policy(env.server)?.replace('script-src', "script-src 'self'");
    const headers = { 'Content-Type': 'text/html; charset=utf-8', ...(policy && { 'Content-Security-Policy': policy }) };
    return response.writeHead(200, headers).end(pageOf(chosen.way));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => site.once('listening', resolve));
  host = `http://localhost:${site.address().port}`;
  await env.importCampaigns((campaigns, partners) => partners[0].origins.push(host));
  await eventually(allowedOrigin, host);
});
after(async () => {
  site?.close();
  await env?.close();
});

// Fills in and sends the form in `place` (a page or a frame), inside a shadow root or not, and waits for the thanks.
async function sign(place, page) {
  const within = (selector) => place.waitForSelector(`::-p-xpath(//body) >>> ${selector}`, { visible: true });
  await (await within('input[name="name"]')).type(signer.name);
  await (await within('input[name="email"]')).type(`ella${(signers += 1)}@example.org`);
  const button = await within('form[data-action="sign"] button[type="submit"]');
  await button.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await button.click();
  const thanks = (where) => where.waitForSelector('.thanks-heading', { visible: true });
  await Promise.any([within('.thanks-heading'), thanks(place), thanks(page)]);
}

async function signByLink(page) {
  const link = await page.waitForSelector('::-p-aria([name="Sign: Free Dontae Sharpe"])');
  await Promise.all([page.waitForNavigation(), link.click()]);
  await sign(page, page);
}

async function signInFrame(page) {
  const frame = await page.waitForFrame((each) => each.url().includes('/e/'));
  await sign(frame, page);
}

for (const [name, options] of Object.entries(browsers)) {
  test(`a signature gets through under every policy in ${name}`, async (t) => {
    const browser = await puppeteer.launch({ ...options, headless: true });
    t.after(() => browser.close());
    for (const [number, { name: policy, way, refused }] of policies.entries()) {
      await t.test(`${policy}: by ${way}`, async () => {
        const before = await env.confirmed(campaign);
        const page = await browser.newPage();
        page.on('response', (response) => (challenged += response.status() === 429 ? 1 : 0));
        await page.goto(`${host}/${number}`);
        const reported = async () => new Set(await page.evaluate(() => window.refused));
        if (way === 'link') {
          await page.waitForFunction(() => window.refused.includes('script'));
          assert.deepEqual([...(await reported())], refused);
          await signByLink(page);
        } else {
          await (way === 'frame' ? signInFrame(page) : sign(page, page));
          const beyond = [...(await reported())].filter((what) => !refused.includes(what));
          assert.deepEqual(beyond, [], 'the policy was kept');
        }
        await eventually(() => env.confirmed(campaign), before + 1);
        await page.close();
      });
    }
    assert.ok(challenged >= policies.length - 1, `${challenged} challenges`);
    challenged = 0;
  });
}
