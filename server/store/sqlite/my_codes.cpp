#include "server/store/sqlite/my_codes.h"

#include <algorithm>
#include <string>

#include "server/limits.h"
#include "server/store/sqlite/code_attempts.h"
#include "server/store/sqlite/mail_slots.h"
#include "server/store/sqlite/outbox.h"
#include "server/store/sqlite/row_rules.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

struct MyCode {
  std::int64_t id = 0;  // 0: none
  CodeIssue issue;
  std::int64_t attempts_left = 0;
  std::int64_t sent_ms = 0;  // 0: its mail is still queued
};

MyCode find_my_code(Connection& connection, const MailboxKey& mailbox, std::string_view ticket) {
  Query find = connection.query(
      "SELECT issue, attempts_left, sent_ms, ticket, mailbox, id, lower(hex(mailbox)) || ticket FROM my_code"
      " WHERE mailbox = ? AND ticket = ?");
  find.bind_blob(mailbox.data(), mailbox.size()).bind(ticket);
  if (ticket.empty() || !find.next()) return {};
  if (is_my_code(find)) return {find.integer(5), {find.text(6), find.integer(0)}, find.integer(1), find.integer(2)};
  connection.damaged().add("my_code", find.integer(5));
  return {};
}

bool works(const MyCode& code, std::int64_t now_ms) {
  if (code.id == 0 || code.attempts_left <= 0) return false;
  return code.sent_ms == 0 || now_ms - code.sent_ms < limits::kMailCodeMs;
}

bool waits(Connection& connection, const MyCode& code) {
  Query find = connection.query("SELECT 1 FROM outbox WHERE my_code_id = ?");
  find.bind(code.id);
  return code.id != 0 && find.next();
}

// Returns the id of the code's row.
std::int64_t write_code(Connection& connection, const MyCodeRequest& request, std::int64_t issue,
                        std::int64_t attempts_left) {
  Query write = connection.query(
      "INSERT INTO my_code (mailbox, ticket, issue, attempts_left, sent_ms) VALUES (?, ?, ?, ?, 0)"
      " ON CONFLICT (mailbox, ticket) DO UPDATE SET issue = excluded.issue,"
      " attempts_left = excluded.attempts_left, sent_ms = 0 RETURNING id");
  write.bind_blob(request.mailbox.data(), request.mailbox.size()).bind(request.ticket);
  write.bind(issue).bind(attempts_left);
  write.next();
  return write.integer(0);
}

}  // namespace

void queue_my_code(Connection& connection, std::int64_t signature_id, const MyCodeRequest& request) {
  const MyCode earlier = find_my_code(connection, request.mailbox, request.ticket);
  if (waits(connection, earlier)) return;
  const auto slot = take_mail_slot(connection, request.mailbox, MailCause::My, request.place, request.now_ms);
  hold_place(connection, slot, MailCause::My, request.place, request.now_ms);
  if (!slot) return;
  const bool known = signature_id != 0;
  // Codes are computed from the number, and expired ones are deleted. The time makes sure that no number is used twice.
  const bool same = works(earlier, request.now_ms);
  const std::int64_t issue = same ? earlier.issue.number : std::max(request.now_ms, earlier.issue.number + 1);
  const std::int64_t attempts_left = same ? earlier.attempts_left : limits::kMailCodeAttemptsMax;
  Mail mail;
  mail.kind = known ? MailKind::MyCode : MailKind::Placeholder;
  mail.signature_id = signature_id;
  mail.now_ms = request.now_ms;
  mail.slot = *slot;
  mail.order_ms = request.place.order_ms;
  mail.issue = issue;
  mail.locale = request.locale;
  mail.cause = MailCause::My;
  mail.my_code_id = write_code(connection, request, issue, known ? attempts_left : 0);
  insert_mail(connection, mail);
}

bool take_my_code(Connection& connection, const MyCodeTry& typed) {
  const MyCode code = find_my_code(connection, typed.mailbox, typed.ticket);
  // Called even if the answer is known, so that the duration does not depend on it (timing side channel).
  const bool right = typed.is_right(code.issue);
  if (!works(code, typed.now_ms) || !may_try_code(connection, typed.mailbox, typed.now_ms)) return false;
  connection.query("UPDATE my_code SET attempts_left = ? WHERE id = ?")
      .bind(right ? 0 : code.attempts_left - 1)
      .bind(code.id)
      .run();
  if (!right) count_wrong_code(connection, typed.mailbox, typed.now_ms);
  return right;
}

void note_my_code_sent(Connection& connection, std::int64_t mail_id, std::int64_t sent_ms) {
  connection
      .query(
          "UPDATE my_code SET sent_ms = ? FROM outbox"
          " WHERE outbox.id = ? AND my_code.id = outbox.my_code_id AND my_code.issue = outbox.issue")
      .bind(sent_ms)
      .bind(mail_id)
      .run();
}

void delete_old_my_codes(Connection& connection, std::int64_t now_ms) {
  connection
      .query(
          "DELETE FROM my_code WHERE sent_ms <= ? AND NOT EXISTS"
          " (SELECT 1 FROM outbox WHERE outbox.my_code_id = my_code.id)")
      .bind(now_ms - limits::kMailCodeMs)
      .run();
}

}  // namespace undersigned::store::sqlite
