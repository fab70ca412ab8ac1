// The server and its peers, each started alone on a free port with an empty folder and one campaign.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lineOf } from '../../run/child.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const release = join(root, 'build/release');
export const campaign = 'free-dontae-sharpe';

// In a benchmark all clients have one address; the cost of rate limits is measured elsewhere.
const manySigners = ['--free-signatures', '1000000000'];

async function start(command, args, data, environment) {
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
  const [, address] = await lineOf(server.stdout, /^listening on (\S+)/);
  const stop = async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await new Promise((resolve) => server.once('exit', resolve));
    await rm(data, { recursive: true, force: true });
  };
  return { address, data, pid: server.pid, stop };
}

export function temporaryFolder() {
  return mkdtemp(join(tmpdir(), 'undersigned-bench-'));
}

// The demo's campaigns without confirmation, as the benchmarks do not include mail, and without what an earlier build
// (UNDERSIGNED_BENCH_BEFORE) does not read.
async function campaignsThatCountAtOnce() {
  const file = JSON.parse(await readFile(join(root, 'web/demo/campaigns.json'), 'utf8'));
  const left = { picture: undefined, organizer: undefined, translations: undefined };
  for (const campaign of file.campaigns) Object.assign(campaign, { confirmation: 'none' }, left);
  return JSON.stringify(file);
}

// In a new or a given folder; both are removed when it stops. `checkout` has the server and the widget's files in build.
export async function serveUndersigned(environment = {}, options = [], folder = undefined, checkout = root) {
  const server = join(checkout, 'build/release/server/undersigned-server');
  const data = folder ?? (await temporaryFolder());
  const run = (command, ...args) =>
    execFileSync(server, [command, ...args, '--data', data], { encoding: 'utf8', env: { ...process.env, ...environment } });
  await writeFile(join(data, 'campaigns.json'), await campaignsThatCountAtOnce());
  run('import-campaigns', join(data, 'campaigns.json'));
  const args = ['serve', '--data', data, '--port', '0', '--assets', join(checkout, 'build/web'), '--print-port', '--log-level', 'error'];
  const started = await start(server, [...args, ...manySigners, ...options], data, environment);
  return { ...started, recount: () => run('recount').trim() };
}

// `peer` is a file of peers/, without its extension.
export async function servePeer(peer, environment = {}) {
  const data = await temporaryFolder();
  return start(process.execPath, [join(root, 'tests/bench/peers', `${peer}.mjs`), data], data, { NODE_ENV: 'production', ...environment });
}

// The version of the text that signatures agree to.
export async function textVersion(address) {
  const form = await (await fetch(`${address}/v1/campaigns/${campaign}/form`)).json();
  return form.rules.match(/text_version=(\w+)/)[1];
}

// Rows per second of a raw loop on the same disk.
export async function rawCommits(environment, rows) {
  const folder = await temporaryFolder();
  const printed = execFileSync(join(release, 'tests/bench/load/raw_commits'), [folder, String(rows)], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  await rm(folder, { recursive: true, force: true });
  return Number(printed);
}
