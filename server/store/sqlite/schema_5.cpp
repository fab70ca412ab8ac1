#include "server/store/sqlite/schema_5.h"

namespace undersigned::store::sqlite {

// - `picture` holds the versions of the campaigns' pictures, named by their content. They are in the database, so that a
//   backup has them.
// - `removal.detail` is what the kind needs: the purpose of a withdrawn consent, the visibility that was chosen
//   (removals.h).
// - `erased_owner` says whose an erased signature was (store/erased_owner.h). Only an erasure writes it; signing costs
//   nothing.
// - `outbox.signature_id` is NULL for a placeholder (MailKind::Placeholder).
// - `outbox.mailbox`, `line` and `asked` are set only for mails that wait for a slot of their mailbox (mail_slots.h); the
//   mailbox is a keyed hash. The index `outbox_waiting` is as long as their number.
const char kSchema5[] = R"sql(
CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;
ALTER TABLE removal ADD COLUMN detail TEXT NOT NULL DEFAULT '';
CREATE TABLE mail_queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  signature_id INTEGER REFERENCES signature (id) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  issue INTEGER NOT NULL,
  due_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  locale TEXT NOT NULL,
  urgent INTEGER NOT NULL,
  order_ms INTEGER NOT NULL,
  my_code_id INTEGER REFERENCES my_code (id) ON DELETE CASCADE,
  mailbox BLOB,
  line INTEGER,
  asked INTEGER
) STRICT;
INSERT INTO mail_queue (id, signature_id, kind, issue, due_ms, attempts, locale, urgent, order_ms, my_code_id)
  SELECT id, signature_id, kind, issue, due_ms, attempts, locale, urgent, order_ms, my_code_id FROM outbox;
DELETE FROM sqlite_sequence WHERE name = 'mail_queue';
UPDATE sqlite_sequence SET name = 'mail_queue' WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE mail_queue RENAME TO outbox;
CREATE INDEX outbox_signature ON outbox (signature_id);
CREATE INDEX outbox_order ON outbox (urgent, due_ms, order_ms);
CREATE INDEX outbox_my_code ON outbox (my_code_id) WHERE my_code_id IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (mailbox, line, due_ms) WHERE mailbox IS NOT NULL;
ALTER TABLE my_code DROP COLUMN line;
CREATE TABLE erased_owner (
  signature_id INTEGER PRIMARY KEY REFERENCES signature (id) ON DELETE CASCADE,
  owner BLOB NOT NULL
) STRICT;
)sql";

}  // namespace undersigned::store::sqlite
