// The table of faults: ten thousand power cuts, every operation failing in every way, two hundred kills of the server.
// Ends with 1 where anything was lost, doubled, there although refused, or wrong otherwise.
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
