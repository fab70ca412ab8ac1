// SqliteStore: what people see of their own signatures at /my.
#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "server/limits.h"
#include "server/store/sqlite/my_codes.h"
#include "server/store/sqlite/records.h"
#include "server/store/sqlite/requests.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/signer_index.h"
#include "server/store/sqlite/sqlite_store.h"
#include "shared/text/email.h"

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

// The ids of a mailbox's signatures and requests in a campaign, in no order. Some may be gone already.
struct OwnIds {
  std::vector<std::int64_t> signatures;
  std::vector<std::int64_t> requests;
};

OwnIds find_own(Connection& connection, const std::string& campaign, const CampaignMailbox& mailbox,
                const std::vector<Signer>& recent) {
  std::int64_t campaign_id = 0;
  {
    Query find = connection.query("SELECT id FROM campaign WHERE slug = ?");
    find.bind(campaign);
    if (!find.next()) return {};
    campaign_id = find.integer(0);
  }
  std::vector<Signer> signers = recent;
  find_in_table(connection, campaign_id, mailbox, limits::kOwnNamesMax, signers);
  OwnIds own;
  for (const Signer& signer : signers) {
    if (signer.campaign_id == campaign_id) own.signatures.push_back(signer.signature_id);
  }
  own.requests = requests_of_mailbox(connection, campaign_id, mailbox);
  return own;
}

// Whether mail for this signer goes to this mailbox (delivery_mailbox()).
bool is_reachable(Connection& connection, std::int64_t id, std::string_view mailbox) {
  Query find = connection.query("SELECT email FROM person WHERE signature_id = ?");
  find.bind(id);
  return find.next() && delivery_mailbox(find.text(0)) == mailbox;
}

std::int64_t newest_reachable(Connection& connection, const std::vector<std::int64_t>& ids, std::string_view mailbox) {
  std::int64_t newest = 0;
  for (const std::int64_t id : ids) {
    if (id > newest && is_reachable(connection, id, mailbox)) newest = id;
  }
  return newest;
}

// The newest signature of the mailbox that still has an address, else the newest request; 0: none.
std::int64_t newest_reachable(Connection& connection, const MyCodeRequest& request, const RecentOfMailboxes& recent) {
  const OwnMailboxes& mailboxes = request.mailboxes;
  const std::string mailbox = delivery_mailbox(request.email);
  std::int64_t signature = 0;
  std::int64_t asked_for = 0;
  for (std::size_t i = 0; i < mailboxes.size(); ++i) {
    const OwnIds own = find_own(connection, mailboxes[i].first, mailboxes[i].second, recent[i]);
    signature = std::max(signature, newest_reachable(connection, own.signatures, mailbox));
    asked_for = std::max(asked_for, newest_reachable(connection, own.requests, mailbox));
  }
  return signature != 0 ? signature : asked_for;
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
  // The index may have been reset in the meantime, if the disk failed or another process wrote.
  std::optional<RecentOfMailboxes> recent = recent_of(writer_.signers(), mailboxes);
  if (!recent) return Error{ErrorCode::Busy};
  return *std::move(recent);
}

Status SqliteStore::queue_my_code(const MyCodeRequest& request) {
  // Searched by a reader, not by the writer: a thousand campaigns would delay signers.
  const Result<RecentOfMailboxes> recent = recent_signers(request.mailboxes);
  if (!recent) return recent.error();
  const Result<std::int64_t> newest = readers_.read(
      [&](Connection& connection) -> Result<std::int64_t> { return newest_reachable(connection, request, *recent); });
  if (!newest) return newest.error();
  return writer_.run([&](Connection& connection) -> Status {
    const bool known = is_reachable(connection, *newest, delivery_mailbox(request.email));
    sqlite::queue_my_code(connection, known ? *newest : 0, request);
    touch_disk(connection);
    return Done{};
  });
}

Status SqliteStore::take_my_code(const MyCodeTry& typed) {
  bool taken = false;
  const Status written = writer_.run([&](Connection& connection) -> Status {
    taken = sqlite::take_my_code(connection, typed);
    touch_disk(connection);
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
    std::vector<std::pair<std::int64_t, std::size_t>> ids;  // and the position of their mailbox
    for (std::size_t i = 0; i < mailboxes.size(); ++i) {
      const OwnIds own = find_own(connection, mailboxes[i].first, mailboxes[i].second, (*recent)[i]);
      for (const std::int64_t id : own.signatures) ids.emplace_back(id, i);
      for (const std::int64_t id : own.requests) ids.emplace_back(id, i);
    }
    std::sort(ids.begin(), ids.end(), std::greater<>());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (ids.size() > limits::kOwnSignaturesMax) ids.resize(limits::kOwnSignaturesMax);
    std::vector<SignatureRecord> found;
    for (const auto& [id, i] : ids) {
      if (std::optional<SignatureRecord> record = read_record(connection, id, mailboxes[i].first)) {
        found.push_back(*std::move(record));
      }
    }
    return found;
  });
}

}  // namespace undersigned::store::sqlite
