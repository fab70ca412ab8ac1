// A site's Content-Security-Policy decides which way of embedding works there. With each of six policies, one of them
// delivers a signature, in every engine, without violating the policy. The server asks for a solved challenge from the
// third signature on: with three engines, from the second on would be so many that the last ones waited for an organizer.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { metrics } from '../../run/exact_count.mjs';
import { TestEnvironment, eventually } from '../support.mjs';
import { inEveryEngine } from './engines.mjs';

const campaign = 'free-dontae-sharpe';

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

function pageOf(way) {
  const link = `<a href="${env.server}/p/${campaign}">Sign: Free Dontae Sharpe</a>`;
  const widget = `<script type="module" src="${env.server}/v/1/undersigned.js" crossorigin></script>
    <undersigned-petition campaign="${campaign}" lang="en">${link}</undersigned-petition>`;
  const frame = `<iframe src="${env.server}/e/${campaign}?lang=en" title="Petition" width="600" height="600"></iframe>`;
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
  env = await TestEnvironment.open(['--free-signatures', '2']);
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

// Waits until the petition is there, then fills in its form and sends it.
async function sign(page) {
  await page.type('Full name', 'Ella Baker');
  await page.type('Email address', `ella${(signers += 1)}@example.org`);
  await page.click('button', 'Sign the petition');
  await page.see('heading', 'Thank you for signing');
}

async function signInFrame(page) {
  await page.enterFrame('Petition');
  await sign(page);
  await page.leaveFrame();
}

// How many signatures the server has asked a solved challenge for.
async function challenges() {
  return Number(/^undersigned_judgements_total{verdict="challenged"} (\d+)/m.exec(await metrics(env.server))[1]);
}

inEveryEngine('a signature gets through under every policy', async (journey) => {
  const challenged = await challenges();
  for (const [number, { name, way, refused }] of policies.entries()) {
    const page = await journey.newPage();
    await journey.state(`policy ${name}: by ${way}`, async () => {
      const before = await env.confirmed(campaign);
      await page.goto(`${host}/${number}`);
      const reported = () => page.evaluate(() => window.refused);
      if (way === 'link') {
        await page.waitFor('the report of the refused script', async () => (await reported()).includes('script'));
        assert.deepEqual([...new Set(await reported())], refused);
        await page.click('link', 'Sign: Free Dontae Sharpe');
        await sign(page);
      } else {
        await (way === 'frame' ? signInFrame(page) : sign(page));
        assert.deepEqual((await reported()).filter((what) => !refused.includes(what)), [], 'the policy was kept');
      }
      await eventually(() => env.confirmed(campaign), before + 1);
    });
  }
  const more = (await challenges()) - challenged;
  assert.ok(more >= policies.length - 2, `${more} challenges`);
});
