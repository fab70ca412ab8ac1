// SqliteStore: the outbox.
#include <algorithm>
#include <iterator>
#include <utility>

#include "server/limits.h"
#include "server/store/mail_lanes.h"
#include "server/store/sqlite/code_attempts.h"
#include "server/store/sqlite/mail_slots.h"
#include "server/store/sqlite/my_codes.h"
#include "server/store/sqlite/records.h"
#include "server/store/sqlite/requests.h"
#include "server/store/sqlite/row_rules.h"
#include "server/store/sqlite/sqlite_store.h"
#include "server/store/sqlite/stored_values.h"

namespace undersigned::store::sqlite {
namespace {

// Adds at most `rows` mails whose time is from `from_ms` to `to_ms`. Skips confirmations of void requests. The query has
// no LIMIT: a damaged row does not take the place of another.
void read_queued(Connection& connection, bool urgent, std::int64_t from_ms, std::int64_t to_ms, std::size_t rows,
                 std::vector<WaitingMail>& found) {
  rows += found.size();
  Query query = connection.query(
      "SELECT outbox.kind, outbox.issue, outbox.due_ms, outbox.attempts, outbox.locale, outbox.urgent,"
      " outbox.order_ms, outbox.signature_id, outbox.my_code_id, outbox.mailbox, outbox.line, outbox.asked, outbox.id,"
      " campaign.slug, person.email,"
      " CASE outbox.kind WHEN 3 THEN lower(hex(my_code.mailbox)) || my_code.ticket ELSE signature.public_id END"
      " FROM outbox INDEXED BY outbox_order LEFT JOIN signature ON signature.id = outbox.signature_id"
      " LEFT JOIN person ON person.signature_id = signature.id"
      " LEFT JOIN campaign ON campaign.id = signature.campaign_id"
      " LEFT JOIN my_code ON my_code.id = outbox.my_code_id"
      " WHERE outbox.urgent = ? AND outbox.due_ms BETWEEN ? AND ?"
      " AND (outbox.kind = 5 OR (person.email IS NOT NULL AND campaign.slug IS NOT NULL))"
      " AND NOT (outbox.kind = 0 AND EXISTS (SELECT 1 FROM settled_signer AS settled"
      " WHERE settled.dedupe_key = signature.dedupe_key AND settled.campaign_id = signature.campaign_id"
      " AND settled.up_to >= signature.id))"
      " ORDER BY outbox.due_ms, outbox.order_ms, outbox.id");
  query.bind(urgent ? 1 : 0).bind(from_ms).bind(to_ms);
  const MailLane of_others = from_ms == 0 ? MailLane::New : MailLane::Delayed;
  while (found.size() < rows && query.next()) {
    if (!is_mail(query)) {
      connection.damaged().add("outbox", query.integer(12));
      continue;
    }
    WaitingMail& mail = found.emplace_back();
    mail.id = query.integer(12);
    mail.kind = enum_of<MailKind>(query.integer(0)).value();
    mail.lane = urgent ? MailLane::My : of_others;
    mail.order_ms = query.integer(6);
    mail.campaign = query.text(13);
    mail.cursor = query.integer(7);
    mail.email = query.text(14);
    mail.locale = query.text(4);
    mail.issue = {query.text(15), query.integer(1)};
    mail.attempts = static_cast<int>(query.integer(3));
  }
}

void sort_in_order(std::vector<WaitingMail>& mails) {
  std::sort(mails.begin(), mails.end(), [](const WaitingMail& a, const WaitingMail& b) {
    return a.order_ms != b.order_ms ? a.order_ms < b.order_ms : a.id < b.id;
  });
}

void cut(std::vector<WaitingMail>& mails, std::size_t most) {
  if (mails.size() > most) mails.erase(mails.begin() + static_cast<std::ptrdiff_t>(most), mails.end());
}

// Mails that could go at once, and those whose time has come, in sending order.
std::vector<WaitingMail> read_in_order(Connection& connection, std::int64_t now_ms, std::size_t rows) {
  std::vector<WaitingMail> my;
  read_queued(connection, true, 0, 0, rows, my);
  read_queued(connection, true, 1, now_ms, rows, my);
  sort_in_order(my);
  std::vector<WaitingMail> others;
  std::vector<WaitingMail> delayed;
  read_queued(connection, false, 0, 0, rows, others);
  read_queued(connection, false, 1, now_ms, rows, delayed);
  const LaneCounts shares = shares_of_lanes({my.size(), others.size(), delayed.size()}, rows);
  cut(my, shares.my);
  cut(others, shares.fresh);
  cut(delayed, shares.delayed);
  others.insert(others.end(), std::make_move_iterator(delayed.begin()), std::make_move_iterator(delayed.end()));
  sort_in_order(others);
  my.insert(my.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  return my;
}

// A code's lifetime begins when its mail is sent, even if it never arrives, so that the code expires at some time.
void note_sent(Connection& connection, const MailReport& report) {
  connection
      .query(
          "UPDATE confirmation SET sent_ms = ?, mailed_ms = ? FROM outbox WHERE outbox.id = ? AND outbox.kind = 0"
          " AND confirmation.signature_id = outbox.signature_id AND confirmation.issue = outbox.issue")
      .bind(report.at_ms)
      .bind(report.at_ms)
      .bind(report.id)
      .run();
  note_my_code_sent(connection, report.id, report.at_ms);
}

// Keeps its distance to the mails before it, so that a network gains nothing if its mails are put off.
void put_off(Connection& connection, const MailReport& report) {
  const std::int64_t at_ms = report.at_ms == 0 ? report.due_ms : report.at_ms;
  connection
      .query(
          "UPDATE outbox SET attempts = attempts + 1, due_ms = ?, order_ms = max(order_ms, ?) + ?, mailbox = NULL"
          " WHERE id = ?")
      .bind(report.due_ms)
      .bind(at_ms)
      .bind(report.due_ms - at_ms)
      .bind(report.id)
      .run();
}

// The mail was being written while the record was erased, and what was erased may be in it.
void note_erased_meanwhile(Connection& connection, const MailReport& report) {
  if (report.cursor == 0) return;
  Query find = connection.query("SELECT 1 FROM person WHERE signature_id = ?");
  find.bind(report.cursor);
  if (!find.next()) connection.note_erased(report.cursor);
}

}  // namespace

Result<std::vector<WaitingMail>> SqliteStore::waiting_mails(std::int64_t now_ms, std::size_t rows) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<WaitingMail>> {
    SQLite::Transaction snapshot(connection.database());
    const std::size_t most = std::min(rows, limits::kOutboxReadMax);
    std::vector<WaitingMail> mails = read_in_order(connection, now_ms, most);
    for (WaitingMail& mail : mails) {
      if (mail.kind == MailKind::Placeholder) continue;
      std::optional<SignatureRecord> record = read_record(connection, mail.cursor, mail.campaign);
      mail.damaged = !record;
      if (record && mail.kind == MailKind::Confirm) mail.signature = std::move(record->signature);
    }
    return mails;
  });
}

Status SqliteStore::report_mails(const std::vector<MailReport>& reports) {
  return writer_.run([&](Connection& connection) -> Status {
    for (const MailReport& report : reports) {
      if (report.outcome == MailOutcome::TryLater) {
        put_off(connection, report);
      } else {
        note_sent(connection, report);
        connection.query("DELETE FROM outbox WHERE id = ?").bind(report.id).run();
        note_erased_meanwhile(connection, report);
      }
    }
    return Done{};
  });
}

Status SqliteStore::sweep_mail(std::int64_t now_ms) {
  const Status swept = writer_.run([&](Connection& connection) -> Status {
    delete_old_code_attempts(connection, now_ms);
    delete_old_my_codes(connection, now_ms);
    delete_old_mail_slots(connection, now_ms);
    return Done{};
  });
  return swept ? sweep_void_requests() : swept;
}

// A few in each transaction, so that signing continues in between.
Status SqliteStore::sweep_void_requests() {
  for (bool more = true; more;) {
    const Status swept = writer_.run([&](Connection& connection) -> Status {
      more = sweep_requests(connection);
      return Done{};
    });
    if (!swept) return swept;
  }
  return Done{};
}

}  // namespace undersigned::store::sqlite
