// Whether a signature costs the same in a large file as in an empty one: signatures acknowledged per second over HTTP
// (synchronous=FULL, a new signer each, clients on the same machine), in a file of ten million and in a new one, in
// turn. The result is the median of the rounds' ratios. At the end, the large file's counters are compared with its
// rows.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { campaign, release, serveUndersigned, temporaryFolder, textVersion } from './load/servers.mjs';
import { load, median } from './load/wrk.mjs';

const rows = Number(process.env.UNDERSIGNED_BENCH_ROWS ?? 10_000_000);
const seconds = Number(process.env.UNDERSIGNED_BENCH_SECONDS ?? 10);
const rounds = Number(process.env.UNDERSIGNED_BENCH_ROUNDS ?? 5);
const warmUpSeconds = 3;
const connections = 256;

// Many signatures at once, each of a new signer.
function sign({ address }, version, run) {
  const url = `${address}/v1/campaigns/${campaign}/signatures`;
  const environment = { TEXT_VERSION: version, RUN: run, BODY: 'json' };
  load(url, { connections, seconds: warmUpSeconds, sign: true, environment: { ...environment, RUN: `${run}w` } });
  return load(url, { connections, seconds, sign: true, environment });
}

async function signInNewFile(version, run) {
  const server = await serveUndersigned();
  const figures = sign(server, version, run);
  await server.stop();
  return figures;
}

function printFigures(what, figures) {
  const of = (name) => median(figures.map((each) => each[name]));
  const errors = figures.reduce((sum, { refused, failed }) => sum + refused + failed, 0);
  console.log(`${what.padEnd(12)} ${of('rate')} a second   p50 ${of('p50')} ms   p99 ${of('p99')} ms   ${errors} errors`);
}

console.log(`A file of ${rows} signatures beside an empty one, ${connections} connections, ${rounds} rounds of ${seconds} s`);
const data = await temporaryFolder();
execFileSync(join(release, 'tests/bench/load/fill_file'), [data, String(rows)]);
// The file was filled without a secret, and a server does not create one if there are signatures.
const secret = { UNDERSIGNED_SECRET: randomBytes(32).toString('base64') };
const started = performance.now();
const large = await serveUndersigned(secret, [], data);
console.log(`It is imported into and served after ${((performance.now() - started) / 1_000).toFixed(1)} s`);
const version = await textVersion(large.address);
const inLarge = [];
const inNew = [];
for (let round = 0; round < rounds; ++round) {
  inLarge.push(sign(large, version, `L${round}`));
  inNew.push(await signInNewFile(version, `N${round}`));
}
printFigures('large file', inLarge);
printFigures('empty file', inNew);
const ratios = inLarge.map(({ rate }, round) => rate / inNew[round].rate);
console.log(`ratio        ${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`);
console.log(`recount      ${large.recount()}`);
await large.stop();
