// A campaign's picture on the page, in the widget and in a frame: shown, described, and nothing moves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Site } from './site.mjs';
import { TestEnvironment, violations, widgetOf } from './support.mjs';

const campaign = 'bring-our-elders-home';
const description = 'A small house at sunrise, its door open and a light in the window';
let env;
let site;

before(async () => {
  env = await TestEnvironment.open();
  site = await Site.open(() => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A site</title><main>
    <h1>A site</h1><script type="module" src="${env.server}/v/1/undersigned.js" crossorigin></script>
    <undersigned-petition campaign="${campaign}" lang="en"></undersigned-petition></main>`);
  await site.makePartner(env);
});
after(async () => {
  site?.close();
  await env?.close();
});

async function openMeasured(address, options) {
  const page = await env.newPage(options);
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address);
  return page;
}

async function assertShown(page, picture) {
  await picture.scrollIntoViewIfNeeded();
  await picture.evaluate((image) => image.decode());
  const { loaded, width, height } = await picture.evaluate((image) => {
    const box = image.getBoundingClientRect();
    return { loaded: image.naturalWidth, width: box.width, height: box.height };
  });
  assert.ok(loaded > 0);
  assert.ok(Math.abs(width / height - 16 / 9) < 0.02, `${width} x ${height}`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
}

for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 700 }]) {
  test(`the page shows it in a version that fits, and nothing moves (${viewport.width} px)`, async () => {
    const page = await openMeasured(`${env.server}/p/${campaign}`, { viewport });
    const picture = page.getByRole('img', { name: description });
    await assertShown(page, picture);
    const version = await picture.evaluate((image) => image.currentSrc);
    assert.match(version, viewport.width === 320 ? /-480\.webp$/ : /-960\.webp$/);
    assert.equal(await page.evaluate(() => window.shift), 0);
    assert.deepEqual(await violations(page), []);
  });
}

test('the widget shows it from the server, in one version', async () => {
  const page = await openMeasured(site.origin, { viewport: { width: 800, height: 900 } });
  const picture = widgetOf(page, campaign).getByRole('img', { name: description });
  await picture.waitFor();
  await assertShown(page, picture);
  assert.equal(await picture.evaluate((image) => new URL(image.src).origin), env.server);
  assert.equal(await picture.getAttribute('srcset'), null);
  assert.equal(await picture.getAttribute('loading'), 'lazy');
  assert.deepEqual(await violations(page), []);
});

test('a frame shows it', async () => {
  const page = await env.newPage();
  await page.goto(`${env.server}/e/${campaign}`);
  await assertShown(page, page.getByRole('img', { name: description }));
});
