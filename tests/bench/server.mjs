// The real server over HTTP, with the load made by wrk on the same machine: signatures acknowledged a second
// (synchronous=FULL, each of another signer), and reads of the view and the count a second.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'build/release/server/undersigned-server');
const campaign = 'free-dontae-sharpe';
const seconds = process.env.UNDERSIGNED_BENCH_SECONDS ?? '5';

function wrk(connections, url, script = [], environment = {}) {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', '10s', ...script, url];
  const report = execFileSync('wrk', args, { encoding: 'utf8', env: { ...process.env, ...environment } });
  const find = (pattern) => report.match(pattern)?.[1] ?? '?';
  return {
    rate: Math.round(Number(find(/Requests\/sec:\s+([\d.]+)/))),
    p50: find(/50%\s+(\S+)/),
    p99: find(/99%\s+(\S+)/),
    errors: [...report.matchAll(/(Non-2xx or 3xx responses: \d+|Socket errors: .*)/g)].map(([text]) => text).join('; '),
  };
}

function print(what, connections, { rate, p50, p99, errors }) {
  const figures = `${String(rate).padStart(7)} a second, p50 ${p50}, p99 ${p99}`;
  console.log(`${what.padEnd(24)} ${String(connections).padStart(5)} connections ${figures}, ${errors || '0 errors'}`);
}

async function serve(data) {
  const args = ['serve', '--data', data, '--port', '0', '--assets', join(root, 'build/web'), '--print-port'];
  args.push('--free-signatures', '1000000000', '--sign-ms-min', '0');
  const server = spawn(program, [...args, '--log-level', 'error'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    const address = line.match(/^listening on (\S+)/)?.[1];
    if (address) return { server, address };
  }
  throw new Error('the server did not start');
}

const data = await mkdtemp(join(tmpdir(), 'undersigned-bench-'));
execFileSync(program, ['import-campaigns', join(root, 'web/demo/campaigns.json'), '--data', data]);
const { server, address } = await serve(data);
try {
  const view = await (await fetch(`${address}/v1/campaigns/${campaign}/view`)).json();
  const version = view.rules.match(/text_version=(\w+)/)[1];
  const sign = ['-s', fileURLToPath(new URL('sign.lua', import.meta.url))];
  for (const connections of [8, 64, 256, 1024]) {
    const url = `${address}/v1/campaigns/${campaign}/signatures`;
    print('signatures acknowledged', connections, wrk(connections, url, sign, { TEXT_VERSION: version, RUN: `${connections}` }));
  }
  for (const document of ['view', 'count']) {
    for (const connections of [8, 256]) {
      print(`reads of the ${document}`, connections, wrk(connections, `${address}/v1/campaigns/${campaign}/${document}`));
    }
  }
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
}
console.log(execFileSync(program, ['recount', '--data', data], { encoding: 'utf8' }).trim());
await rm(data, { recursive: true, force: true });
