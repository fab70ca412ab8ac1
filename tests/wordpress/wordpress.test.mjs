// The plugin in a real WordPress: installed from its zip, configured, used in posts, signed by a visitor, removed.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packPlugin } from '../../web/wordpress/zip.mjs';
import { TestEnvironment, eventually, fillIn, shownCount, signButton, violations, widgetOf } from '../browser/support.mjs';
import { WordPress } from './wordpress.mjs';

const plugin = fileURLToPath(new URL('../../web/wordpress/undersigned', import.meta.url));
const campaign = 'free-dontae-sharpe';
const title = 'Free Dontae Sharpe';
const movedMax = 0.005; // layout shift (CLS) that a theme's own fonts may cause
let env;
let wordpress;
let admin; // a page of the author, logged in

before(async () => {
  wordpress = await WordPress.open();
  env = await TestEnvironment.open();
  env.partner = wordpress.origin;
  await env.importCampaigns();
  await env.killServer();
  await env.startServer();

  // The server is on an unusual port, and the author's picture is on another host.
  await wordpress.customize('home', `
    add_filter( 'http_allowed_safe_ports', function ( $ports ) { return array_merge( $ports, array( ${env.port} ) ); } );
    add_filter( 'pre_option_show_avatars', '__return_zero' );`);
  const zip = join(wordpress.folder, 'undersigned-wordpress.zip');
  await packPlugin(zip);
  admin = await env.newPage();
  await wordpress.logIn(admin);
  await wordpress.installPlugin(admin, zip);
  await saveServer(env.server);
});
after(async () => {
  await env?.close();
  await wordpress?.close();
});

const petitionForm = (page) => widgetOf(page, campaign).getByRole('heading', { name: 'Sign this petition' });

async function saveServer(address) {
  await admin.goto(`${wordpress.origin}/wp-admin/options-general.php?page=undersigned`);
  await admin.getByLabel('Server address').fill(address);
  await admin.getByRole('button', { name: 'Save Changes' }).click();
  await admin.locator('.settings-error').first().waitFor(); // WordPress's notice: saved, or an error
}

// Opens a post as a visitor; records the browser's errors, its requests and the layout shift.
async function visit(address, options = {}) {
  const page = await env.newPage(options);
  const complaints = [];
  const asked = new Set();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  await page.addInitScript(() => {
    window.moved = 0;
    const add = ({ value, hadRecentInput }) => (window.moved += hadRecentInput ? 0 : value);
    new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address);
  return { page, complaints, asked, moved: () => page.evaluate(() => window.moved) };
}

// Where the editor shows the post: in the page or, in newer versions, in a frame.
async function canvasOf(page) {
  const frame = page.locator('iframe[name="editor-canvas"]');
  await page.getByLabel('Add title').or(frame).first().waitFor();
  return (await frame.count()) > 0 ? frame.contentFrame() : page.getByRole('region', { name: 'Editor content' });
}

// A block as WordPress writes it into a post.
function block(attributes) {
  return `<!-- wp:undersigned/petition ${JSON.stringify(attributes).replace(/[<>&]|--/g, (found) =>
    [...found].map((each) => `\\u00${each.charCodeAt(0).toString(16)}`).join(''))} /-->`;
}

// Sets another server address, or none, while `use` runs.
async function withServer(address, use) {
  await saveServer(address);
  try {
    await use();
  } finally {
    await saveServer(env.server);
  }
}

test('without a server an author reads what to do, and a visitor nothing', async () => {
  await withServer('', async () => {
    const address = await wordpress.publish(admin, 'Too early', `[undersigned campaign="${campaign}"]`);
    const { page, asked } = await visit(address);
    assert.doesNotMatch(await page.locator('main').textContent(), /undersigned/i);
    assert.deepEqual([...asked], [wordpress.origin]);
    await admin.goto(address);
    await admin.getByText('Enter the address of your Undersigned server').waitFor();
  });
});

test('the settings page refuses what is no address, with a sentence that shows it, and keeps the one before', async () => {
  for (const bad of [
    'http://sign.example.org', 'ftp://sign.example.org', 'javascript:alert(1)', 'https://me:secret@sign.example.org',
    'sign example org', 'https://-sign.example.org', '"><img src=x onerror=alert(1)>',
  ]) {
    await saveServer(bad);
    const shown = bad.startsWith('"') ? '">' : bad; // WordPress removes tags from a line of text
    await admin.getByText(`“${shown}” was not saved. Enter an address that begins with https://`).waitFor();
    assert.equal(await admin.getByLabel('Server address').inputValue(), env.server, bad);
  }
  assert.equal(await admin.locator('img[src="x"]').count(), 0);
});

test('a link of a petition will do as the address, and without a scheme it is https', async () => {
  await withServer('  Sign.Example.org:443/p/save-the-library?lang=es ', async () => {
    await admin.getByText('Settings saved.').waitFor();
    assert.equal(await admin.getByLabel('Server address').inputValue(), 'https://sign.example.org');
    await admin.getByText(wordpress.origin, { exact: true }).waitFor();
  });
});

test('a visitor signs in a post with the shortcode, where nothing moved, and the count goes up', async () => {
  const address = await wordpress.publish(admin, 'Short', `Before.\n\n[undersigned campaign="${campaign}"]\n\nAfter.`);
  const { page, complaints, asked, moved } = await visit(address);
  await petitionForm(page).waitFor();
  assert.ok((await moved()) < movedMax, `${await moved()}`);
  const before = await env.confirmed(campaign);
  const widget = widgetOf(page, campaign);
  await fillIn(widget, { name: 'Ada Lovelace', email: 'ada@example.org' });
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(campaign), before + 1);
  await eventually(() => shownCount(widget), before + 1);
  assert.deepEqual(complaints, []);
  assert.deepEqual([...asked].sort(), [wordpress.origin, env.server].sort());
  assert.deepEqual(await page.context().cookies(), []);
});

