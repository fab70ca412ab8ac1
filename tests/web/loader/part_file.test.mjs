// web/loader/part_file.ts: how another file of the widget is loaded.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

const newest = 'https://sign.example/v/1/';
const pinned = 'https://sign.example/v/0123456789abcdef/';
let page;
let failing;

beforeEach(() => {
  page = openPage();
  failing = 0;
  page.part = (address) => {
    if (failing-- > 0) throw new Error('broken');
    return { address };
  };
  page.window.DOMTokenList.prototype.supports = () => false;
});

async function partOf(folder) {
  const { partFile } = await page.run('loader/part_file.ts', `${folder}undersigned.js`);
  return partFile('form.js', 'sha384-x');
}

const verified = () => page.requests.map(({ path, options }) => `${path} ${options.integrity} ${options.credentials}`);

test('it is brought once for all who ask, from beside this file, and checked before', async () => {
  const bring = await partOf(newest);
  const [one, two] = await Promise.all([bring(), bring()]);
  assert.equal(one, two);
  assert.deepEqual([page.parts, verified()], [[`${newest}form.js`], ['/v/1/form.js sha384-x omit']]);
});

test('a file that failed is tried at an address of its own', async () => {
  failing = 1;
  assert.equal((await (await partOf(newest))()).address, `${newest}form.js?2`);
});

test('two failures are told, and whoever asks later has it tried again', async () => {
  failing = 2;
  const bring = await partOf(newest);
  await assert.rejects(bring(), /broken/);
  assert.equal((await bring()).address, `${newest}form.js?3`);
  assert.equal(page.parts.length, 3);
});

test('behind the address of the newest, another try takes the file as it is', async () => {
  page.answers = () => 'offline';
  assert.equal((await (await partOf(newest))()).address, `${newest}form.js?2`);
  assert.deepEqual(page.parts, [`${newest}form.js?2`]);
});

test('of a pinned version, no try takes a file that is not the one', async () => {
  page.answers = () => 'offline';
  await assert.rejects((await partOf(pinned))());
  assert.deepEqual(page.parts, []);
});

test('where the browser knows modulepreload, that checks it', async () => {
  page.window.DOMTokenList.prototype.supports = (what) => what === 'modulepreload';
  const bring = await partOf(pinned);
  const part = bring();
  const link = page.find('head link');
  assert.deepEqual([link.rel, link.href, link.integrity, link.crossOrigin], ['modulepreload', `${pinned}form.js`, 'sha384-x', '']);
  link.onload();
  assert.equal((await part).address, `${pinned}form.js`);
  assert.deepEqual(page.requests, []);
});
