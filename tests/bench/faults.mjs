// The table of faults: ten thousand power cuts, every operation failing in every way, two hundred kills of the server.
// Exits with 1 if anything was lost, duplicated, stored although refused, or otherwise wrong.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { runKills } from '../faults/kills.mjs';
import { isClean, printRow } from '../faults/server.mjs';

const [kills, seed] = [200, 1];
const table = fileURLToPath(new URL('../../build/release/tests/faults/fault_table', import.meta.url));

const { status } = spawnSync(table, { stdio: 'inherit' });
const tally = await runKills(kills, seed);
printRow(`kill -9 of the server under load, seed ${seed}`, tally);
process.exitCode = status === 0 && isClean(tally) ? 0 : 1;
