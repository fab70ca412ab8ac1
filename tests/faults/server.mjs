// The real server for the tests of faults, with clients that try again: a client that gets no answer or 503 sends the
// same body with the same idempotency key until it is answered. The answers are recorded.
import { execFileSync, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lineOf } from '../run/child.mjs';
import { exactCount } from '../run/exact_count.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const program = process.env.UNDERSIGNED_SERVER ?? join(root, 'build/release/server/undersigned-server');
const assets = process.env.UNDERSIGNED_ASSETS ?? join(root, 'build/web');
const exportBytesMax = 1_000_000_000;
export const slug = 'free-dontae-sharpe'; // whose signatures count at once
export const checkedSlug = 'end-prison-phone-rates'; // whose signatures wait for confirmation

// From 0 to limit - 1, the same for the same seed (mulberry32).
export function randomFrom(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

export function command(data, ...args) {
  return commandThrough([], data, ...args);
}

// Preceded by another program, such as one that enters the server's mounts.
export function commandThrough(before, data, ...args) {
  const [first, ...rest] = [...before, program, ...args, '--data', data];
  return execFileSync(first, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: exportBytesMax });
}

export async function importCampaign(data, file, title = 'Free Dontae Sharpe') {
  const campaign = {
    slug, kind: 'petition', status: 'open', locale: 'en', title, summary: 'Twenty-five years.', body: 'Because it matters.',
    targets: [{ name: 'The governor' }],
    demands: { style: 'ordered', items: [{ id: '1', text: 'Free him.' }] },
    fields: { postcode: 'optional', country: 'optional', comment: 'optional' },
    confirmation: 'none',
  };
  const checked = { ...campaign, slug: checkedSlug, confirmation: 'email' };
  await writeFile(file, JSON.stringify({ campaigns: [campaign, checked], partners: [] }));
  command(data, 'import-campaigns', file);
}

// All clients have this machine's address: no challenges, no minimum time to fill in the form.
export function serveArguments(data) {
  const free = ['--free-signatures', '1000000000', '--sign-ms-min', '0'];
  return ['serve', '--data', data, '--port', '0', '--assets', assets, '--print-port', '--log-level', 'error', ...free];
}

// Waits for the line with the port; returns the address at which it serves.
export async function addressOf(server) {
  const [, port] = await lineOf(server.stdout, /^listening on \S+:(\d+)$/);
  return { host: '127.0.0.1', port: Number(port) };
}

export async function serve(data) {
  const server = spawn(program, serveArguments(data), { stdio: ['ignore', 'pipe', 'inherit'] });
  return { server, address: await addressOf(server) };
}

export function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', resolve));
}

export function ask(address, path, { agent, body, timeout = 20_000 } = {}) {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const headers = body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' };
    const request = http.request({ ...address, path, method, agent, timeout, headers }, (response) => {
      let text = '';
      response.on('data', (piece) => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      response.on('error', reject);
      response.on('aborted', () => reject(new Error('cut off')));
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
    request.end(body);
  });
}

export async function textVersion(address, campaign = slug) {
  const { text } = await ask(address, `/v1/campaigns/${campaign}/form`);
  return JSON.parse(text).rules.match(/text_version=(\w+)/)[1];
}

export function confirmedCount({ host, port }) {
  return exactCount(`http://${host}:${port}`, slug);
}

export const emailOf = (signer) => `ana.${signer}@example.org`;

export function bodyOf(signer, version, email = emailOf(signer)) {
  const key = `idempotency-key-${String(signer).padStart(12, '0')}`;
  return String(new URLSearchParams({
    name: `Ana Gil ${signer}`, email, country: 'US', visibility: 'hidden', text_version: version, locale: 'en', idempotency_key: key,
  }));
}

// How often each address is in the exports.
function exported(data, run) {
  const times = new Map();
  for (const campaign of [slug, checkedSlug]) {
    for (const [, email] of run(data, 'export', campaign, '--status', 'all').matchAll(/,"?([^",\s]+@[^",\s]+)"?/g)) {
      times.set(email, (times.get(email) ?? 0) + 1);
    }
  }
  return times;
}

// Compares the contents with the answers that clients got.
export function judge(data, { acknowledged, refused }, tally, run = command) {
  const there = exported(data, run);
  for (const signer of acknowledged) if (!there.has(emailOf(signer))) tally.lost += 1;
  for (const times of there.values()) tally.doubled += times - 1;
  for (const email of refused) if (there.has(email)) tally.refusedPresent += 1;
  if (there.size > acknowledged.size) tally.wrong += 1;
  tally.acknowledged = acknowledged.size;
  try {
    run(data, 'recount');
  } catch {
    tally.differed += 1;
  }
}

export const emptyTally = () => ({ points: 0, acknowledged: 0, lost: 0, doubled: 0, refusedPresent: 0, differed: 0, wrong: 0 });
export const isClean = ({ lost, doubled, refusedPresent, differed, wrong }) => lost + doubled + refusedPresent + differed + wrong === 0;

// With the columns of tally.cpp.
export function printRow(what, tally) {
  const { points, acknowledged, lost, doubled, refusedPresent, differed, wrong } = tally;
  const columns = [[points, 8], [acknowledged, 14], [lost, 6], [doubled, 9], [refusedPresent, 17], [differed, 18], [wrong, 13]];
  console.log(what.padEnd(52) + columns.map(([number, width]) => String(number).padStart(width)).join(''));
}
