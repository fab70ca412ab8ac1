// Whether the time of an answer, or a byte of it, reveals to a stranger what happened to a signature. The real server
// over HTTP, attempts in every state in random order. For each state: the median, the 95th percentile, and the
// probability that an answer took longer than in the first state (the area under the ROC curve: Mann and Whitney's U
// divided by the number of pairs). 0.5 reveals nothing; without a difference, 95 of 100 such figures are within the
// bounds printed beside it.
//
// Three measurements:
// - the answer itself;
// - the answer to a second request, sent directly after it on another connection, which waits while the writer works on
//   the first;
// - the last answer of eight requests sent at once, which the writer commits together.
//
// timing.mjs [attempts in each state]
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { lineOf } from '../run/child.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.UNDERSIGNED_SERVER ?? join(root, 'build/release/server/undersigned-server');
const tries = Number(process.argv[2] ?? 1000);
const counting = 'drop-charges-jacqueline-dixon'; // signatures count at once
const confirming = 'free-dontae-sharpe'; // they count once the mailbox has confirmed
const mailAgainMs = 60_000; // limits::kMailAgainMs: earlier, no second mail is sent

let people = 0;
let keys = 0;
const newKey = () => `timing-${String((keys += 1)).padStart(12, '0')}`;
const somebody = () => ({ name: 'Ana Gil', email: `p${String((people += 1)).padStart(7, '0')}@example.org`, idempotency_key: newKey() });
const withNewKey = (person) => ({ ...person, idempotency_key: newKey() });

async function prepare() {
  const data = await mkdtemp(join(tmpdir(), 'undersigned-timing-'));
  const file = JSON.parse(await readFile(join(root, 'web/demo/campaigns.json'), 'utf8'));
  for (const campaign of file.campaigns) {
    campaign.confirmation = campaign.slug === confirming ? 'email' : 'none';
    delete campaign.picture;
    campaign.goal = [1_000_000]; // the same for the whole run: a longer number makes a longer answer
  }
  await writeFile(join(data, 'campaigns.json'), JSON.stringify(file));
  execFileSync(program, ['import-campaigns', join(data, 'campaigns.json'), '--data', data]);
  return data;
}

