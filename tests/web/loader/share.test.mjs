// web/loader/share.ts: sharing, and its event.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';
import { settle } from '../clock.mjs';

const html = `<section><a data-action="share" data-value="mail" href="#m">Mail</a><a class="address">https://sign.example/p/a</a>
  <button data-action="share-native" data-value="https://sign.example/p/a" value="Sign it" hidden></button>
  <button data-action="copy" data-value="https://sign.example/p/a" hidden></button><p role="status"></p></section>`;

let page;
let written;

beforeEach(() => {
  page = openPage(html);
  written = [];
});

async function start(navigator = {}) {
  for (const [name, value] of Object.entries(navigator)) {
    Object.defineProperty(page.window.navigator, name, { configurable: true, value });
  }
  (await page.run('loader/share.ts')).enableSharing(page.document, { campaign: 'a', copied: () => 'Copied' });
}

async function press(selector) {
  page.find(selector).click();
  await settle();
}

const status = () => page.find('[role="status"]').textContent;

test('a followed link says its channel', async () => {
  await start();
  await press('a[data-action="share"]');
  assert.deepEqual(page.events, [{ name: 'shared', campaign: 'a', channel: 'mail' }]);
});

test('an address is copied, and that is said', async () => {
  await start({ clipboard: { writeText: async (text) => void written.push(text) } });
  assert.equal(page.find('[data-action="copy"]').hidden, false);
  await press('[data-action="copy"]');
  assert.deepEqual([written, status(), page.events], [['https://sign.example/p/a'], 'Copied', [{ name: 'shared', campaign: 'a', channel: 'copy' }]]);
});

test('where the clipboard is barred, the marked address is copied in the older way', async () => {
  await start({ clipboard: { writeText: async () => Promise.reject(new Error('barred')) } });
  const commands = [];
  page.document.execCommand = (command) => {
    commands.push(`${command} ${page.window.getSelection()}`);
    return true;
  };
  await press('[data-action="copy"]');
  assert.deepEqual([commands, status()], [['copy https://sign.example/p/a'], 'Copied']);
});

test('what could not be copied is not said to be', async () => {
  await start();
  page.document.execCommand = () => false;
  page.find('[role="status"]').textContent = 'Copied';
  await press('[data-action="copy"]');
  assert.deepEqual([status(), page.events], ['', []]);
});

test('the device\'s own sheet is offered where there is one, and counts once something was chosen', async () => {
  let choose;
  await start({ share: (what) => {
    written.push({ ...what });
    return new Promise((resolve, reject) => (choose = { resolve, reject }));
  } });
  assert.equal(page.find('[data-action="share-native"]').hidden, false);
  await press('[data-action="share-native"]');
  choose.reject(new Error('closed'));
  await settle();
  assert.deepEqual(page.events, []);
  await press('[data-action="share-native"]');
  choose.resolve();
  await settle();
  assert.deepEqual(page.events, [{ name: 'shared', campaign: 'a', channel: 'native' }]);
  assert.deepEqual(written[0], { text: 'Sign it', url: 'https://sign.example/p/a' });
});

test('without one its button stays away', async () => {
  await start();
  assert.equal(page.find('[data-action="share-native"]').hidden, true);
});

test('what is typed as the message goes into every link and the share sheet, whatever was typed before', async () => {
  page = openPage(`<section><div class="field" hidden><textarea data-action="share-text">Sign it (now)!</textarea></div>
    <a data-action="share" data-value="mail" href="mailto:?subject=A&amp;body=Sign%20it%20%28now%29%21%0D%0Ahttps%3A%2F%2Fsign.example">Mail</a>
    <a data-action="share" data-value="facebook" href="https://facebook.example/?u=https%3A%2F%2Fsign.example">Facebook</a>
    <button data-action="share-native" data-value="https://sign.example/p/a" value="Sign it (now)!" hidden></button></section>`);
  const sheets = [];
  await start({ share: async (sheet) => void sheets.push({ ...sheet }) });
  const field = page.find('textarea');
  assert.equal(field.closest('.field').hidden, false);
  for (const text of ['', "Don't wait $& (please)"]) {
    field.value = text;
    field.dispatchEvent(new page.window.Event('input'));
  }
  assert.equal(page.find('[data-value="mail"]').getAttribute('href'),
    'mailto:?subject=A&body=Don%27t%20wait%20%24%26%20%28please%29%0D%0Ahttps%3A%2F%2Fsign.example');
  assert.equal(page.find('[data-value="facebook"]').getAttribute('href'), 'https://facebook.example/?u=https%3A%2F%2Fsign.example');
  await press('[data-action="share-native"]');
  assert.deepEqual(sheets, [{ text: "Don't wait $& (please)", url: 'https://sign.example/p/a' }]);
});
