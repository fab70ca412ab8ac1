// Runs wrk and reads its output.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../sign.lua', import.meta.url));

function milliseconds(text = '') {
  const [, number, unit] = text.match(/^([\d.]+)(us|ms|s|m)$/) ?? [];
  return Number(number) * { us: 0.001, ms: 1, s: 1_000, m: 60_000 }[unit];
}

// A connection that waits longer than two seconds for an answer counts as an error.
export function load(url, { connections, seconds, environment, sign = false }) {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', '2s', ...(sign ? ['-s', script] : []), url];
  const report = execFileSync('wrk', args, { encoding: 'utf8', env: { ...process.env, ...environment } });
  const find = (pattern) => report.match(pattern)?.[1];
  return {
    rate: Math.round(Number(find(/Requests\/sec:\s+([\d.]+)/))),
    p50: milliseconds(find(/^\s+50%\s+(\S+)/m)),
    p99: milliseconds(find(/^\s+99%\s+(\S+)/m)),
    requests: Number(find(/(\d+) requests in/)),
    refused: Number(find(/Non-2xx or 3xx responses: (\d+)/) ?? 0),
    failed: [...(find(/Socket errors: (.*)/) ?? '').matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0),
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// The rounds of one measurement as one: medians of the figures, sums of the errors.
export function combineRounds(rounds) {
  const of = (name) => rounds.map((round) => round[name]);
  const sum = (name) => of(name).reduce((total, value) => total + value, 0);
  return { rate: median(of('rate')), p50: median(of('p50')), p99: median(of('p99')), requests: sum('requests'), refused: sum('refused'), failed: sum('failed') };
}
