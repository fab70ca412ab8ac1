// Signatures acknowledged per second over HTTP (synchronous=FULL, a new signer each, clients on the same machine),
// compared in one run with a raw SQLite loop on the same disk and with two Fastify servers that do the same work
// (peers/): an ordinary one, and one with group commit written by hand. Then the same with 5 ms added to every sync,
// and reads of the view and the count. Rounds alternate, so that a busy minute of the machine affects all of them.
// Figures are medians. If UNDERSIGNED_BENCH_BEFORE is another checkout with a release build, its server takes part, so
// that the two can be compared.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exactCount } from '../run/exact_count.mjs';
import { campaign, rawCommits, release, root, servePeer, serveUndersigned, textVersion } from './load/servers.mjs';
import { load, median, combineRounds } from './load/wrk.mjs';

const seconds = Number(process.env.UNDERSIGNED_BENCH_SECONDS ?? 3);
const rounds = Number(process.env.UNDERSIGNED_BENCH_ROUNDS ?? 3);
const crowds = [8, 64, 256, 1024];
const slowSync = { LD_PRELOAD: join(release, 'tests/bench/load/libslow_sync.so') };

const before = process.env.UNDERSIGNED_BENCH_BEFORE;

const names = { undersigned: 'Undersigned', before: 'Undersigned before', group_commit: 'Fastify, group commit', ordinary: 'Fastify, ordinary' };
const hasPeers = existsSync(join(root, 'tests/bench/peers/node_modules/fastify'));

async function serve(name, environment, version) {
  if (name === 'undersigned') return serveUndersigned(environment);
  if (name === 'before') return serveUndersigned(environment, [], undefined, before);
  return servePeer(name, { ...environment, TEXT_VERSION: version });
}

function row(what, connections, { rate, p50, p99, refused, failed }) {
  const errors = refused + failed;
  console.log(
    `${what.padEnd(24)} ${String(connections).padStart(5)} connections ${String(rate).padStart(7)} a second   p50 ${p50.toFixed(1).padStart(6)} ms   p99 ${p99.toFixed(1).padStart(6)} ms   ${errors} errors`,
  );
}

// One server's turn: a new file, then every number of connections in order.
async function turn(name, environment, version, round) {
  const server = await serve(name, environment, version);
  const figures = {};
  for (const connections of crowds) {
    const url = `${server.address}/v1/campaigns/${campaign}/signatures`;
    const variables = { TEXT_VERSION: version, RUN: `${round}x${connections}`, BODY: 'json' };
    figures[connections] = load(url, { connections, seconds, sign: true, environment: variables });
  }
  const acknowledged = Object.values(figures).reduce((sum, { requests, refused }) => sum + requests - refused, 0);
  const counted = await countOf(server);
  // Requests in flight when wrk stopped were signed, but their answers were not read.
  const extra = counted - acknowledged;
  const recount = server.recount?.();
  await server.stop();
  if (extra < 0 || extra > crowds.reduce((sum, crowd) => sum + crowd)) {
    throw new Error(`${names[name]} acknowledged ${acknowledged} and counts ${counted}`);
  }
  if (recount && recount !== 'All counters are correct.') throw new Error(recount);
  return figures;
}

async function countOf({ address, recount }) {
  if (recount) return exactCount(address, campaign);
  return (await (await fetch(`${address}/count`)).json()).confirmed;
}

async function signing(title, environment, version) {
  console.log(`\n${title}`);
  const peers = ['undersigned', ...(before ? ['before'] : []), ...(hasPeers ? ['group_commit', 'ordinary'] : [])];
  const taken = Object.fromEntries(peers.map((name) => [name, []]));
  const raw = [];
  for (let round = 0; round < rounds; ++round) {
    raw.push(await rawCommits(environment, environment.LD_PRELOAD ? 20_000 : 100_000));
    for (const name of peers) taken[name].push(await turn(name, environment, version, round));
  }
  const results = {};
  for (const name of peers) {
    results[name] = {};
    for (const connections of crowds) {
      results[name][connections] = combineRounds(taken[name].map((figures) => figures[connections]));
      row(names[name], connections, results[name][connections]);
    }
  }
  console.log(`${'raw loop, 100 a commit'.padEnd(24)}       one connection ${String(median(raw)).padStart(7)} rows a second`);
  ratios(results, median(raw));
}

function ratios(results, raw) {
  const of = (name) => (results.undersigned[256].rate / results[name][256].rate).toFixed(2);
  console.log(`At 256 connections: ${(results.undersigned[256].rate / raw).toFixed(2)} of the raw loop's rows`);
  if (results.before) {
    const ratio = (connections) => (results.undersigned[connections].rate / results.before[connections].rate).toFixed(2);
    console.log(`At ${crowds.join(', ')} connections: ${crowds.map(ratio).join(', ')} times the one before`);
  }
  if (results.ordinary) console.log(`                    ${of('ordinary')} times the ordinary Fastify, ${of('group_commit')} times the one with group commit`);
}

async function reading() {
  console.log('\nReads');
  const server = await serveUndersigned();
  for (const document of ['view', 'count']) {
    for (const connections of [8, 256, 1024]) {
      row(document, connections, load(`${server.address}/v1/campaigns/${campaign}/${document}`, { connections, seconds }));
    }
  }
  await server.stop();
}

const first = await serveUndersigned();
const version = await textVersion(first.address);
await first.stop();
if (!hasPeers) console.log('The Fastify servers are left out: npm has not installed them, or Node.js is older than 20.');
await signing('This disk', {}, version);
await signing('The same with 5 ms added to every sync', slowSync, version);
await reading();