async function serve(data) {
  const args = ['serve', '--data', data, '--port', '0', '--assets', join(root, 'build/web'), '--print-port'];
  args.push('--free-signatures', '1000000000', '--sign-ms-min', '0');
  const server = spawn(program, [...args, '--log-level', 'error'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [, port] = await lineOf(server.stdout, /^listening on \S+:(\d+)/);
  return { server, port: Number(port) };
}

const data = await prepare();
const { server, port } = await serve(data);

// One POST: status, headers without the date, body, and the time until the last byte.
function post(path, fields, agent) {
  const body = new URLSearchParams(fields).toString();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const call = request({ port, host: '127.0.0.1', method: 'POST', path, headers, agent }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => {
        const us = Number(process.hrtime.bigint() - started) / 1000;
        const sent = response.rawHeaders.join('\n').replace(/^Date\n.*$/m, '');
        resolve({ us, status: response.statusCode, head: sent, body: Buffer.concat(parts).toString() });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

// For many requests at once, before the measured attempts.
const crowd = new Agent({ keepAlive: true, maxSockets: 32 });
async function forAll(list, work) {
  const left = [...list];
  await Promise.all(Array.from({ length: 32 }, async () => {
    for (let item = left.pop(); item; item = left.pop()) await work(item);
  }));
}

async function ask(path, fields) {
  const answer = await post(path, fields, crowd);
  assert.equal(answer.status, 200, `${path}: ${answer.body.slice(0, 300)}`);
  return answer;
}

async function textVersion(slug) {
  const { rules } = await (await fetch(`http://127.0.0.1:${port}/v1/campaigns/${slug}/form`)).json();
  return new URLSearchParams(rules).get('text_version');
}

const versions = { [counting]: await textVersion(counting), [confirming]: await textVersion(confirming) };
const pathOf = (slug, what = 'signatures') => `/v1/campaigns/${slug}/${what}`;
const sign = (slug, person) => ask(pathOf(slug), { ...person, text_version: versions[slug] });

// The newest code for each address; mails that were read are removed.
const codes = new Map();
async function readMails() {
  const spool = join(data, 'mail');
  for (const name of (await readdir(spool)).filter((file) => file.endsWith('.eml')).sort()) {
    const mail = await readFile(join(spool, name), 'utf8');
    const code = mail.match(/^(\d{6})\r?$/m)?.[1];
    if (code) codes.set(mail.match(/^To: (\S+)\r?$/m)[1], code);
    await rm(join(spool, name));
  }
}
async function codeOf({ email }) {
  while (!codes.has(email)) {
    await pause(20);
    await reading;
  }
  const code = codes.get(email);
  codes.delete(email);
  return code;
}
let reading = Promise.resolve();
const reader = setInterval(() => (reading = reading.then(readMails)), 100);

async function confirm(person) {
  await ask(pathOf(confirming, 'confirmations'), { ...person, code: await codeOf(person) });
}

const hidden = (page, name) => page.match(new RegExp(`name="${name}" value="([^"]*)"`))[1];
async function withdraw(person) {
  const asked = await ask('/my/code', { email: person.email });
  const ticket = hidden(asked.body, 'ticket');
  const { body } = await ask('/my', { email: person.email, ticket, code: await codeOf(person) });
  const fields = Object.fromEntries(['email', 'token', 'id'].map((name) => [name, hidden(body, name)]));
  await ask('/my/change', { ...fields, change: 'withdraw' });
}

function shuffled(list) {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [list[last], list[other]] = [list[other], list[last]];
  }
  return list;
}

// The probability that one of `b` is larger than one of `a`.
function probability(a, b) {
  const all = [...a.map((us) => ({ us, of: 0 })), ...b.map((us) => ({ us, of: 1 }))].sort((x, y) => x.us - y.us);
  let ranks = 0;
  for (let from = 0, to = 0; from < all.length; from = to) {
    while (to < all.length && all[to].us === all[from].us) to += 1;
    for (let at = from; at < to; at += 1) if (all[at].of === 1) ranks += (from + to + 1) / 2;
  }
  return (ranks - (b.length * (b.length + 1)) / 2) / (a.length * b.length);
}

const connection = () => new Agent({ keepAlive: true, maxSockets: 1 });

// The measurements. Each sends the attempt and returns the time that an attacker sees, and the answer.
function alone() {
  const agent = connection();
  return { look: (path, fields) => post(path, fields, agent), end: () => agent.destroy() };
}
// `known`: the request on the second connection, always the same.
function behindOnSecondConnection(known) {
  const agents = [connection(), connection()];
  return {
    async look(path, fields) {
      const tried = post(path, fields, agents[0]);
      const behind = await post(path, known, agents[1]);
      return { ...(await tried), us: behind.us };
    },
    end: () => agents.forEach((agent) => agent.destroy()),
  };
}
function amongEight(known) {
  const agents = Array.from({ length: 8 }, connection);
  return {
    async look(path, fields) {
      const answers = await Promise.all(agents.map((agent, index) => post(path, index === 4 ? fields : known, agent)));
      return { ...answers[4], us: Math.max(...answers.map(({ us }) => us)) };
    },
    end: () => agents.forEach((agent) => agent.destroy()),
  };
}

// Some pages contain what was typed, and every page has its own ticket.
function withoutOwn(body, { email }) {
  const ticket = /(name="(?:ticket|idempotency_key)" value=")[^"]*/g;
  return body.replaceAll(email, 'EMAIL').replace(ticket, '$1').replace(/\d/g, '#');
}

// `states`: name to a list of form fields, one attempt each. Numbers in a body are the public count.
async function measure(title, path, states, way = alone()) {
  const calls = Object.entries(states).flatMap(([state, list]) => list.map((fields) => ({ state, fields })));
  const times = Object.fromEntries(Object.keys(states).map((state) => [state, []]));
  let first;
  for (const { state, fields } of shuffled(calls)) {
    const { us, status, head, body } = await way.look(path, fields);
    const answer = { status, head, body: withoutOwn(body, fields) };
    first ??= answer;
    assert.deepEqual(answer, first, `${title}: ${state} is answered otherwise`);
    times[state].push(us);
  }
  way.end();
  const [[, reference]] = Object.entries(times);
  const bound = 1.96 * Math.sqrt((2 * tries + 1) / (12 * tries * tries));
  console.log(`${title}: ${calls.length} answers, the same status, headers and bytes`);
  for (const [state, list] of Object.entries(times)) {
    const sorted = [...list].sort((a, b) => a - b);
    const at = (share) => (sorted[Math.floor(share * (sorted.length - 1))] / 1000).toFixed(2).padStart(7);
    const slower = list === reference ? '' : `  slower than the first ${probability(reference, list).toFixed(3)}`;
    console.log(`  ${state.padEnd(18)} median ${at(0.5)} ms   p95 ${at(0.95)} ms${slower}`);
  }
  console.log(`  no difference: ${(0.5 - bound).toFixed(3)} to ${(0.5 + bound).toFixed(3)}`);
}

const many = (make) => Array.from({ length: tries }, make);

try {
  const signed = { pending: many(somebody), confirmed: many(somebody), withdrawn: many(somebody) };
  const mailboxes = many(somebody);
  const keyed = many(somebody);
  const counted = { signed: many(somebody), withdrawn: many(somebody) };
  const countedKeyed = many(somebody);
  const known = somebody();

  await forAll([...signed.pending, ...signed.confirmed, ...signed.withdrawn, ...keyed], (person) => sign(confirming, person));
  await forAll(signed.confirmed, confirm);
  await forAll(signed.withdrawn, (person) => codeOf(person)); // the code of the signature, not of /my
  await forAll(signed.withdrawn, withdraw);
  await forAll(mailboxes, async (person) => {
    for (const name of ['Ana Gil', 'Ben Gil', 'Cem Gil']) await sign(confirming, withNewKey({ ...person, name }));
  });
  await forAll([...counted.signed, ...counted.withdrawn, ...countedKeyed, known], (person) => sign(counting, person));
  await forAll(counted.withdrawn, withdraw);
  await pause(mailAgainMs); // so that a mail may be sent again in every state
  clearInterval(reader);
  await reading;
  await readMails();

  const retry = (slug) => (person) => ({ ...person, text_version: versions[slug] });
  const form = (slug) => (person) => retry(slug)(withNewKey(person));
  await measure('signing where the mailbox confirms', pathOf(confirming), {
    new: many(somebody).map(form(confirming)),
    pending: signed.pending.map(form(confirming)),
    confirmed: signed.confirmed.map(form(confirming)),
    withdrawn: signed.withdrawn.map(form(confirming)),
    'duplicate key': keyed.map(retry(confirming)),
    'fourth name': mailboxes.map((person) => form(confirming)({ ...person, name: 'Dot Gil' })),
  });
  await readMails();
  await measure('signing where it counts at once', pathOf(counting), {
    new: many(somebody).map(form(counting)),
    signed: counted.signed.map(form(counting)),
    withdrawn: counted.withdrawn.map(form(counting)),
    'duplicate key': countedKeyed.map(retry(counting)),
  });
  const knownForm = form(counting)(known);
  const countedStates = () => ({ new: many(somebody).map(form(counting)), signed: counted.signed.map(form(counting)) });
  await measure('a second request behind it', pathOf(counting), countedStates(), behindOnSecondConnection(knownForm));
  await measure('eight requests at once', pathOf(counting), countedStates(), amongEight(knownForm));
  const wrong = (person) => ({ ...person, code: '000000' });
  await measure('a wrong code', pathOf(confirming, 'confirmations'), {
    unknown: many(somebody).map(wrong), pending: keyed.map(wrong), confirmed: signed.confirmed.map(wrong),
  });
  await measure('the mail again', pathOf(confirming, 'confirmations/again'), {
    unknown: many(somebody), pending: keyed, confirmed: signed.confirmed,
  });
  const mailbox = ({ email }) => ({ email });
  await measure('a code for /my', '/my/code', {
    unknown: many(somebody).map(mailbox), confirmed: signed.confirmed.map(mailbox), withdrawn: signed.withdrawn.map(mailbox),
  });
  const guess = (person) => ({ ...mailbox(person), code: '000000' });
  await measure('a wrong code at /my', '/my', {
    unknown: many(somebody).map(guess), confirmed: signed.confirmed.map(guess), withdrawn: signed.withdrawn.map(guess),
  });
} finally {
  clearInterval(reader);
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  await rm(data, { recursive: true, force: true });
}
