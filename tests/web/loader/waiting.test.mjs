// web/loader/waiting.ts: the wait for a busy server.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';
import { settle } from '../clock.mjs';

let page;
let waitFor;
let isWanted;
let cancelled;
let isOver;

beforeEach(async () => {
  page = openPage();
  ({ waitFor } = await page.run('loader/waiting.ts'));
  isWanted = true;
  cancelled = 0;
  isOver = false;
});

function wait(seconds) {
  const wanted = waitFor({
    translate: (name, { when } = {}) => when ?? name, lang: 'en', seconds, isWanted: () => isWanted, cancel: () => ++cancelled,
  });
  wanted.over.then(() => (isOver = true));
  return { ...wanted, shown: () => wanted.words[0].textContent, spoken: () => wanted.words[1].textContent };
}

test('it is counted down each second, over when the time is up, and no timer stays', async () => {
  const { shown } = wait(3);
  assert.equal(shown(), 'in 3 seconds');
  await page.clock.advance(1_000);
  assert.equal(shown(), 'in 2 seconds');
  await page.clock.advance(1_999);
  assert.equal(isOver, false);
  await page.clock.advance(1);
  await settle();
  assert.deepEqual([isOver, page.clock.waits], [true, []]);
});

test('beyond a minute and a half it is told in minutes', async () => {
  const { shown } = wait(91);
  assert.equal(shown(), 'in 2 minutes');
  await page.clock.advance(1_000);
  assert.equal(shown(), 'in 90 seconds');
});

test('it is said aloud at once, and then every thirty seconds', async () => {
  const { spoken } = wait(80);
  assert.equal(spoken(), 'in 80 seconds');
  await page.clock.advance(29_000);
  assert.equal(spoken(), 'in 80 seconds');
  await page.clock.advance(1_000);
  assert.equal(spoken(), 'in 50 seconds');
});

test('"now" ends it, "change" takes it back as well', async () => {
  wait(60).buttons.querySelectorAll('button')[0].click();
  await settle();
  assert.deepEqual([isOver, cancelled], [true, 0]);
  isOver = false;
  wait(60).buttons.querySelectorAll('button')[1].click();
  await settle();
  assert.deepEqual([isOver, cancelled, page.clock.waits], [true, 1, []]);
});

test('what is not wanted any more is over with the next second', async () => {
  wait(60);
  isWanted = false;
  await page.clock.advance(1_000);
  await settle();
  assert.equal(isOver, true);
});

test('a page that was not seen for long knows at once that it is over', async () => {
  wait(5);
  page.clock.sleep(5_000);
  page.setHidden(false);
  await settle();
  assert.equal(isOver, true);
});