test('a post without a petition has nothing of the plugin in it', async () => {
  const { page, asked } = await visit(await wordpress.publish(admin, 'Weather', 'It rains.'));
  assert.doesNotMatch(await page.content(), /undersigned/i);
  assert.deepEqual([...asked], [wordpress.origin]);
});

test('a post with the block shows the petition in its language and theme, on a phone too, with nothing for axe to find', async () => {
  const address = await wordpress.publish(admin, 'Block', block({ campaign, theme: 'dark', lang: 'es' }));
  const { page, complaints } = await visit(address, { viewport: { width: 320, height: 640 } });
  const widget = widgetOf(page, campaign);
  await widget.getByLabel('Correo').first().waitFor();
  assert.equal(await widget.getAttribute('theme'), 'dark');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual((await violations(page)).filter((found) => found.includes('undersigned-')), []);
  assert.deepEqual(complaints, []);
});

test('the count and all petitions can be shown alone', async () => {
  const content = `[undersigned show="counter" campaign="${campaign}"]\n\n[undersigned show="directory"]`;
  const { page, moved } = await visit(await wordpress.publish(admin, 'Others', content));
  const counter = page.locator(`undersigned-counter[campaign="${campaign}"]`);
  await counter.getByText('First goal').waitFor();
  await page.locator('undersigned-directory').getByRole('link', { name: title }).waitFor();
  assert.ok((await moved()) < movedMax, `${await moved()}`);
});

