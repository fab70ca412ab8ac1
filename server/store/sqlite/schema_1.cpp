#include "server/store/sqlite/schema_1.h"

namespace undersigned::store::sqlite {

// - Personal data is in `person` and nowhere else. A country alone identifies nobody and is counted, so it stays with
//   the signature when the person is erased.
// - `counter` holds totals over `signature` (counters.h says which) and is written in the same transaction.
// - `agreed_text` keeps every text that anybody was asked to agree to.
// - Every index costs time for every signature. The two that are only appended to cost almost nothing. One over random
//   public ids would halve the signatures a second (tests/bench/store_bench.cpp, 300,000 rows). So a signature also has
//   a number, and needs no such index.
const char kSchema1[] = R"sql(
CREATE TABLE revision (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO revision (id, number) VALUES (1, 1);

CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  text_version TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE agreed_text (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  text_version TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (campaign_id, text_version)
) STRICT, WITHOUT ROWID;

CREATE TABLE partner (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE signature (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  status INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  partner TEXT NOT NULL,
  country TEXT NOT NULL,
  kind INTEGER NOT NULL,
  visibility INTEGER NOT NULL,
  dedupe_key BLOB NOT NULL,
  public_id TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  text_version TEXT NOT NULL,
  locale TEXT NOT NULL,
  origin TEXT NOT NULL,
  page TEXT NOT NULL,
  utm_source TEXT NOT NULL,
  utm_medium TEXT NOT NULL,
  utm_campaign TEXT NOT NULL
) STRICT;

-- One signer, one signature.
CREATE UNIQUE INDEX signature_signer ON signature (campaign_id, dedupe_key);
-- The organizer's table, newest first; appended to, so it costs little.
CREATE INDEX signature_newest ON signature (campaign_id, id);
-- The few who chose to be shown (status confirmed; visibility public or initials).
CREATE INDEX signature_shown ON signature (campaign_id, id) WHERE status = 1 AND visibility IN (0, 1);

CREATE TABLE person (
  signature_id INTEGER PRIMARY KEY REFERENCES signature (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  organization TEXT NOT NULL,
  role TEXT NOT NULL,
  email TEXT NOT NULL,
  postcode TEXT NOT NULL,
  phone TEXT NOT NULL,
  comment TEXT NOT NULL
) STRICT;

CREATE TABLE consent (
  signature_id INTEGER NOT NULL REFERENCES signature (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,
  text_version TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  PRIMARY KEY (signature_id, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  series INTEGER NOT NULL,
  bucket ANY NOT NULL,
  signatures INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, series, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  id INTEGER PRIMARY KEY,
  username TEXT NOT NULL UNIQUE COLLATE NOCASE,
  password_hash TEXT NOT NULL,
  role INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  created_ms INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setup_token (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  token_hash BLOB NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT;
)sql";

}  // namespace undersigned::store::sqlite
