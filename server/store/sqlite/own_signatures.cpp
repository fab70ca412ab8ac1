// SqliteStore: what a person finds of themselves at /my.
#include <algorithm>
#include <optional>

#include "server/store/sqlite/even_work.h"
#include "server/store/sqlite/outbox.h"
#include "server/store/sqlite/records.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/signer_index.h"
#include "server/store/sqlite/sqlite_store.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

using RecentOfMailboxes = std::vector<std::vector<Signer>>;

std::optional<RecentOfMailboxes> recent_of(const SignerIndex& signers, const OwnMailboxes& mailboxes) {
  RecentOfMailboxes recent;
  recent.reserve(mailboxes.size());
  for (const auto& [campaign, mailbox] : mailboxes) {
    std::optional<std::vector<Signer>> found = signers.recent_of_mailbox(mailbox);
    if (!found) return {};
    recent.push_back(*std::move(found));
  }
  return recent;
}

// The numbers of a mailbox's signatures in a campaign, in no order; some perhaps not there any more.
std::vector<std::int64_t> find_own(Connection& connection, const std::string& campaign, const CampaignMailbox& mailbox,
                                   const std::vector<Signer>& recent) {
  std::int64_t campaign_id = 0;
  {
    Query find = connection.query("SELECT id FROM campaign WHERE slug = ?");
    find.bind(campaign);
    if (!find.next()) return {};
    campaign_id = find.integer(0);
  }
  std::vector<Signer> signers = recent;
  find_in_table(connection, campaign_id, mailbox, signers);
  std::vector<std::int64_t> ids;
  for (const Signer& signer : signers) {
    if (signer.campaign_id == campaign_id) ids.push_back(signer.signature_id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

bool is_reachable(Connection& connection, std::int64_t id) {
  Query find = connection.query("SELECT 1 FROM person WHERE signature_id = ?");
  find.bind(id);
  return find.next();
}

// The newest signature of these mailboxes that can still be written to; 0: none.
std::int64_t newest_reachable(Connection& connection, const OwnMailboxes& mailboxes, const RecentOfMailboxes& recent) {
  std::int64_t newest = 0;
  for (std::size_t i = 0; i < mailboxes.size(); ++i) {
    for (const std::int64_t id : find_own(connection, mailboxes[i].first, mailboxes[i].second, recent[i])) {
      if (id > newest && is_reachable(connection, id)) newest = id;
    }
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

Status SqliteStore::read_signers() {
  return writer_.run([](Connection& connection) -> Status {
    connection.signers().load(connection);
    return Done{};
  });
}

Result<SqliteStore::RecentOfMailboxes> SqliteStore::recent_signers(const OwnMailboxes& mailboxes) {
  if (std::optional<RecentOfMailboxes> recent = recent_of(writer_.signers(), mailboxes)) return *std::move(recent);
  if (const Status read = read_signers(); !read) return read.error();
  // Read anew again in the meantime, as happens only where the disk fails or another process writes.
  std::optional<RecentOfMailboxes> recent = recent_of(writer_.signers(), mailboxes);
  if (!recent) return Error{ErrorCode::Busy};
  return *std::move(recent);
}

Status SqliteStore::queue_my_code(const OwnMailboxes& mailboxes, const MailboxKey& mailbox, std::string_view locale,
                                  std::int64_t now_ms) {
  // Looked for in a reader: a thousand campaigns are a long time for those who want to sign.
  const Result<RecentOfMailboxes> recent = recent_signers(mailboxes);
  if (!recent) return recent.error();
  const Result<std::int64_t> newest = readers_.read(
      [&](Connection& connection) -> Result<std::int64_t> { return newest_reachable(connection, mailboxes, *recent); });
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
  const Result<RecentOfMailboxes> recent = recent_signers(mailboxes);
  if (!recent) return recent.error();
  return readers_.read([&](Connection& connection) -> Result<std::vector<SignatureRecord>> {
    SQLite::Transaction snapshot(connection.database());
    std::vector<SignatureRecord> found;
    for (std::size_t i = 0; i < mailboxes.size(); ++i) {
      const auto& [campaign, mailbox] = mailboxes[i];
      for (const std::int64_t id : find_own(connection, campaign, mailbox, (*recent)[i])) {
        if (std::optional<SignatureRecord> record = read_record(connection, id, campaign)) {
          found.push_back(*std::move(record));
        }
      }
    }
    std::sort(found.begin(), found.end(),
              [](const SignatureRecord& a, const SignatureRecord& b) { return a.key.cursor > b.key.cursor; });
    return found;
  });
}

}  // namespace undersigned::store::sqlite
