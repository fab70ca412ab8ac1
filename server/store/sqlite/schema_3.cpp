#include "server/store/sqlite/schema_3.h"

namespace undersigned::store::sqlite {

// - `suspicion` is why a signature is, or would be, quarantined: bits of Suspicion. The index is as long as the list of
//   signatures to decide on.
// - `totp_sealed` is the key of two-step sign-in, encrypted under the server's secret; NULL: off. `totp_step` is the
//   last time step whose code was used: no code works twice (RFC 6238 5.2).
// - `password_link` is the one-time link with which a new user, or one who forgot the password, chooses one.
// - `audit` is append-only. `chain` ties each entry to the one before, so that removed or changed entries show.
// - `signer` replaces an index over the signers' keys, and `signer_progress` says which signatures it certainly has
//   (signer_index.h). A row of `signature` is deleted together with its signer.
const char kSchema3[] = R"sql(
ALTER TABLE signature ADD COLUMN suspicion INTEGER NOT NULL DEFAULT 0;
CREATE INDEX signature_quarantined ON signature (campaign_id, id) WHERE status = 4;

ALTER TABLE user ADD COLUMN totp_sealed BLOB;
ALTER TABLE user ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;

CREATE TABLE recovery_code (
  user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  code_hash BLOB NOT NULL,
  PRIMARY KEY (user_id, code_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE password_link (
  user_id INTEGER PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
  token_hash BLOB NOT NULL UNIQUE,
  expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  chain BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is not changed'); END;
CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is not cut'); END;

DROP INDEX signature_signer;
CREATE TABLE signer (
  dedupe_key BLOB NOT NULL,
  campaign_id INTEGER NOT NULL,
  signature_id INTEGER NOT NULL,
  PRIMARY KEY (dedupe_key, campaign_id)
) STRICT, WITHOUT ROWID;
INSERT INTO signer (dedupe_key, campaign_id, signature_id)
  SELECT dedupe_key, campaign_id, id FROM signature ORDER BY dedupe_key, campaign_id;
CREATE TABLE signer_progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  merged_to INTEGER NOT NULL,
  owner INTEGER NOT NULL
) STRICT;
INSERT INTO signer_progress (id, merged_to, owner) SELECT 1, coalesce(max(id), 0), 0 FROM signature;

CREATE TABLE secret_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  mark BLOB NOT NULL
) STRICT;
)sql";

}  // namespace undersigned::store::sqlite
