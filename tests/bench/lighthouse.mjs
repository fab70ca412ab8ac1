// Lighthouse on a simulated phone with slow 4G: the demo partner's page with the widgets and the same page without
// them, in turn. Prints the median of five of every figure beside the design's limits.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

process.env.UNDERSIGNED_SERVER ??= fileURLToPath(new URL('../../build/release/server/undersigned-server', import.meta.url));
const { TestEnvironment, chromiumPath } = await import('../browser/support.mjs');

const runs = 5;
const figures = [
  { name: 'performance', limit: '>= 99', of: ({ categories }) => Math.round(categories.performance.score * 100) },
  { name: 'accessibility', limit: '100', of: ({ categories }) => Math.round(categories.accessibility.score * 100) },
  { name: 'best practices', limit: '', of: ({ categories }) => Math.round(categories['best-practices'].score * 100) },
  { name: 'first contentful paint, ms', limit: '', of: ({ audits }) => Math.round(audits['first-contentful-paint'].numericValue) },
  { name: 'largest contentful paint, ms', limit: '', of: ({ audits }) => Math.round(audits['largest-contentful-paint'].numericValue) },
  { name: 'speed index, ms', limit: '', of: ({ audits }) => Math.round(audits['speed-index'].numericValue) },
  { name: 'total blocking time, ms', limit: '<= 50', of: ({ audits }) => Math.round(audits['total-blocking-time'].numericValue) },
  { name: 'cumulative layout shift', limit: '0', of: ({ audits }) => Number(audits['cumulative-layout-shift'].numericValue.toFixed(4)) },
  { name: 'bytes over the wire', limit: '', of: ({ audits }) => audits['total-byte-weight'].numericValue },
  { name: 'requests', limit: '', of: ({ audits }) => audits['network-requests'].details.items.length },
];

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

// The partner's own page, and the same page without the widgets' script.
async function openSite(partner) {
  const site = createServer(async (request, response) => {
    const path = request.url === '/without' ? '/' : request.url;
    const answer = await fetch(partner + path);
    const type = answer.headers.get('Content-Type');
    let body = Buffer.from(await answer.arrayBuffer());
    if (request.url === '/without') body = body.toString().replace(/<script type="module"[^>]*><\/script>/, '');
    const policy = answer.headers.get('Content-Security-Policy');
    response.writeHead(answer.status, { 'Content-Type': type, ...(policy && { 'Content-Security-Policy': policy }) });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => site.once('listening', resolve));
  return { site, address: `http://localhost:${site.address().port}` };
}

async function measure(port, url) {
  const options = { port, logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices'] };
  const { lhr } = await lighthouse(url, options);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  return Object.fromEntries(figures.map(({ name, of }) => [name, of(lhr)]));
}

const env = await TestEnvironment.open();
const { site, address } = await openSite(env.partner);
const chrome = await launch({
  chromePath: chromiumPath,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
try {
  const pages = { 'without widgets': '/without', 'with widgets': '/' };
  const seen = Object.fromEntries(Object.keys(pages).map((page) => [page, []]));
  for (let run = 0; run < runs; ++run) {
    for (const [page, path] of Object.entries(pages)) seen[page].push(await measure(chrome.port, address + path));
  }
  console.log(`${''.padEnd(30)} ${Object.keys(pages).map((page) => page.padStart(16)).join('')}   limit`);
  for (const { name, limit } of figures) {
    const medians = Object.values(seen).map((values) => String(median(values.map((value) => value[name]))).padStart(16));
    console.log(`${name.padEnd(30)} ${medians.join('')}   ${limit}`);
  }
} finally {
  await chrome.kill();
  site.close();
  await env.close();
}
