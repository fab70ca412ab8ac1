// The widgets in web frameworks: each app sets attributes in its framework's way, changes them, removes the widgets and
// adds them again, with the loader loaded before the app and after it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Site } from '../browser/site.mjs';
import { TestEnvironment, eventually } from '../browser/support.mjs';
import { bundle } from './bundle.mjs';

const apps = ['plain', 'react', 'react18', 'vue', 'preact', 'svelte', 'angular', 'lit', 'htmx', 'turbo', 'turbo_morph'];
const hydrating = ['react', 'react18', 'vue', 'preact'];

const first = { campaign: 'free-dontae-sharpe', lang: 'en' };
const second = { campaign: 'national-prison-strike', lang: 'en' };
const third = { campaign: 'national-prison-strike', lang: 'de' };

const bundles = new Map();
let env;
let site;

before(async () => {
  env = await TestEnvironment.open();
  for (const app of apps) bundles.set(app, await bundle(app));
  site = await Site.open(pageAt);
  await site.makePartner(env);
});
after(async () => {
  site?.close();
  await env?.close();
});

function widgets({ campaign, lang }) {
  return `<undersigned-petition campaign="${campaign}" lang="${lang}" partner="freedom-page" theme="light"><a href="/p">Sign</a></undersigned-petition>
    <undersigned-counter campaign="${campaign}" lang="${lang}"></undersigned-counter>
    <undersigned-directory lang="${lang}"></undersigned-directory>`;
}

function pageAt({ pathname, searchParams }) {
  const asked = Object.fromEntries(searchParams);
  if (pathname.startsWith('/app/')) return { type: 'text/javascript', body: bundles.get(pathname.slice('/app/'.length)) };
  if (pathname === '/fragment') return widgets(asked);
  const morph = asked.app === 'turbo_morph' ? '<meta name="turbo-refresh-method" content="morph">' : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${asked.app}</title>${morph}
    <script type="module">import mount from '/app/${asked.app}'; window.mount = mount;</script></head>
    <body><div id="target">${asked.campaign ? widgets(asked) : ''}</div></body></html>`;
}

// The contents of the three widgets, wherever they are.
function look() {
  const found = [];
  const search = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName.startsWith('undersigned-')) {
        const box = element.shadowRoot?.querySelector('.undersigned');
        const petition = box?.querySelector('form')?.getAttribute('action')?.split('/').at(-1).split('?')[0] ?? '';
        const isThere = box?.querySelector('.count, .cards') ? box.lang : 'nothing';
        found.push(`${element.localName.slice('undersigned-'.length)} ${petition} ${isThere}`);
      } else if (element.shadowRoot) {
        search(element.shadowRoot);
      }
    }
  };
  search(document);
  return found.join('; ');
}

const looks = ({ campaign, lang }) => `petition ${campaign} ${lang}; counter  ${lang}; directory  ${lang}`;

async function openPage(app) {
  const page = await env.newPage();
  const problems = [];
  const asked = [];
  page.on('pageerror', (error) => problems.push(error.stack));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('request', (request) => {
    const [, path] = request.url().split(`${env.server}/v1/`);
    if (path) asked.push(path);
  });
  await page.goto(`${site.origin}/page?app=${app}`);
  await page.waitForFunction(() => window.mount);
  return { page, problems, asked };
}

const load = (page) => page.evaluate((address) => import(address).then(() => undefined), `${env.server}/v/1/undersigned.js`);

async function testApp(app, order, hydrated = false) {
  const { page, problems, asked } = await openPage(app);
  const mount = (state) => page.evaluate(async ([wanted, hydrate]) => {
    window.app = await window.mount(document.querySelector('#target'), wanted, hydrate);
  }, [state, hydrated]);
  const set = (state) => page.evaluate(async (next) => void (await window.app.set(next)), state);
  const unmount = () => page.evaluate(async () => void (await window.app.unmount()));
  const shows = (expected) => eventually(() => page.evaluate(look), expected);

  if (order === 'widget first') await load(page);
  await mount(first);
  if (order === 'widget last') await load(page);
  await shows(looks(first));
  await set(second);
  await shows(looks(second));
  await set(third);
  await shows(looks(third));
  await unmount();
  await shows('');
  await mount(third);
  await shows(looks(third));

  assert.deepEqual(problems, []);
  assert.ok(asked.every((path) => !path.includes('//')), `asked for ${asked.join(', ')}`);
  const views = asked.filter((path) => path.includes('/view'));
  assert.equal(new Set(views).size, 3);
  return page;
}

for (const app of apps) {
  for (const order of ['widget first', 'widget last']) {
    test(`${app}, ${order}: the widgets come, change, go and come back`, () => testApp(app, order));
  }
}

for (const app of hydrating) {
  for (const order of ['widget first', 'widget last']) {
    test(`${app}, hydrated, ${order}: the widgets come, change, go and come back`, () => testApp(app, order, true));
  }
}

test('turbo shows the page before from its own copy, and the widgets in it', async () => {
  const page = await testApp('turbo', 'widget first');
  for (const path of ['', third]) {
    await page.goBack();
    await eventually(() => page.evaluate(look), path && looks(path));
  }
});
