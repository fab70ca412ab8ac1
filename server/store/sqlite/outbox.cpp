#include "server/store/sqlite/outbox.h"

#include <algorithm>
#include <string>

#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;

// A time that is still to come is a clock's mistake, and keeps nobody waiting.
bool too_soon(std::int64_t last_ms, std::int64_t now_ms) {
  return last_ms <= now_ms && now_ms - last_ms < limits::kMailAgainMs;
}

// Counts one mail for the mailbox; false where it has had all it may get today.
bool count_mail(Connection& connection, const Recipient& recipient) {
  Query count = connection.query(
      "INSERT INTO mail_count (day, mailbox, mails) VALUES (?, ?, 1)"
      " ON CONFLICT (day, mailbox) DO UPDATE SET mails = mails + 1 WHERE mails < ?");
  count.bind(recipient.now_ms / kDayMs).bind_blob(recipient.mailbox.data(), recipient.mailbox.size());
  return count.bind(limits::kMailsPerMailboxMax).run() == 1;
}

struct Mail {
  MailKind kind = MailKind::Confirm;
  std::int64_t signature_id = 0;
  std::int64_t due_ms = 0;
  std::int64_t issue = 0;
  std::string_view locale;
};

// In the place of one of the same kind that still waits.
void insert_mail(Connection& connection, const Mail& mail) {
  connection.query("DELETE FROM outbox WHERE signature_id = ? AND kind = ?")
      .bind(mail.signature_id)
      .bind(static_cast<std::int64_t>(mail.kind))
      .run();
  connection.query("INSERT INTO outbox (signature_id, kind, issue, due_ms, attempts, locale) VALUES (?, ?, ?, ?, 0, ?)")
      .bind(mail.signature_id)
      .bind(static_cast<std::int64_t>(mail.kind))
      .bind(mail.issue)
      .bind(mail.due_ms)
      .bind(mail.locale)
      .run();
}

// Where one can write to a signer, and what has been written so far.
struct Mailed {
  bool reachable = false;
  std::string locale;
  std::int64_t issue = 0;
  std::int64_t mailed_ms = -1;  // -1: never
};

Mailed find_mailed(Connection& connection, std::int64_t signature_id) {
  Query find = connection.query(
      "SELECT signature.locale, confirmation.issue, confirmation.mailed_ms"
      " FROM signature JOIN person ON person.signature_id = signature.id"
      " LEFT JOIN confirmation ON confirmation.signature_id = signature.id WHERE signature.id = ?");
  find.bind(signature_id);
  if (!find.next()) return {};
  if (find.is_null(1)) return {true, find.text(0)};
  return {true, find.text(0), find.integer(1), find.integer(2)};
}

void note_mailed(Connection& connection, std::int64_t signature_id, std::int64_t now_ms) {
  connection
      .query(
          "INSERT INTO confirmation (signature_id, issue, issued_ms, attempts_left, mailed_ms) VALUES (?, 0, 0, 0, ?)"
          " ON CONFLICT (signature_id) DO UPDATE SET mailed_ms = excluded.mailed_ms")
      .bind(signature_id)
      .bind(now_ms)
      .run();
}

void note_issued(Connection& connection, std::int64_t signature_id, std::int64_t issue, std::int64_t now_ms) {
  connection
      .query(
          "INSERT INTO confirmation (signature_id, issue, issued_ms, attempts_left, mailed_ms) VALUES (?, ?, ?, ?, ?)"
          " ON CONFLICT (signature_id) DO UPDATE SET issue = excluded.issue, issued_ms = excluded.issued_ms,"
          " attempts_left = excluded.attempts_left, mailed_ms = excluded.mailed_ms")
      .bind(signature_id)
      .bind(issue)
      .bind(now_ms)
      .bind(limits::kMailCodeAttemptsMax)
      .bind(now_ms)
      .run();
}

}  // namespace

void queue_mail(Connection& connection, MailKind kind, const Recipient& recipient) {
  const Mailed mailed = find_mailed(connection, recipient.signature_id);
  if (!mailed.reachable) return;
  if (mailed.mailed_ms >= 0 && too_soon(mailed.mailed_ms, recipient.now_ms)) return;
  if (!count_mail(connection, recipient)) return;
  Mail mail{kind, recipient.signature_id, recipient.now_ms, 0, mailed.locale};
  if (kind == MailKind::Confirm) {
    mail.issue = mailed.issue + 1;
    note_issued(connection, mail.signature_id, mail.issue, recipient.now_ms);
  } else {
    note_mailed(connection, mail.signature_id, recipient.now_ms);
  }
  insert_mail(connection, mail);
}

void queue_thanks(Connection& connection, std::int64_t signature_id, std::int64_t now_ms) {
  const Mailed mailed = find_mailed(connection, signature_id);
  if (!mailed.reachable) return;
  note_mailed(connection, signature_id, now_ms);
  insert_mail(connection, {MailKind::Confirmed, signature_id, now_ms, 0, mailed.locale});
}

void queue_my_code(Connection& connection, const Recipient& recipient, std::string_view locale) {
  if (!find_mailed(connection, recipient.signature_id).reachable) return;
  std::int64_t earlier = 0;
  {
    Query find = connection.query("SELECT issue, issued_ms FROM my_code WHERE mailbox = ?");
    find.bind_blob(recipient.mailbox.data(), recipient.mailbox.size());
    if (find.next()) {
      if (too_soon(find.integer(1), recipient.now_ms)) return;
      earlier = find.integer(0);
    }
  }
  if (!count_mail(connection, recipient)) return;
  // Codes are made from the number, and what has run out is forgotten: the time never comes again.
  const std::int64_t issue = std::max(recipient.now_ms, earlier + 1);
  connection
      .query(
          "INSERT INTO my_code (mailbox, issue, issued_ms, attempts_left) VALUES (?, ?, ?, ?)"
          " ON CONFLICT (mailbox) DO UPDATE SET issue = excluded.issue, issued_ms = excluded.issued_ms,"
          " attempts_left = excluded.attempts_left")
      .bind_blob(recipient.mailbox.data(), recipient.mailbox.size())
      .bind(issue)
      .bind(recipient.now_ms)
      .bind(limits::kMailCodeAttemptsMax)
      .run();
  insert_mail(connection, {MailKind::MyCode, recipient.signature_id, recipient.now_ms, issue, locale});
  connection.query("UPDATE outbox SET mailbox = ? WHERE signature_id = ? AND kind = 3")
      .bind_blob(recipient.mailbox.data(), recipient.mailbox.size())
      .bind(recipient.signature_id)
      .run();
}

void drop_mails(Connection& connection, std::int64_t signature_id) {
  connection.query("DELETE FROM outbox WHERE signature_id = ?").bind(signature_id).run();
}

void drop_mails_of_status(Connection& connection, std::int64_t signature_id) {
  connection.query("DELETE FROM outbox WHERE signature_id = ? AND kind <> 3").bind(signature_id).run();
}

// The number stays, so that none comes twice.
void close_codes(Connection& connection, std::int64_t signature_id) {
  connection.query("UPDATE confirmation SET issued_ms = 0, attempts_left = 0 WHERE signature_id = ?")
      .bind(signature_id)
      .run();
}

}  // namespace undersigned::store::sqlite
