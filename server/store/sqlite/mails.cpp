// SqliteStore: the outbox.
#include <algorithm>

#include "server/store/sqlite/sqlite_store.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;

}  // namespace

Result<std::vector<WaitingMail>> SqliteStore::waiting_mails(std::int64_t now_ms, std::size_t rows) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<WaitingMail>> {
    std::vector<WaitingMail> mails;
    // A code that is no longer the newest, or has run out, is not worth a mail; a confirmation still has its link.
    Query query = connection.query(
        "SELECT outbox.id, outbox.kind, campaign.slug, signature.id, person.email, outbox.locale,"
        " CASE outbox.kind WHEN 3 THEN lower(hex(outbox.mailbox)) ELSE signature.public_id END,"
        " outbox.issue, outbox.attempts"
        " FROM outbox INDEXED BY outbox_due JOIN signature ON signature.id = outbox.signature_id"
        " JOIN person ON person.signature_id = signature.id JOIN campaign ON campaign.id = signature.campaign_id"
        " LEFT JOIN my_code ON my_code.mailbox = outbox.mailbox"
        " WHERE outbox.due_ms <= ?"
        " AND (outbox.kind <> 3 OR (my_code.issue = outbox.issue AND my_code.issued_ms > ?))"
        " ORDER BY outbox.due_ms, outbox.id LIMIT ?");
    query.bind(now_ms).bind(now_ms - limits::kMailCodeMs);
    query.bind(static_cast<std::int64_t>(std::min(rows, limits::kOutboxBatchMax)));
    while (query.next()) {
      mails.push_back({query.integer(0),
                       static_cast<MailKind>(query.integer(1)),
                       query.text(2),
                       query.integer(3),
                       query.text(4),
                       query.text(5),
                       {query.text(6), query.integer(7)},
                       static_cast<int>(query.integer(8))});
    }
    return mails;
  });
}

Status SqliteStore::report_mails(const std::vector<MailReport>& reports) {
  return writer_.run([&](Connection& connection) -> Status {
    for (const MailReport& report : reports) {
      if (report.outcome == MailOutcome::TryLater) {
        connection.query("UPDATE outbox SET attempts = attempts + 1, due_ms = ? WHERE id = ?")
            .bind(report.due_ms)
            .bind(report.id)
            .run();
      } else {
        connection.query("DELETE FROM outbox WHERE id = ?").bind(report.id).run();
      }
    }
    return Done{};
  });
}

Status SqliteStore::sweep_mail(std::int64_t now_ms) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.query("DELETE FROM my_code WHERE issued_ms <= ?").bind(now_ms - limits::kMailCodeMs).run();
    connection.query("DELETE FROM mail_count WHERE day < ?").bind(now_ms / kDayMs).run();
    connection
        .query(
            "DELETE FROM outbox WHERE kind = 3 AND NOT EXISTS"
            " (SELECT 1 FROM my_code WHERE my_code.mailbox = outbox.mailbox AND my_code.issue = outbox.issue)")
        .run();
    connection
        .query(
            "DELETE FROM outbox WHERE kind = 0 AND signature_id IN"
            " (SELECT signature_id FROM confirmation WHERE issued_ms <= ?)")
        .bind(now_ms - limits::kMailLinkMs)
        .run();
    return Done{};
  });
}

}  // namespace undersigned::store::sqlite
