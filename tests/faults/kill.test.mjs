// kill -9 under load. `./dev bench faults` kills two hundred times.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { runKills } from './kills.mjs';
import { isClean } from './server.mjs';

test('whoever was told so is there once after kill -9, and nobody who was refused', async () => {
  const tally = await runKills(4, 1);
  assert.ok(isClean(tally), JSON.stringify(tally));
  assert.equal(tally.points, 4);
  assert.ok(tally.acknowledged > 4);
});
