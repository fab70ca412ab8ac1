// The demo's partner: a separate site, on its own origin, that embeds the widgets like any other site.
//
//   node web/partner/serve.mjs [--port 8081] [--server http://localhost:8080] [--assets build/web] [--partner freedom-page]
//
// The same page with three content security policies: / (strict), /with-core (also allows WebAssembly) and /open
// (none). /frame embeds a petition as a frame instead; /admin shows the organizers' page.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8081' },
    server: { type: 'string', default: 'http://localhost:8080' },
    assets: { type: 'string', default: join(dirname(dirname(here)), 'build/web') },
    partner: { type: 'string', default: 'freedom-page' },
  },
});
const server = new URL(options.server).origin;

// The policy that web/README.md asks for: script-src and connect-src of the widget's host, frame-src for the
// organizers' frame. Nothing "unsafe"; Trusted Types are enforced.
function policy(...scriptSources) {
  return [
    "default-src 'none'",
    `script-src ${[server, ...scriptSources].join(' ')}`,
    `connect-src ${server}`,
    `frame-src ${server}`,
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const pages = {
  '/': { file: 'index.html', policy: policy() },
  '/with-core': { file: 'index.html', policy: policy("'wasm-unsafe-eval'") },
  '/open': { file: 'index.html' },
  '/frame': { file: 'frame.html', policy: policy() },
  '/admin': { file: 'admin.html', policy: policy() },
  '/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
  '/site.css': { file: 'site.css', type: 'text/css; charset=utf-8' },
};

// A snippet's script element, from the manifest of the build: the contents of its address never change.
function scriptElement(manifest, name) {
  const { path, integrity } = manifest.files[name];
  const address = `${server}/v/${manifest.version}/${path}`;
  return `<script type="module" src="${address}" integrity="${integrity}" crossorigin></script>`;
}

async function contentsOf({ file }) {
  const text = await readFile(join(here, file), 'utf8');
  if (!file.endsWith('.html')) return text;
  const manifest = JSON.parse(await readFile(join(options.assets, 'manifest.json'), 'utf8'));
  return text
    .replace(/\{\{script (.+?)\}\}/g, (_, name) => scriptElement(manifest, name))
    .replaceAll('{{server}}', server)
    .replaceAll('{{partner}}', options.partner);
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://partner');
  const page = pages[pathname];
  if (!page || !['GET', 'HEAD'].includes(request.method)) {
    response.writeHead(page ? 405 : 404, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(page ? 'Only GET and HEAD\n' : 'Page not found\n');
    return;
  }
  const body = Buffer.from(await contentsOf(page));
  const headers = {
    'Content-Type': page.type ?? 'text/html; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  };
  if (page.policy) headers['Content-Security-Policy'] = page.policy;
  response.writeHead(200, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error.message);
    response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('The page could not be created. See the log.\n');
  });
}).listen(Number(options.port), '127.0.0.1', () => console.log(`The partner's site is at http://localhost:${options.port}/`));
