#include "server/store/sqlite/schema_4.h"

namespace undersigned::store::sqlite {

// - A pending row of `signature` is a request (requests.h). A signer may have several, so they are not in `signer`.
//   `signature_request` finds them and is as long as the number of unconfirmed requests.
// - `confirmation.sent_ms` is when the mail with the newest code was sent; 0: not yet.
// - `consent.withdrawn_ms` is when a consent was withdrawn; NULL: it was not.
// - `code_attempts` counts the wrong codes of a mailbox, for a day (code_attempts.h).
// - `outbox.due_ms` is 0 for mails that may be sent at once, otherwise the time from which they may. Those are sorted
//   by `urgent` and then by `order_ms` (Store::waiting_mails()).
// - `my_code` has a code for each page that asked for one; only that page has its `ticket`. `line`: mail_slots.h.
// - `mail_count` says when a mailbox may get its next mail, in each of its queues.
// - `settled_signer`: the signer's requests up to `up_to` are void, and still to be deleted.
// - `disk_touch` is one number without meaning (touch_disk() in connection.h).
// - `removal` lists what was erased, withdrawn or taken down, for restoring an earlier backup (removals.h).
// - `audit_end` holds the number of entries of the audit log under a keyed hash. Entries that are older than it are
//   sealed in the transaction of this step (audit_seal.h).
// - `signature.comment_hidden`: the organizers show the signature without its comment.
// - `disk_room` is written after a failure, to see whether there is room again (Store::probe()).
const char kSchema4[] = R"sql(
DROP TABLE ballast;
CREATE TABLE disk_touch (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO disk_touch (id, number) VALUES (1, 0);

CREATE INDEX signature_request ON signature (dedupe_key, campaign_id, idempotency_key) WHERE status = 0;
DELETE FROM signer WHERE signature_id IN (SELECT id FROM signature WHERE status = 0);

ALTER TABLE consent ADD COLUMN withdrawn_ms INTEGER;

ALTER TABLE confirmation ADD COLUMN sent_ms INTEGER NOT NULL DEFAULT 0;
UPDATE confirmation SET sent_ms = issued_ms WHERE NOT EXISTS
  (SELECT 1 FROM outbox WHERE outbox.signature_id = confirmation.signature_id AND outbox.kind = 0);

CREATE TABLE code_attempts (
  day INTEGER NOT NULL,
  mailbox BLOB NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (day, mailbox)
) STRICT, WITHOUT ROWID;

CREATE TABLE settled_signer (
  dedupe_key BLOB NOT NULL,
  campaign_id INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  PRIMARY KEY (dedupe_key, campaign_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE removal (
  id INTEGER PRIMARY KEY,
  signature_id INTEGER NOT NULL,
  public_id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  time_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_end (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  entries INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
INSERT INTO audit_end (id, entries, seal) SELECT 1, count(*), x'' FROM audit HAVING count(*) > 0;

ALTER TABLE signature ADD COLUMN comment_hidden INTEGER NOT NULL DEFAULT 0;

CREATE TABLE disk_room (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  filling BLOB NOT NULL
) STRICT;
INSERT INTO disk_room (id, filling) VALUES (1, x'');

ALTER TABLE outbox ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN order_ms INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET urgent = (kind = 3), order_ms = due_ms;
DROP INDEX outbox_due;
CREATE INDEX outbox_order ON outbox (urgent, due_ms, order_ms);

CREATE TABLE ticketed_code (
  id INTEGER PRIMARY KEY,
  mailbox BLOB NOT NULL,
  ticket TEXT NOT NULL,
  line INTEGER NOT NULL,
  issue INTEGER NOT NULL,
  attempts_left INTEGER NOT NULL,
  sent_ms INTEGER NOT NULL,
  UNIQUE (mailbox, ticket)
) STRICT;
INSERT INTO ticketed_code (mailbox, ticket, line, issue, attempts_left, sent_ms)
  SELECT mailbox, '', 1, issue, attempts_left, 0 FROM my_code;
DROP TABLE my_code;
ALTER TABLE ticketed_code RENAME TO my_code;
ALTER TABLE outbox ADD COLUMN my_code_id INTEGER REFERENCES my_code (id) ON DELETE CASCADE;
UPDATE outbox SET my_code_id =
  (SELECT id FROM my_code WHERE my_code.mailbox = outbox.mailbox AND my_code.issue = outbox.issue);
DELETE FROM outbox WHERE kind = 3 AND my_code_id IS NULL;
ALTER TABLE outbox DROP COLUMN mailbox;
CREATE INDEX outbox_my_code ON outbox (my_code_id) WHERE my_code_id IS NOT NULL;

DROP TABLE mail_count;
CREATE TABLE mail_count (
  day INTEGER NOT NULL,
  mailbox BLOB NOT NULL,
  line INTEGER NOT NULL,
  mails INTEGER NOT NULL,
  next_ms INTEGER NOT NULL,
  PRIMARY KEY (day, mailbox, line)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace undersigned::store::sqlite
