#include "server/store/sqlite/outbox.h"

#include <algorithm>
#include <string>

#include "server/limits.h"
#include "server/store/sqlite/row_rules.h"

namespace undersigned::store::sqlite {
namespace {

// A signer's address and language, and the mails sent so far.
struct Mailed {
  bool reachable = false;
  std::string locale;
  std::int64_t issue = 0;
  std::int64_t attempts_left = 0;
  std::int64_t mailed_ms = -1;  // -1: never
};

Mailed find_mailed(Connection& connection, std::int64_t signature_id) {
  Query find = connection.query(
      "SELECT signature.locale, confirmation.issue, confirmation.attempts_left, confirmation.sent_ms,"
      " confirmation.issued_ms, confirmation.mailed_ms"
      " FROM signature JOIN person ON person.signature_id = signature.id"
      " LEFT JOIN confirmation ON confirmation.signature_id = signature.id WHERE signature.id = ?");
  find.bind(signature_id);
  if (!find.next()) return {};
  if (find.is_null(1)) return {true, find.text(0)};
  if (is_confirmation(find, 1)) return {true, find.text(0), find.integer(1), find.integer(2), find.integer(5)};
  connection.damaged().add("confirmation", signature_id);
  return {true, find.text(0)};
}

// A time in the future comes from a wrong clock.
bool is_recent(const Mailed& mailed, std::int64_t now_ms) {
  return mailed.mailed_ms >= 0 && mailed.mailed_ms <= now_ms && now_ms - mailed.mailed_ms < limits::kMailAgainMs;
}

bool waits(Connection& connection, std::int64_t signature_id, MailKind kind) {
  Query find = connection.query("SELECT 1 FROM outbox WHERE signature_id = ? AND kind = ?");
  find.bind(signature_id).bind(static_cast<std::int64_t>(kind));
  return find.next();
}

// The next issue. Its lifetime begins when its mail is sent.
std::int64_t issue_anew(Connection& connection, std::int64_t signature_id, std::int64_t earlier, std::int64_t now_ms) {
  connection
      .query(
          "INSERT INTO confirmation (signature_id, issue, issued_ms, attempts_left, mailed_ms) VALUES (?, ?, ?, ?, ?)"
          " ON CONFLICT (signature_id) DO UPDATE SET issue = excluded.issue, issued_ms = excluded.issued_ms,"
          " attempts_left = excluded.attempts_left, mailed_ms = excluded.mailed_ms, sent_ms = 0")
      .bind(signature_id)
      .bind(earlier + 1)
      .bind(now_ms)
      .bind(limits::kMailCodeAttemptsMax)
      .bind(now_ms)
      .run();
  return earlier + 1;
}

// The same issue in another mail. Its lifetime begins again.
std::int64_t issue_again(Connection& connection, std::int64_t signature_id, std::int64_t issue) {
  connection.query("UPDATE confirmation SET sent_ms = 0 WHERE signature_id = ?").bind(signature_id).run();
  return issue;
}

// For the next mail. Mails that still wait have no other code than the newest.
std::int64_t next_issue(Connection& connection, std::int64_t signature_id, const Mailed& mailed, std::int64_t now_ms) {
  if (mailed.issue == 0) return issue_anew(connection, signature_id, 0, now_ms);
  const bool still_new = is_recent(mailed, now_ms) || waits(connection, signature_id, MailKind::Confirm);
  if (still_new && mailed.attempts_left > 0) return issue_again(connection, signature_id, mailed.issue);
  const std::int64_t number = issue_anew(connection, signature_id, mailed.issue, now_ms);
  connection.query("UPDATE outbox SET issue = ? WHERE signature_id = ? AND kind = 0")
      .bind(number)
      .bind(signature_id)
      .run();
  return number;
}

std::int64_t insert_mail_row(Connection& connection, const Mail& mail, std::int64_t order_ms) {
  connection
      .query(
          "INSERT INTO outbox (signature_id, kind, issue, due_ms, attempts, locale, urgent, order_ms, my_code_id)"
          " VALUES (nullif(?, 0), ?, ?, ?, 0, ?, ?, ?, nullif(?, 0))")
      .bind(mail.signature_id)
      .bind(static_cast<std::int64_t>(mail.kind))
      .bind(mail.issue)
      .bind(mail.slot.due_ms)
      .bind(mail.locale)
      .bind(mail.cause == MailCause::My ? 1 : 0)
      .bind(order_ms)
      .bind(mail.my_code_id)
      .run();
  return connection.database().getLastInsertRowid();
}

}  // namespace

void queue_mail(Connection& connection, MailKind kind, const Recipient& recipient) {
  const auto slot =
      take_mail_slot(connection, recipient.mailbox, MailCause::Signing, recipient.place, recipient.now_ms);
  hold_place(connection, slot, MailCause::Signing, recipient.place, recipient.now_ms);
  if (!slot) return;
  const std::int64_t id = recipient.signature_id;
  const Mailed mailed = id == 0 ? Mailed{} : find_mailed(connection, id);
  Mail mail;
  mail.kind = mailed.reachable ? kind : MailKind::Placeholder;
  mail.signature_id = mailed.reachable ? id : 0;
  mail.now_ms = recipient.now_ms;
  mail.slot = *slot;
  mail.order_ms = recipient.place.order_ms;
  mail.locale = mailed.locale;
  if (mail.kind == MailKind::Confirm) mail.issue = next_issue(connection, id, mailed, recipient.now_ms);
  insert_mail(connection, mail);
}

void queue_thanks(Connection& connection, std::int64_t signature_id, std::int64_t now_ms, const MailPlace& place) {
  const Mailed mailed = find_mailed(connection, signature_id);
  if (!mailed.reachable || waits(connection, signature_id, MailKind::Confirmed)) return;
  // Its confirmation mail will not be reported any more.
  connection.query("UPDATE confirmation SET sent_ms = ? WHERE signature_id = ? AND sent_ms = 0")
      .bind(now_ms)
      .bind(signature_id)
      .run();
  Mail mail;
  mail.kind = MailKind::Confirmed;
  mail.signature_id = signature_id;
  mail.now_ms = now_ms;
  mail.order_ms = place.order_ms;
  mail.locale = mailed.locale;
  insert_mail(connection, mail);
}

// A mail that may be sent later does not sort before that time: due time and order never disagree
// (Store::waiting_mails()).
void insert_mail(Connection& connection, const Mail& mail) {
  const std::int64_t order_ms = mail.order_ms == 0 ? mail.now_ms : mail.order_ms;
  const MailSlot& slot = mail.slot;
  const std::int64_t id = insert_mail_row(connection, mail, std::max(order_ms, slot.due_ms));
  if (slot.due_ms == 0) return;
  connection.query("UPDATE outbox SET mailbox = ?, line = ?, asked = ? WHERE id = ?")
      .bind_blob(slot.mailbox.data(), slot.mailbox.size())
      .bind(static_cast<std::int64_t>(slot.queue))
      .bind(slot.asked)
      .bind(id)
      .run();
}

void hold_place(Connection& connection, const std::optional<MailSlot>& slot, MailCause cause, const MailPlace& place,
                std::int64_t now_ms) {
  if (slot && slot->due_ms == 0) return;
  Mail mail;
  mail.kind = MailKind::Placeholder;
  mail.now_ms = now_ms;
  mail.order_ms = place.order_ms;
  mail.cause = cause;
  insert_mail(connection, mail);
}

void drop_mails(Connection& connection, std::int64_t signature_id) {
  connection.query("DELETE FROM outbox WHERE signature_id = ?").bind(signature_id).run();
}

void drop_mails_of_status(Connection& connection, std::int64_t signature_id) {
  connection.query("DELETE FROM outbox WHERE signature_id = ? AND kind <> 3").bind(signature_id).run();
}

void move_my_codes(Connection& connection, std::int64_t from_id, std::int64_t to_id) {
  connection.query("UPDATE outbox SET signature_id = ? WHERE signature_id = ? AND kind = 3")
      .bind(to_id)
      .bind(from_id)
      .run();
}

// The number stays, so that none is used twice.
void close_codes(Connection& connection, std::int64_t signature_id) {
  connection.query("UPDATE confirmation SET issued_ms = 0, sent_ms = 1, attempts_left = 0 WHERE signature_id = ?")
      .bind(signature_id)
      .run();
}

}  // namespace undersigned::store::sqlite
