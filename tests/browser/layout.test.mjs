// What the widget does to the page around it, and that page to the widget: nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { House, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
let house;

before(async () => {
  house = await House.open();
});
after(() => house?.close());

async function openPage(options) {
  const page = await house.newPage(options);
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(house.partner);
  await widgetOf(page, campaign).getByRole('heading', { name: 'Sign this petition' }).waitFor();
  await page.locator('undersigned-directory').getByRole('heading', { name: 'News' }).waitFor();
  return page;
}

for (const width of [320, 1280]) {
  test(`nothing moves while the widgets come (${width} px)`, async () => {
    const page = await openPage({ viewport: { width, height: 800 } });
    assert.equal(await page.evaluate(() => window.shift), 0);
  });
}

test('the broad rules of the site do not reach into the widget', async () => {
  const page = await openPage();
  const widget = widgetOf(page, campaign);
  const button = widget.getByRole('button', { name: 'Sign the petition' });
  const looks = await button.evaluate((element) => {
    const { textTransform, fontFamily } = getComputedStyle(element);
    return { textTransform, fontFamily, height: element.getBoundingClientRect().height };
  });
  assert.equal(looks.textTransform, 'none');
  assert.match(looks.fontFamily, /system-ui/);
  assert.equal(looks.height, 48);
  assert.ok(await widget.locator('meter').first().isVisible());
});

test('the form stands beside the text where there is room, and under it where there is none', async () => {
  const page = await openPage({ viewport: { width: 1280, height: 800 } });
  const place = async (name) => (await widgetOf(page, campaign).getByRole('heading', { name }).boundingBox());
  assert.ok((await place('Sign this petition')).x > (await place('Addressed to')).x + 300);
  await page.setViewportSize({ width: 640, height: 800 });
  assert.ok((await place('Sign this petition')).y > (await place('Addressed to')).y + 300);
});

test('the site sets its own accent', async () => {
  const page = await openPage();
  await page.evaluate(() => document.documentElement.style.setProperty('--undersigned-accent', 'rgb(0, 80, 160)'));
  const button = widgetOf(page, campaign).getByRole('button', { name: 'Sign the petition' });
  assert.equal(await button.evaluate((element) => getComputedStyle(element).backgroundColor), 'rgb(0, 80, 160)');
});
