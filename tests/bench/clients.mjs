// How much bad clients slow down good ones: 64 connections sign as fast as they can, alone, and while the same server
// holds 1,000 slow request heads and 5,000 idle connections. Each round measures both, in turn, on one machine that
// also runs the clients. The result is the median of the rounds' ratios.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { campaign, root, serveUndersigned, textVersion } from './load/servers.mjs';
import { load, median } from './load/wrk.mjs';

const seconds = Number(process.env.UNDERSIGNED_BENCH_SECONDS ?? 5);
const rounds = Number(process.env.UNDERSIGNED_BENCH_ROUNDS ?? 3);
const good = 64;
const slow = 1_000;
const idle = 5_000;

const server = await serveUndersigned();
const { hostname, port } = new URL(server.address);

function sign(version, run) {
  const url = `${server.address}/v1/campaigns/${campaign}/signatures`;
  return load(url, { connections: good, seconds, sign: true, environment: { TEXT_VERSION: version, RUN: run, BODY: 'json' } });
}

async function ask(crowd) {
  crowd.send('how many');
  const [answer] = await once(crowd, 'message');
  return answer;
}

async function signBesideCrowd(version, run) {
  const crowd = fork(join(root, 'tests/bench/load/crowd.mjs'), [hostname, port, slow, idle].map(String));
  await once(crowd, 'message');
  await ask(crowd);
  const figures = sign(version, run);
  const descriptors = readdirSync(`/proc/${server.pid}/fd`).length;
  const held = await ask(crowd);
  crowd.disconnect();
  await once(crowd, 'exit');
  if (held.slow < slow || held.idle < idle || descriptors < slow + idle) {
    throw new Error(`the crowd was not held: ${held.slow} slow, ${held.idle} idle, ${descriptors} descriptors of the server`);
  }
  return { ...figures, held };
}

function row(what, { rate, p50, p99, refused, failed }) {
  console.log(
    `${what.padEnd(24)} ${String(rate).padStart(7)} signatures a second   p50 ${p50.toFixed(1).padStart(6)} ms   p99 ${p99.toFixed(1).padStart(6)} ms   ${refused + failed} errors`,
  );
}

const ratios = [];
async function measure() {
  const version = await textVersion(server.address);
  for (let round = 0; round < rounds; ++round) {
    const taken = {};
    const turns = [
      ['alone', () => sign(version, `a${round}`)],
      ['beside', () => signBesideCrowd(version, `b${round}`)],
    ];
    for (const [name, turn] of round % 2 === 0 ? turns : turns.reverse()) taken[name] = await turn();
    row(`${good} good clients alone`, taken.alone);
    row('beside the crowd', taken.beside);
    const { held } = taken.beside;
    console.log(`  held all the time: ${held.slow} slow heads, ${held.idle} idle; ${held.comebacks} came back after the server let them go`);
    ratios.push(taken.beside.rate / taken.alone.rate);
  }
}

try {
  await measure();
} finally {
  await server.stop();
}
console.log(`Good clients keep ${median(ratios).toFixed(2)} of their throughput (rounds: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`);
