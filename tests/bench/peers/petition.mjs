// Shared by both peers: the same work as our server does for a signature. The request is JSON, checked by Fastify's
// schema validation as far as possible and otherwise by hand. The signer is identified by an HMAC of the canonical
// email and name. Signature, personal record and counters are written with synchronous=FULL. The reply has the exact
// count.
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import Fastify from 'fastify';

const key = randomBytes(32);
const textVersion = process.env.TEXT_VERSION;

const schema = {
  body: {
    type: 'object',
    required: ['name', 'email', 'text_version', 'idempotency_key'],
    properties: {
      name: { type: 'string', minLength: 2, maxLength: 100 },
      email: { type: 'string', maxLength: 254, pattern: "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+$" },
      country: { type: 'string', pattern: '^[A-Z]{2}$' },
      postcode: { type: 'string', maxLength: 12 },
      comment: { type: 'string', maxLength: 1000 },
      visibility: { enum: ['public', 'initials', 'hidden'] },
      consent: { type: 'array', maxItems: 6, items: { type: 'string', maxLength: 64 } },
      text_version: { type: 'string', const: textVersion },
      locale: { type: 'string', maxLength: 16 },
      partner: { type: 'string', maxLength: 64 },
      page: { type: 'string', maxLength: 1000 },
      idempotency_key: { type: 'string', pattern: '^[A-Za-z0-9_-]{16,64}$' },
    },
  },
};

function judge(body) {
  const name = body.name.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (!/\p{L}/u.test(name) || /:\/\/|www\./i.test(name)) return undefined;
  const postcode = (body.postcode ?? '').toUpperCase().trim();
  if (body.country === 'US' && postcode && !/^\d{5}(-\d{4})?$/.test(postcode)) return undefined;
  const email = body.email.toLowerCase();
  const dedupe = createHmac('sha256', key).update(`${email.length}:${email}${name.toLowerCase()}`).digest().subarray(0, 16);
  return { ...body, name, postcode, dedupe, publicId: randomBytes(16).toString('hex'), time: Date.now() };
}

const tables = `
  CREATE TABLE signature (id INTEGER PRIMARY KEY, campaign_id INTEGER, status INTEGER, time_ms INTEGER, partner TEXT, country TEXT,
    visibility TEXT, dedupe_key BLOB, public_id TEXT, idempotency_key TEXT, text_version TEXT, locale TEXT, page TEXT);
  CREATE UNIQUE INDEX signature_signer ON signature (campaign_id, dedupe_key);
  CREATE TABLE person (signature_id INTEGER PRIMARY KEY, name TEXT, email TEXT, postcode TEXT, comment TEXT);
  CREATE TABLE consent (signature_id INTEGER, purpose TEXT, text_version TEXT, time_ms INTEGER, PRIMARY KEY (signature_id, purpose)) WITHOUT ROWID;
  CREATE TABLE counter (campaign_id INTEGER, series INTEGER, bucket ANY, signatures INTEGER, PRIMARY KEY (campaign_id, series, bucket)) WITHOUT ROWID;`;

export class Petition {
  #database;
  #statements;

  constructor(folder) {
    this.#database = new Database(join(folder, 'peer.sqlite3'));
    this.#database.pragma('journal_mode = WAL');
    this.#database.pragma('synchronous = FULL');
    this.#database.exec(tables);
    const prepare = (sql) => this.#database.prepare(sql);
    this.#statements = {
      signature: prepare(
        'INSERT INTO signature (campaign_id, status, time_ms, partner, country, visibility, dedupe_key, public_id, idempotency_key, text_version, locale, page)' +
          ' VALUES (1, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ),
      person: prepare('INSERT INTO person VALUES (?, ?, ?, ?, ?)'),
      consent: prepare('INSERT INTO consent VALUES (?, ?, ?, ?)'),
      count: prepare('INSERT INTO counter VALUES (1, ?, ?, ?) ON CONFLICT DO UPDATE SET signatures = signatures + excluded.signatures'),
      counted: prepare('SELECT signatures FROM counter WHERE campaign_id = 1 AND series = 0 AND bucket = 1').pluck(),
    };
  }

  // Runs `work` as one transaction, which is on disk on return.
  transaction(work) {
    return this.#database.transaction(work).immediate;
  }

  // Adds the signature unless its signer has signed already; true if added.
  add(signed) {
    const { signature, person, consent } = this.#statements;
    const { changes, lastInsertRowid } = signature.run(
      signed.time, signed.partner ?? '', signed.country ?? '', signed.visibility ?? 'hidden', signed.dedupe, signed.publicId,
      signed.idempotency_key, signed.text_version, signed.locale ?? 'en', signed.page ?? '',
    );
    if (changes === 0) return false;
    person.run(lastInsertRowid, signed.name, signed.email, signed.postcode, signed.comment ?? '');
    for (const purpose of signed.consent ?? []) consent.run(lastInsertRowid, purpose, signed.text_version, signed.time);
    return true;
  }

  count(signed, signatures) {
    const { count } = this.#statements;
    count.run(0, 1, signatures);
    count.run(1, Math.floor(signed.time / 3_600_000), signatures);
    count.run(2, signed.partner ?? '', signatures);
    count.run(3, signed.country ?? '', signatures);
    count.run(4, '', signatures);
  }

  counted() {
    return this.#statements.counted.get() ?? 0;
  }
}

// `sign(signed)` returns the count as of the commit, or a promise of it.
export async function serve(sign) {
  const server = Fastify({ bodyLimit: 65_536 });
  server.post('/v1/campaigns/:slug/signatures', { schema }, (request, reply) => {
    const signed = judge(request.body);
    if (!signed) return reply.code(422).send({ errors: [{ field: 'name', code: 'not_a_name' }] });
    return sign(signed);
  });
  server.get('/count', () => ({ confirmed: sign.petition.counted() }));
  await server.listen({ host: '127.0.0.1', port: 0, backlog: 1024 });
  console.log(`listening on http://127.0.0.1:${server.server.address().port}`);
}