test('where scripts are off a link leads to the petition, with its partner and language', async () => {
  const content = `[undersigned campaign="${env.server}/p/${campaign}?partner=freedom-page" lang="es"]Sign & share[/undersigned]`;
  const address = await wordpress.publish(admin, 'Plain', content);
  const { page } = await visit(address, { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Sign & share' }).click();
  await page.waitForURL(`${env.server}/p/${campaign}?partner=freedom-page&lang=es`);
});

test('the quotes that an editor makes of straight ones are understood, in any case and with a slash behind', async () => {
  const written = [
    ['“', '”'], ['”', '”'], ['„', '“'], ['«', '»'], ['‘', '’'], ['″', '″'], ['&#8220;', '&#8221;'], ['&#8243;', '&#8243;'],
    ['&ldquo;', '&rdquo;'], ['&quot;', '&quot;'], ['', ''], ['"', '"'],
  ].map(([open, close]) => `[undersigned campaign=${open}${campaign}${close} lang=${open}es${close} theme=${open}Dark${close}]`);
  written.push(`[undersigned campaign="${env.server}/p/${campaign}/?lang=es" theme=" dark "]`);
  written.push(`[undersigned campaign="${campaign.toUpperCase()}" lang="ES" theme="DARK"]`);
  const { page } = await visit(await wordpress.publish(admin, 'Quotes', written.join('\n\n')));
  const found = await page.locator('undersigned-petition').evaluateAll((all) =>
    all.map(({ attributes }) => [...attributes].map(({ value }) => value.toLowerCase()).join(' ')));
  assert.deepEqual(found, written.map(() => `${campaign} es dark`));
});

test('what was written to break out of an attribute does not', async () => {
  const tag = '"><img src=x onerror="window.broken=1">';
  const attribute = '" onclick="window.broken=1" onfocus="window.broken=1';
  const shortcode = (bad) => `[undersigned campaign="${campaign}" partner='${bad}' lang='${bad}' theme='${bad}' show='${bad}']${bad}[/undersigned]`;
  const content = [
    `[undersigned campaign='${tag}'][/undersigned]`, shortcode(tag), shortcode(attribute),
    block({ campaign: tag }), block({ campaign, partner: tag, lang: tag, theme: tag, show: tag }),
  ].join('\n\n');
  const { page } = await visit(await wordpress.publish(admin, 'Broken', content));
  await petitionForm(page).first().waitFor();
  const elements = await page.locator('undersigned-petition').evaluateAll((all) => all.map((each) => each.getAttributeNames()));
  assert.deepEqual(elements, [['campaign'], ['campaign'], ['campaign']]);
  assert.equal(await page.locator('img[src="x"]').count(), 0);
  assert.equal(await page.evaluate(() => window.broken), undefined);
});

test('with the policy that the settings page names, the petition is signed and nothing is refused', async () => {
  await admin.goto(`${wordpress.origin}/wp-admin/options-general.php?page=undersigned`);
  const directives = await admin.locator('code', { hasText: 'script-src' }).textContent();
  const ofServer = Object.fromEntries(directives.split('; ').map((each) => each.split(' ')));
  assert.deepEqual(Object.keys(ofServer), ['script-src', 'connect-src', 'frame-src']);
  // WordPress's own pages contain inline styles, small scripts and a worker, which a site with a policy already allows.
  const policy = `default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' ${ofServer['script-src']}; ` +
    `connect-src 'self' ${ofServer['connect-src']}; frame-src ${ofServer['frame-src']}; font-src 'self' data:; img-src 'self' data:; worker-src blob:`;
  const policyOf = async (url) => (await fetch(url)).headers.get('content-security-policy');
  const address = await wordpress.publish(admin, 'Strict', block({ campaign })); // the editor itself needs 'unsafe-eval'
  await wordpress.customize('policy', `header( ${JSON.stringify(`Content-Security-Policy: ${policy}`)} );`);
  try {
    assert.equal(await policyOf(address), policy);
    const { page, complaints } = await visit(address);
    await petitionForm(page).waitFor();
    const before = await env.confirmed(campaign);
    const widget = widgetOf(page, campaign);
    await fillIn(widget, { name: 'Rosa Parks', email: 'rosa@example.org' });
    await signButton(widget).click();
    await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
    assert.equal(await env.confirmed(campaign), before + 1);
    assert.deepEqual(complaints, []);
  } finally {
    await wordpress.customize('policy', '');
  }
  assert.equal(await policyOf(address), null);
});

test('a bare link unfolds into a card as wide and as high as it needs, which leads to the petition', async () => {
  const link = `${env.server}/p/${campaign}?partner=freedom-page`;
  const address = await wordpress.publish(admin, 'Link', `Read on.\n\n${link}\n\nThank you.`);
  const { page, complaints, asked } = await visit(address, { viewport: { width: 320, height: 640 } });
  const frame = page.locator('iframe');
  await frame.contentFrame().getByRole('heading', { name: title }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  const hidden = () => frame.contentFrame().locator('html').evaluate((html) => html.scrollHeight - window.innerHeight);
  await eventually(async () => (await hidden()) <= 0, true);
  assert.deepEqual(complaints, []);
  assert.deepEqual([...asked].sort(), [wordpress.origin, env.server].sort());

  const opened = page.waitForEvent('popup');
  await frame.contentFrame().getByRole('link', { name: 'sign' }).click();
  const petition = await opened;
  await petition.getByRole('heading', { name: title }).waitFor();
  const { pathname, searchParams } = new URL(petition.url());
  assert.deepEqual([pathname, searchParams.get('partner')], [`/p/${campaign}`, 'freedom-page']);
});

test('in the editor a pasted link becomes the petition, with its settings beside it', async () => {
  await wordpress.openEditor(admin);
  await admin.evaluate(() => window.wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false));
  const complaints = [];
  admin.on('console', (message) => {
    // WordPress's own catalogue of blocks is unreachable here, which is logged.
    const isOurs = message.location().url.startsWith(env.server) || message.location().url.includes('/undersigned/');
    if (message.type() === 'error' && isOurs) complaints.push(message.text());
  });
  const canvas = await canvasOf(admin);
  await canvas.getByLabel('Add title').fill('By hand');
  await admin.getByRole('button', { name: /^(toggle )?block inserter$/i }).click();
  await admin.getByPlaceholder('Search').fill('petition');
  await admin.getByRole('option', { name: 'Petition' }).click();
  await canvas.getByLabel('Link or name of the petition').fill(`${env.server}/p/${campaign}?partner=freedom-page`);
  await canvas.getByRole('button', { name: 'Show the petition' }).click();
  await petitionForm(canvas).waitFor();

  await admin.evaluate(() => window.wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/block'));
  const settings = admin.getByRole('region', { name: 'Editor settings' });
  assert.equal(await settings.getByLabel('Link or name of the petition').inputValue(), campaign);
  assert.equal(await settings.getByLabel('Partner').inputValue(), 'freedom-page');
  await settings.getByLabel('Language').fill('es');
  await widgetOf(canvas, campaign).getByRole('heading', { name: 'Firma esta petición' }).waitFor();
  await settings.getByLabel('Colors').selectOption('Dark');
  await settings.getByLabel('Show').selectOption('The count alone');
  await canvas.locator(`undersigned-counter[campaign="${campaign}"][theme="dark"]`).waitFor();
  await settings.getByLabel('Show').selectOption('The petition with its form');

  const id = await admin.evaluate(async () => {
    await window.wp.data.dispatch('core/editor').editPost({ status: 'publish' });
    await window.wp.data.dispatch('core/editor').savePost();
    return window.wp.data.select('core/editor').getCurrentPostId();
  });
  assert.deepEqual(complaints, []);
  const { page } = await visit(`${wordpress.origin}/?p=${id}`);
  const widget = widgetOf(page, campaign);
  await widget.getByRole('heading', { name: 'Firma esta petición' }).waitFor();
  assert.equal(await widget.getAttribute('partner'), 'freedom-page');
  assert.equal(await widget.getAttribute('theme'), 'dark');
});

test('a shortcode and an unfolded link can be turned into the block', async () => {
  await wordpress.openEditor(admin);
  const turned = await admin.evaluate(({ link, shortcode }) => {
    const { createBlock, rawHandler, switchToBlockType } = window.wp.blocks;
    const [fromLink] = switchToBlockType(createBlock('core/embed', { url: link }), 'undersigned/petition');
    const [fromShortcode] = rawHandler({ HTML: shortcode });
    return [fromLink, fromShortcode].map(({ name, attributes }) => [name, attributes.campaign, attributes.lang]);
  }, { link: `${env.server}/p/${campaign}?lang=fr`, shortcode: `<p>[undersigned campaign="${campaign}" lang="es"]</p>` });
  assert.deepEqual(turned, [['undersigned/petition', campaign, 'fr'], ['undersigned/petition', campaign, 'es']]);
});

test('every sentence is in the template for translators, and every place names the same version', async () => {
  const read = (name) => readFile(join(plugin, name), 'utf8');
  const template = await read('languages/undersigned.pot');
  const names = (await readdir(plugin, { recursive: true })).filter((name) => /\.(php|js)$/.test(name));
  let found = 0;
  for (const name of names) {
    for (const [, , sentence] of (await read(name)).matchAll(/(?:__|_e)\( (['"])(.*?)\1, 'undersigned' \)/g)) {
      assert.ok(template.includes(`msgid "${sentence.replaceAll('"', '\\"')}"`), sentence);
      ++found;
    }
  }
  assert.ok(found > 20);
  const version = /Version:\s+(\S+)/.exec(await read('undersigned.php'))[1];
  assert.match(await read('undersigned.php'), new RegExp(`const VERSION +\\= '${version}'`));
  assert.match(await read('readme.txt'), new RegExp(`Stable tag: ${version}\n`));
  assert.equal(JSON.parse(await read('block/block.json')).version, version);
});

test('removed, it leaves nothing behind', async () => {
  await admin.goto(`${wordpress.origin}/wp-admin/options.php`);
  assert.equal(await admin.getByLabel('undersigned_server').count(), 1);
  await admin.goto(`${wordpress.origin}/wp-admin/plugins.php`);
  await admin.getByRole('link', { name: 'Deactivate Undersigned' }).click();
  await admin.getByText('Plugin deactivated.').waitFor();
  await admin.waitForLoadState(); // only then do WordPress's scripts handle clicks on the link
  admin.once('dialog', (dialog) => dialog.accept());
  await admin.getByRole('link', { name: 'Delete Undersigned' }).click();
  await admin.getByText('Undersigned was successfully deleted.').waitFor();
  await admin.goto(`${wordpress.origin}/wp-admin/options.php`);
  assert.equal(await admin.getByLabel('undersigned_server').count(), 0);
});
