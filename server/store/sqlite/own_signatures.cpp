// SqliteStore: what a person finds of themselves at /my.
#include <algorithm>
#include <optional>

#include "server/store/sqlite/even_work.h"
#include "server/store/sqlite/outbox.h"
#include "server/store/sqlite/records.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/sqlite_store.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

// Every key of the mailbox's lies between these two.
struct KeyRange {
  explicit KeyRange(const CampaignMailbox& mailbox) {
    last.fill(0xFF);
    std::copy(mailbox.begin(), mailbox.end(), first.begin());
    std::copy(mailbox.begin(), mailbox.end(), last.begin());
  }

  DedupeKey first{};
  DedupeKey last{};
};

void bind_range(Query& query, const std::string& campaign, const KeyRange& range) {
  query.bind(campaign).bind_blob(range.first.data(), range.first.size());
  query.bind_blob(range.last.data(), range.last.size());
}

std::vector<std::int64_t> find_own(Connection& connection, const std::string& campaign,
                                   const CampaignMailbox& mailbox) {
  const KeyRange range(mailbox);
  Query rows = connection.query(
      "SELECT id FROM signature INDEXED BY signature_signer"
      " WHERE campaign_id = (SELECT id FROM campaign WHERE slug = ?) AND dedupe_key BETWEEN ? AND ?");
  bind_range(rows, campaign, range);
  std::vector<std::int64_t> found;
  while (rows.next()) found.push_back(rows.integer(0));
  return found;
}

// The newest signature of these mailboxes that can still be written to; 0: none.
std::int64_t newest_reachable(Connection& connection, const OwnMailboxes& mailboxes) {
  std::int64_t newest = 0;
  for (const auto& [campaign, mailbox] : mailboxes) {
    const KeyRange range(mailbox);
    Query find = connection.query(
        "SELECT max(signature.id) FROM signature INDEXED BY signature_signer"
        " JOIN person ON person.signature_id = signature.id"
        " WHERE signature.campaign_id = (SELECT id FROM campaign WHERE slug = ?)"
        " AND signature.dedupe_key BETWEEN ? AND ?");
    bind_range(find, campaign, range);
    if (find.next()) newest = std::max(newest, find.integer(0));
  }
  return newest;
}

struct MyCode {
  CodeIssue issue;
  std::int64_t issued_ms = 0;
  std::int64_t attempts_left = 0;
};

MyCode find_my_code(Connection& connection, const MailboxKey& mailbox) {
  Query find =
      connection.query("SELECT lower(hex(mailbox)), issue, issued_ms, attempts_left FROM my_code WHERE mailbox = ?");
  find.bind_blob(mailbox.data(), mailbox.size());
  if (!find.next()) return {};
  return {{find.text(0), find.integer(1)}, find.integer(2), find.integer(3)};
}

void set_attempts(Connection& connection, const MailboxKey& mailbox, std::int64_t attempts_left) {
  connection.query("UPDATE my_code SET attempts_left = ? WHERE mailbox = ?")
      .bind(std::max<std::int64_t>(attempts_left, 0))
      .bind_blob(mailbox.data(), mailbox.size())
      .run();
}

}  // namespace

Status SqliteStore::queue_my_code(const OwnMailboxes& mailboxes, const MailboxKey& mailbox, std::string_view locale,
                                  std::int64_t now_ms) {
  // Looked for in a reader: a thousand campaigns are a long time for those who want to sign.
  const Result<std::int64_t> newest = readers_.read(
      [&](Connection& connection) -> Result<std::int64_t> { return newest_reachable(connection, mailboxes); });
  if (!newest) return newest.error();
  return writer_.run([&](Connection& connection) -> Status {
    EvenWork even_work(connection);
    if (*newest != 0) sqlite::queue_my_code(connection, {*newest, mailbox, now_ms}, locale);
    even_work.fill_up(1, MayMail::Yes);
    return Done{};
  });
}

Status SqliteStore::take_my_code(const MailboxKey& mailbox, const CodeCheck& is_right, std::int64_t now_ms) {
  bool taken = false;
  const Status written = writer_.run([&](Connection& connection) -> Status {
    EvenWork even_work(connection);
    const MyCode code = find_my_code(connection, mailbox);
    const bool right = is_right(code.issue);
    taken = right && code.attempts_left > 0 && now_ms - code.issued_ms < limits::kMailCodeMs;
    set_attempts(connection, mailbox, taken ? 0 : code.attempts_left - 1);
    even_work.fill_up(1, MayMail::Yes);
    return Done{};
  });
  if (!written) return written;
  if (!taken) return Error{ErrorCode::WrongCode, Field::Code};
  return Done{};
}

Result<std::vector<SignatureRecord>> SqliteStore::signatures_of(const OwnMailboxes& mailboxes) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<SignatureRecord>> {
    SQLite::Transaction snapshot(connection.database());
    std::vector<SignatureRecord> found;
    for (const auto& [campaign, mailbox] : mailboxes) {
      for (const std::int64_t id : find_own(connection, campaign, mailbox)) {
        found.push_back(*read_record(connection, id, campaign));
      }
    }
    std::sort(found.begin(), found.end(),
              [](const SignatureRecord& a, const SignatureRecord& b) { return a.key.cursor > b.key.cursor; });
    return found;
  });
}

}  // namespace undersigned::store::sqlite
