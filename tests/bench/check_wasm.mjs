// How long the WebAssembly form core takes to check one signature; check_bench gives the same ones to the native core.
import { readFile } from 'node:fs/promises';
import { FormCore } from '../wasm/modules.mjs';

const rounds = 7;
const checksARound = 20_000;

const [rules, ...forms] = (await readFile(new URL('forms.txt', import.meta.url), 'utf8')).split('\n').filter(Boolean);
const core = await FormCore.load();

function roundNs() {
  const start = process.hrtime.bigint();
  for (let i = 0; i < checksARound; ++i) core.check(rules, forms[i % forms.length]);
  return Number(process.hrtime.bigint() - start) / checksARound;
}

roundNs(); // the first round runs in the baseline compiler
const times = Array.from({ length: rounds }, roundNs).sort((a, b) => a - b);
const [low, median, high] = [times[0], times[rounds >> 1], times.at(-1)].map(Math.round);
console.log(`WebAssembly in Node: ${median} ns a signature, median of ${rounds} rounds of ${checksARound} (${low} to ${high})`);
