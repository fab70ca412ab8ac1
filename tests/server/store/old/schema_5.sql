-- What the program of version 5 of the database makes of schema_3.sql, as text (sqlite3 .dump).
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE revision (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO revision VALUES(1,5);
CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  text_version TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
INSERT INTO campaign VALUES(1,'free-dontae-sharpe','b62095457b817c36','{"confirmation":"none","consents":[{"id":"updates","required":false,"text":"Write to me about this campaign."}],"fields":{"comment":"optional","country":"optional","phone":"off","postcode":"optional","role":"off"},"kind":"petition","locale":"en","retention_months":24,"slug":"free-dontae-sharpe","status":"open","summary":"Twenty-five years for what he did not do.","title":"Free Dontae Sharpe"}');
INSERT INTO campaign VALUES(2,'women-of-color','f680ec00aa036f6e','{"confirmation":"none","consents":[{"id":"updates","required":false,"text":"Write to me about this campaign."}],"fields":{"comment":"optional","country":"optional","phone":"off","postcode":"optional","role":"off"},"kind":"petition","locale":"en","retention_months":24,"slug":"women-of-color","status":"open","summary":"Twenty-five years for what he did not do.","title":"Equal pay"}');
CREATE TABLE agreed_text (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  text_version TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (campaign_id, text_version)
) STRICT, WITHOUT ROWID;
INSERT INTO agreed_text VALUES(1,'b62095457b817c36','{"confirmation":"none","consents":[{"id":"updates","required":false,"text":"Write to me about this campaign."}],"fields":{"comment":"optional","country":"optional","phone":"off","postcode":"optional","role":"off"},"kind":"petition","locale":"en","retention_months":24,"slug":"free-dontae-sharpe","status":"open","summary":"Twenty-five years for what he did not do.","title":"Free Dontae Sharpe"}');
INSERT INTO agreed_text VALUES(2,'f680ec00aa036f6e','{"confirmation":"none","consents":[{"id":"updates","required":false,"text":"Write to me about this campaign."}],"fields":{"comment":"optional","country":"optional","phone":"off","postcode":"optional","role":"off"},"kind":"petition","locale":"en","retention_months":24,"slug":"women-of-color","status":"open","summary":"Twenty-five years for what he did not do.","title":"Equal pay"}');
CREATE TABLE partner (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL
) STRICT;
INSERT INTO partner VALUES(1,'tribune','{"id":"tribune","name":"The Tribune","origins":["https://tribune.example.org"]}');
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
, suspicion INTEGER NOT NULL DEFAULT 0, comment_hidden INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO signature VALUES(1,1,1,1700053200000,'tribune','US',0,0,X'01000000000000000000000000000000','public-id-1','idempotency-key-1','0123456789abcdef','en','','','','','',0,0);
INSERT INTO signature VALUES(2,1,2,1700056800000,'tribune','US',0,0,X'02000000000000000000000000000000','public-id-2','idempotency-key-2','0123456789abcdef','en','','','mail','','',0,0);
INSERT INTO signature VALUES(3,1,3,1700060400000,'tribune','US',0,0,X'03000000000000000000000000000000','public-id-3','idempotency-key-3','0123456789abcdef','en','','','','','',0,0);
INSERT INTO signature VALUES(4,1,1,1700064000000,'','MX',0,1,X'04000000000000000000000000000000','public-id-4','idempotency-key-4','0123456789abcdef','en','','','mail','','',0,0);
INSERT INTO signature VALUES(5,1,0,1700067600000,'tribune','US',0,0,X'05000000000000000000000000000000','public-id-5','idempotency-key-5','0123456789abcdef','en','','','','','',0,0);
INSERT INTO signature VALUES(6,2,1,1700071200000,'tribune','US',0,0,X'06000000000000000000000000000000','public-id-6','idempotency-key-6','0123456789abcdef','en','','','mail','','',0,0);
INSERT INTO signature VALUES(7,1,1,1700049600000,'tribune','US',0,0,X'07000000000000000000000000000000','public-id-7','idempotency-key-7','0123456789abcdef','en','','','','','',0,0);
INSERT INTO signature VALUES(8,1,0,1700049600000,'tribune','US',0,0,X'08000000000000000000000000000000','public-id-8','idempotency-key-8','0123456789abcdef','en','','','','','',0,0);
INSERT INTO signature VALUES(9,1,4,1700049600000,'tribune','US',0,0,X'09000000000000000000000000000000','public-id-9','idempotency-key-9','0123456789abcdef','en','','','','','',2,0);
INSERT INTO signature VALUES(10,1,0,1700049600000,'tribune','US',0,0,X'0a000000000000000000000000000000','public-id-10','idempotency-key-10','0123456789abcdef','en','','','','','',0,0);
INSERT INTO signature VALUES(11,1,1,1700049600000,'tribune','US',0,0,X'0b000000000000000000000000000000','public-id-11','idempotency-key-11','0123456789abcdef','en','','','','','',0,0);
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
INSERT INTO person VALUES(1,'Ana María Pérez','','','ana1@example.org','27858','','For my brother.');
INSERT INTO person VALUES(2,'Bảo Nguyễn','','','ana2@example.org','27858','','For my brother.');
INSERT INTO person VALUES(4,'O''Neil','','','ana4@example.org','27858','','For my brother.');
INSERT INTO person VALUES(5,'Pending Person','','','ana5@example.org','27858','','For my brother.');
INSERT INTO person VALUES(6,'Second Campaign','','','ana6@example.org','27858','','For my brother.');
INSERT INTO person VALUES(7,'Ana María Pérez','','','ana7@example.org','27858','','For my brother.');
INSERT INTO person VALUES(8,'Ana María Pérez','','','ana8@example.org','27858','','For my brother.');
INSERT INTO person VALUES(9,'Ana María Pérez','','','ana9@example.org','27858','','For my brother.');
INSERT INTO person VALUES(10,'Ana María Pérez','','','ana10@example.org','27858','','For my brother.');
INSERT INTO person VALUES(11,'Ana María Pérez','','','ana11@example.org','27858','','For my brother.');
CREATE TABLE consent (
  signature_id INTEGER NOT NULL REFERENCES signature (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,
  text_version TEXT NOT NULL,
  time_ms INTEGER NOT NULL, withdrawn_ms INTEGER,
  PRIMARY KEY (signature_id, purpose)
) STRICT, WITHOUT ROWID;
INSERT INTO consent VALUES(1,'updates','0123456789abcdef',1700053200000,NULL);
INSERT INTO consent VALUES(2,'updates','0123456789abcdef',1700056800000,NULL);
INSERT INTO consent VALUES(3,'updates','0123456789abcdef',1700060400000,NULL);
INSERT INTO consent VALUES(4,'updates','0123456789abcdef',1700064000000,NULL);
INSERT INTO consent VALUES(5,'updates','0123456789abcdef',1700067600000,NULL);
INSERT INTO consent VALUES(6,'updates','0123456789abcdef',1700071200000,NULL);
INSERT INTO consent VALUES(7,'updates','0123456789abcdef',1700049600000,NULL);
INSERT INTO consent VALUES(8,'updates','0123456789abcdef',1700049600000,NULL);
INSERT INTO consent VALUES(9,'updates','0123456789abcdef',1700049600000,NULL);
INSERT INTO consent VALUES(10,'updates','0123456789abcdef',1700049600000,NULL);
INSERT INTO consent VALUES(11,'updates','0123456789abcdef',1700049600000,NULL);
CREATE TABLE counter (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  series INTEGER NOT NULL,
  bucket ANY NOT NULL,
  signatures INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, series, bucket)
) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES(1,0,0,3);
INSERT INTO counter VALUES(1,0,1,4);
INSERT INTO counter VALUES(1,0,2,1);
INSERT INTO counter VALUES(1,0,3,1);
INSERT INTO counter VALUES(1,0,4,1);
INSERT INTO counter VALUES(1,1,472236,2);
INSERT INTO counter VALUES(1,1,472237,1);
INSERT INTO counter VALUES(1,1,472238,0);
INSERT INTO counter VALUES(1,1,472239,0);
INSERT INTO counter VALUES(1,1,472240,1);
INSERT INTO counter VALUES(1,2,'',1);
INSERT INTO counter VALUES(1,2,'tribune',3);
INSERT INTO counter VALUES(1,3,'MX',1);
INSERT INTO counter VALUES(1,3,'US',3);
INSERT INTO counter VALUES(1,4,'',3);
INSERT INTO counter VALUES(1,4,'mail',1);
INSERT INTO counter VALUES(2,0,1,1);
INSERT INTO counter VALUES(2,1,472242,1);
INSERT INTO counter VALUES(2,2,'tribune',1);
INSERT INTO counter VALUES(2,3,'US',1);
INSERT INTO counter VALUES(2,4,'mail',1);
CREATE TABLE user (
  id INTEGER PRIMARY KEY,
  username TEXT NOT NULL UNIQUE COLLATE NOCASE,
  password_hash TEXT NOT NULL,
  role INTEGER NOT NULL
, totp_sealed BLOB, totp_step INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO user VALUES(1,'ada','$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA',0,NULL,0);
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
CREATE TABLE confirmation (
  signature_id INTEGER PRIMARY KEY REFERENCES signature (id) ON DELETE CASCADE,
  issue INTEGER NOT NULL,
  issued_ms INTEGER NOT NULL,
  attempts_left INTEGER NOT NULL,
  mailed_ms INTEGER NOT NULL
, sent_ms INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO confirmation VALUES(5,1,1700067600000,5,1700067600000,0);
INSERT INTO confirmation VALUES(7,1,1700049600000,5,1700049600000,1700049600000);
INSERT INTO confirmation VALUES(8,1,1700049600000,5,1700049600000,0);
INSERT INTO confirmation VALUES(10,1,1700049600000,5,1700049600000,0);
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
CREATE TABLE signer (
  dedupe_key BLOB NOT NULL,
  campaign_id INTEGER NOT NULL,
  signature_id INTEGER NOT NULL,
  PRIMARY KEY (dedupe_key, campaign_id)
) STRICT, WITHOUT ROWID;
INSERT INTO signer VALUES(X'01000000000000000000000000000000',1,1);
INSERT INTO signer VALUES(X'02000000000000000000000000000000',1,2);
INSERT INTO signer VALUES(X'03000000000000000000000000000000',1,3);
INSERT INTO signer VALUES(X'04000000000000000000000000000000',1,4);
INSERT INTO signer VALUES(X'06000000000000000000000000000000',2,6);
INSERT INTO signer VALUES(X'07000000000000000000000000000000',1,7);
CREATE TABLE signer_progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  merged_to INTEGER NOT NULL,
  owner INTEGER NOT NULL
) STRICT;
INSERT INTO signer_progress VALUES(1,8,146991996557017453);
CREATE TABLE secret_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  mark BLOB NOT NULL
) STRICT;
CREATE TABLE disk_touch (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO disk_touch VALUES(1,0);
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
, detail TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE audit_end (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  entries INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE TABLE disk_room (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  filling BLOB NOT NULL
) STRICT;
INSERT INTO disk_room VALUES(1,X'');
CREATE TABLE IF NOT EXISTS "my_code" (
  id INTEGER PRIMARY KEY,
  mailbox BLOB NOT NULL,
  ticket TEXT NOT NULL,
  issue INTEGER NOT NULL,
  attempts_left INTEGER NOT NULL,
  sent_ms INTEGER NOT NULL,
  UNIQUE (mailbox, ticket)
) STRICT;
INSERT INTO my_code VALUES(1,X'01000000000000000000000000000000','',1700049600000,5,0);
CREATE TABLE mail_count (
  day INTEGER NOT NULL,
  mailbox BLOB NOT NULL,
  line INTEGER NOT NULL,
  mails INTEGER NOT NULL,
  next_ms INTEGER NOT NULL,
  PRIMARY KEY (day, mailbox, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "outbox" (
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
INSERT INTO outbox VALUES(1,5,0,1,1700067600000,0,'en',0,1700067600000,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(3,7,2,0,1700049600000,0,'en',0,1700049600000,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(4,8,0,1,1700049600000,0,'en',0,1700049600000,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(5,1,3,1700049600000,1700049600000,0,'en',1,1700049600000,1,NULL,NULL,NULL);
INSERT INTO outbox VALUES(6,10,0,1,1700049600000,0,'en',0,1700049600000,NULL,NULL,NULL,NULL);
CREATE TABLE erased_owner (
  signature_id INTEGER PRIMARY KEY REFERENCES signature (id) ON DELETE CASCADE,
  owner BLOB NOT NULL
) STRICT;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('outbox',6);
CREATE INDEX signature_newest ON signature (campaign_id, id);
CREATE INDEX signature_shown ON signature (campaign_id, id) WHERE status = 1 AND visibility IN (0, 1);
CREATE INDEX signature_quarantined ON signature (campaign_id, id) WHERE status = 4;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is not changed'); END;
CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is not cut'); END;
CREATE INDEX signature_request ON signature (dedupe_key, campaign_id, idempotency_key) WHERE status = 0;
CREATE INDEX outbox_signature ON outbox (signature_id);
CREATE INDEX outbox_order ON outbox (urgent, due_ms, order_ms);
CREATE INDEX outbox_my_code ON outbox (my_code_id) WHERE my_code_id IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (mailbox, line, due_ms) WHERE mailbox IS NOT NULL;
COMMIT;
PRAGMA application_id = 1431192659;
PRAGMA user_version = 5;
