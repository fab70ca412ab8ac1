#include "server/store/sqlite/schema_2.h"

namespace undersigned::store::sqlite {

// - `outbox` holds no personal data: a mail's address is read from `person` when it is sent. Its ids are never reused,
//   so a report about one mail cannot be taken for another's. Its indexes are as long as the queue.
// - `confirmation` has rows only for signatures that were mailed: a campaign without confirmation costs nothing. Codes
//   and links are computed from `issue` and the server's secret (server/mail/code.h).
// - `my_code` and `mail_count` know a mailbox by a key of the whole server, and forget it within minutes and a day.
// - `ballast` was written so that every transaction had as many pages. Version 4 drops it.
const char kSchema2[] = R"sql(
CREATE TABLE confirmation (
  signature_id INTEGER PRIMARY KEY REFERENCES signature (id) ON DELETE CASCADE,
  issue INTEGER NOT NULL,
  issued_ms INTEGER NOT NULL,
  attempts_left INTEGER NOT NULL,
  mailed_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  signature_id INTEGER NOT NULL REFERENCES signature (id) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  issue INTEGER NOT NULL,
  due_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  locale TEXT NOT NULL,
  mailbox BLOB
) STRICT;
CREATE INDEX outbox_due ON outbox (due_ms);
CREATE INDEX outbox_signature ON outbox (signature_id);

CREATE TABLE my_code (
  mailbox BLOB PRIMARY KEY,
  issue INTEGER NOT NULL,
  issued_ms INTEGER NOT NULL,
  attempts_left INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_count (
  day INTEGER NOT NULL,
  mailbox BLOB NOT NULL,
  mails INTEGER NOT NULL,
  PRIMARY KEY (day, mailbox)
) STRICT, WITHOUT ROWID;

INSERT INTO counter (campaign_id, series, bucket, signatures)
  SELECT campaign_id, 4, utm_source, count(*) FROM signature WHERE status = 1 GROUP BY campaign_id, utm_source;

CREATE TABLE ballast (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  filling BLOB NOT NULL
) STRICT;
INSERT INTO ballast (id, number, filling)
  WITH RECURSIVE row (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM row WHERE id < 64)
  SELECT id, 0, zeroblob(2500) FROM row;
)sql";

}  // namespace undersigned::store::sqlite
