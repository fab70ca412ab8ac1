// As an expert would write it: signatures that arrive while the last transaction is being synced are the next
// transaction, counters are updated once per transaction, and replies are sent after the commit.
import { Petition, serve } from './petition.mjs';

const batchMax = 1_000;
const petition = new Petition(process.argv[2]);
let waiting = [];

const write = petition.transaction((batch) => {
  const counts = new Map();
  for (const { signed } of batch) {
    if (!petition.add(signed)) continue;
    const bucket = `${signed.partner}/${signed.country}/${Math.floor(signed.time / 3_600_000)}`;
    const counted = counts.get(bucket) ?? { signed, signatures: 0 };
    counted.signatures += 1;
    counts.set(bucket, counted);
  }
  for (const { signed, signatures } of counts.values()) petition.count(signed, signatures);
  return petition.counted();
});

function flush() {
  const batch = waiting.slice(0, batchMax);
  waiting = waiting.slice(batchMax);
  try {
    const confirmed = write(batch);
    for (const { resolve } of batch) resolve({ confirmed });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
  if (waiting.length > 0) setImmediate(flush);
}

function sign(signed) {
  return new Promise((resolve, reject) => {
    if (waiting.push({ signed, resolve, reject }) === 1) setImmediate(flush);
  });
}
await serve(Object.assign(sign, { petition }));
