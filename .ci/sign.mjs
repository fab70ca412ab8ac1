// Signs a petition of the demo over HTTP, as a visitor without scripts would, waits until the signature is counted, and
// prints the result. Usage: sign.mjs http://localhost:8080
import { setTimeout as pause } from 'node:timers/promises';

const [server] = process.argv.slice(2);
const campaign = 'free-dontae-sharpe'; // its signatures count at once
const countMsMax = 120_000;
const address = `${server}/v1/campaigns/${campaign}`;

async function read(path) {
  const answer = await fetch(`${address}/${path}`);
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
  return answer.json();
}

const { rules } = await read('form');
const before = (await read('count')).confirmed;
await pause(2_000); // longer than --sign-ms-min: people type
const answer = await fetch(`${address}/signatures`, {
  method: 'POST',
  body: new URLSearchParams({
    name: 'Ada Lovelace', email: `ada.${Date.now()}@example.org`, visibility: 'public', locale: 'en',
    text_version: /text_version=(\w+)/.exec(rules)[1],
    idempotency_key: `the-first-signature-${Date.now()}`,
  }),
});
if (!answer.ok) throw new Error(`the signature was answered with ${answer.status}: ${await answer.text()}`);
console.log(`Signed: ${answer.status}`);
for (const until = Date.now() + countMsMax; ; await pause(500)) {
  const { confirmed } = await read('count');
  console.log(`Counted: ${confirmed}, and ${before} before`);
  if (confirmed === before + 1) break;
  if (Date.now() > until) throw new Error('the signature was not counted');
}
