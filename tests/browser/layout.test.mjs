// The widget does not affect the page around it, nor the page the widget.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, launchBrowser, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

async function openPage(options) {
  const page = await env.newPage(options);
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(env.partner);
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

test('a widget of a campaign that is not there takes no room', async () => {
  const page = await env.newPage();
  await page.goto(env.partner);
  const height = await page.evaluate(async () => {
    const widget = document.createElement('undersigned-petition');
    widget.setAttribute('campaign', 'not-there');
    widget.style.minHeight = '100vh';
    const failed = new Promise((resolve) => widget.addEventListener('undersigned:error', resolve));
    document.body.append(widget);
    await failed;
    await new Promise(requestAnimationFrame);
    return widget.getBoundingClientRect().height;
  });
  assert.equal(height, 0);
});

for (const theme of ['dark', 'Dark', 'dark;', '”dark”']) {
  test(`theme="${theme}" is dark on a light page`, async () => {
    const page = await openPage({ colorScheme: 'light' });
    const widget = widgetOf(page, campaign);
    await widget.evaluate((element, written) => element.setAttribute('theme', written), theme);
    const scheme = await widget.locator('.room').evaluate((room) => getComputedStyle(room).colorScheme);
    assert.equal(scheme, 'dark');
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

test('on a narrow screen a link above the story leads to the form, within the same page', async () => {
  const page = await openPage({ viewport: { width: 390, height: 800 } });
  const widget = widgetOf(page, campaign);
  const address = page.url();
  await widget.getByRole('link', { name: 'Sign this petition' }).click();
  const heading = widget.getByRole('heading', { name: 'Sign this petition' });
  await heading.waitFor();
  const { y } = await heading.boundingBox();
  assert.ok(y >= 0 && y < 400, `the form's heading is at ${y} px`);
  assert.equal(page.url(), address);
});

test('beside a long text, a link to the form appears once the form is out of sight', async () => {
  const page = await env.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${env.server}/p/national-prison-strike`);
  const link = page.getByRole('link', { name: 'Sign this petition' });
  await eventually(() => link.count(), 0); // once the form was seen
  await page.getByRole('heading', { name: 'More you can do' }).scrollIntoViewIfNeeded();
  await link.waitFor();
  const { x, y, height } = await link.boundingBox();
  assert.ok(x > 700 && y >= 0 && y + height <= 800, `the link is at ${x}, ${y}`);
  await link.click();
  const heading = await page.getByRole('heading', { name: 'Sign this petition' }).boundingBox();
  assert.ok(heading.y >= 0 && heading.y < 400);
  await eventually(() => link.count(), 0);
});

test('the link takes no room under a form that is longer than the text', async () => {
  const page = await openPage({ viewport: { width: 1280, height: 800 } });
  const end = async (place) => {
    const { y, height } = await place.boundingBox();
    return y + height;
  };
  const action = widgetOf(page, campaign).locator('[data-part="action"]');
  assert.equal(await end(action), await end(action.locator('form')));
});

test('the header of a page is one row on the narrowest screen', async () => {
  const page = await env.newPage({ viewport: { width: 320, height: 700 } });
  for (const lang of ['en', 'de', 'ru', 'ar']) {
    await page.goto(`${env.server}/p/${campaign}?lang=${lang}`);
    assert.ok((await page.getByRole('banner').boundingBox()).height <= 66, lang);
  }
});

test('text is as large as the reader chose in the browser, whatever the site sets', async () => {
  const size = async (browser) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(env.partner);
    await page.evaluate(() => (document.documentElement.style.fontSize = '62.5%'));
    const label = widgetOf(page, campaign).getByText('Full name', { exact: true });
    return label.evaluate((element) => getComputedStyle(element).fontSize);
  };
  assert.equal(await size(await env.browser), '16px');
  const large = await launchBrowser(['--blink-settings=defaultFontSize=24']);
  try {
    assert.equal(await size(large), '24px');
  } finally {
    await large.close();
  }
});

test('a demand can be linked to, and is marked where the link leads', async () => {
  const page = await env.newPage();
  await page.goto(`${env.server}/p/national-prison-strike#demand-3`);
  const ground = (id) => page.locator(`#demand-${id}`).evaluate((item) => getComputedStyle(item).backgroundColor);
  assert.notEqual(await ground(3), await ground(2));
  const { y } = await page.locator('#demand-3').boundingBox();
  assert.ok(y >= 0 && y < 800, `the demand is at ${y} px`);
});

for (const [colorScheme, accent] of [['light', '#1d4f91'], ['dark', '']]) {
  test(`a campaign's own accent colours its widget and leaves the others theirs (${colorScheme})`, async () => {
    const page = await openPage({ colorScheme });
    await page.evaluate(() => {
      const widget = document.createElement('undersigned-petition');
      widget.setAttribute('campaign', 'justice-for-saheed-vassell');
      document.querySelector('footer').append(widget);
    });
    const colourOf = (slug) =>
      widgetOf(page, slug).getByRole('button', { name: 'Sign the petition' })
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    const [red, green, blue] = (await colourOf('justice-for-saheed-vassell')).match(/\d+/g).map(Number);
    assert.ok(blue > red && blue > green, 'a blue, made readable on this ground');
    if (accent) assert.equal(`#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`, accent);
    const [otherRed, , otherBlue] = (await colourOf(campaign)).match(/\d+/g).map(Number);
    assert.ok(otherRed > otherBlue);
  });
}

test('from right to left, an address and a postcode stay in their own order, under their labels', async () => {
  const page = await env.newPage();
  await page.goto(`${env.server}/p/${campaign}?lang=ar`);
  for (const name of ['email', 'postcode']) {
    const field = page.locator(`form.sign [name="${name}"]`);
    const { direction, textAlign } = await field.evaluate((element) => {
      const style = getComputedStyle(element);
      return { direction: style.direction, textAlign: style.textAlign };
    });
    assert.deepEqual({ direction, textAlign }, { direction: 'ltr', textAlign: 'right' }, name);
  }
});
