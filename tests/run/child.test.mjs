import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { lineOf } from './child.mjs';

// Writes as programs do that log to a pipe: each line blocks until there is room.
function writing(script) {
  return spawn(process.execPath, ['-e', `const { writeSync } = require('node:fs'); ${script}`], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('a program goes on after its line was found, however much it says', async () => {
  const child = writing("writeSync(1, 'ready at 8080\\n'); for (let n = 0; n < 40_000; ++n) writeSync(1, 'one more line of a log, as long as they are\\n');");
  const ended = once(child, 'exit');
  assert.equal((await lineOf(child.stdout, /^ready at (\d+)$/))[1], '8080');
  assert.deepEqual(await ended, [0, null]);
});

test('a program that ends without the line is an error with what it said', async () => {
  const child = writing("writeSync(1, 'the port is taken\\n')");
  await assert.rejects(lineOf(child.stdout, /^ready/), /the output ended[^]*the port is taken/);
});
