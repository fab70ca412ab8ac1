// The widget in every layout that a page may use: as wide as the page says, of its own width if the page asks for that,
// never wider than the available space, and without layout shift when it loads.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { blocksOf, read } from '../docs/documents.mjs';
import { layouts } from './layouts.mjs';
import { Site } from './site.mjs';
import { TestEnvironment } from './support.mjs';

const campaign = 'free-dontae-sharpe';
const elements = {
  petition: `<undersigned-petition campaign="${campaign}"><a href="/">Sign: Free Dontae Sharpe</a></undersigned-petition>`,
  counter: `<undersigned-counter campaign="${campaign}"><a href="/">See who has signed</a></undersigned-counter>`,
  directory: '<undersigned-directory><a href="/">All campaigns</a></undersigned-directory>',
};
const own = { petition: 640, counter: 320, directory: 640 }; // px: each element's width if the page leaves it to them
const narrow = 100; // px: the minimum width that each asks for
// The style that web/README.md recommends to sites.
const [{ text: css }] = blocksOf(read('web/README.md'), 'css');

let env;
let site;
let page;

before(async () => {
  env = await TestEnvironment.open();
  site = await Site.open(hostPage);
  await site.makePartner(env);
  page = await env.newPage({ viewport: { width: 1000, height: 800 } });
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
});
after(async () => {
  site?.close();
  await env?.close();
});

// The script is added after the first paint, so that layout shifts are measured.
function hostPage({ searchParams }) {
  const [layout, element, width] = ['layout', 'element', 'width'].map((name) => searchParams.get(name));
  return `<!doctype html><meta name="viewport" content="width=device-width"><title>A site</title>
    <style>body { margin: 0; font: 16px sans-serif } ${css}</style>
    <div id="parent" style="width: ${width}px">${layouts[layout].replace('{}', elements[element])}</div>
    <script type="module">
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      import('${env.server}/v/1/undersigned.js');
    </script>`;
}

async function measure(layout, element, width) {
  await page.goto(`${site.origin}/?${new URLSearchParams({ layout, element, width })}`);
  const box = page.locator(`undersigned-${element} .undersigned`);
  await box.locator('.count, .cards').first().waitFor({ state: 'attached' });
  return box.evaluate((shown) => ({
    width: Math.round(shown.getBoundingClientRect().width),
    pageWidth: document.querySelector('#parent').scrollWidth,
    shift: window.shift,
  }));
}

for (const layout of Object.keys(layouts)) {
  test(`${layout}: the widget has a width, fits, and nothing moves`, async (t) => {
    const found = [];
    for (const element of Object.keys(elements)) {
      const [wide, tight] = [await measure(layout, element, 1000), await measure(layout, element, 180)];
      found.push(`${element} ${wide.width} and ${tight.width}`);
      const least = layout === 'min-content' ? narrow : own[element] - 20;
      assert.ok(wide.width >= least && wide.width <= 1000, `${element} is ${wide.width} px wide in 1000 px`);
      assert.ok(tight.width >= narrow, `${element} is ${tight.width} px wide in 180 px`);
      assert.ok(tight.pageWidth <= 180, `${element} needs ${tight.pageWidth} px in 180 px`);
      assert.equal(wide.shift + tight.shift, 0, `${element} moves`);
    }
    t.diagnostic(`px in 1000 and 180: ${found.join(', ')}`);
  });
}
