// A port for a program that a test starts.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below Linux's ephemeral ports, from 32768 on: there, an outgoing connection or another test could take the port
// before the program listens. Browsers refuse some ports below 12000.
const lowest = 12_000;
const end = 32_000;
const triesMax = 100;

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

// Tests that run at the same time choose at random, so that they hardly ever choose the same.
export async function freePort() {
  for (let tries = 0; tries < triesMax; ++tries) {
    const port = randomInt(lowest, end);
    if (await isFree(port)) return port;
  }
  throw new Error(`${triesMax} ports between ${lowest} and ${end} were taken`);
}
