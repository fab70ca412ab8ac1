// SqliteStore: what people see of their own signatures at /my.
#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "server/limits.h"
#include "server/store/sqlite/my_codes.h"
#include "server/store/sqlite/records.h"
#include "server/store/sqlite/removals.h"
#include "server/store/sqlite/requests.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/signer_index.h"
#include "server/store/sqlite/sqlite_store.h"
#include "shared/text/email.h"

namespace undersigned::store::sqlite {
namespace {

using RecentOfMailboxes = std::vector<std::vector<Signer>>;

constexpr std::int64_t kAfterAllIds = std::numeric_limits<std::int64_t>::max();

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

// 0 if there is no campaign of that slug.
std::int64_t find_campaign(Connection& connection, const std::string& slug) {
  Query find = connection.query("SELECT id FROM campaign WHERE slug = ?");
  find.bind(slug);
  return find.next() ? find.integer(0) : 0;
}

OwnIds find_own(Connection& connection, const std::string& campaign, const CampaignMailbox& mailbox,
                const std::vector<Signer>& recent) {
  const std::int64_t campaign_id = find_campaign(connection, campaign);
  if (campaign_id == 0) return {};
  std::vector<Signer> signers = recent;
  find_in_table(connection, campaign_id, mailbox, limits::kOwnNamesMax, signers);
  OwnIds own;
  for (const Signer& signer : signers) {
    if (signer.campaign_id == campaign_id) own.signatures.push_back(signer.signature_id);
  }
  own.requests = requests_of_mailbox(connection, campaign_id, mailbox, kAfterAllIds, VoidRequests::Left);
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

// One of a mailbox's own. Confirmed: by a code or link of a mail, so nobody else has made it.
struct OwnRow {
  bool confirmed = false;
  std::int64_t id = 0;
  std::size_t mailbox = 0;  // its position
};

struct OwnRows {
  std::vector<OwnRow> signatures;
  std::vector<OwnRow> requests;
};

// Adds those that belong to exactly this mailbox (OwnSelection).
class OwnRowsOf {
 public:
  OwnRowsOf(Connection& connection, const std::string& email)
      : connection_(connection), mailbox_(delivery_mailbox(email)) {}

  void add(const std::vector<std::int64_t>& ids, std::size_t mailbox, std::vector<OwnRow>& rows) {
    for (const std::int64_t id : ids) {
      Query find = connection_.query(
          "SELECT person.email, EXISTS (SELECT 1 FROM confirmation AS mailed"
          " WHERE mailed.signature_id = signature.id AND mailed.issue > 0), signature.public_id"
          " FROM signature LEFT JOIN person ON person.signature_id = signature.id WHERE signature.id = ?");
      find.bind(id);
      if (!find.next()) continue;
      const bool own = find.is_null(0) ? is_owner(id, find.text(2)) : delivery_mailbox(find.text(0)) == mailbox_;
      if (own) rows.push_back({find.integer(1) != 0, id, mailbox});
    }
  }

 private:
  // Of an erased one.
  bool is_owner(std::int64_t id, std::string_view public_id) {
    const std::optional<ErasedOwner> owner = find_owner(connection_, id);
    return owner && owner == connection_.owner_of(public_id, mailbox_);
  }

  Connection& connection_;
  const std::string mailbox_;
};

// A signer may be found twice: in memory and in the table.
void sort_newest_first(std::vector<OwnRow>& rows) {
  const auto key = [](const OwnRow& row) { return std::pair(row.confirmed, row.id); };
  std::sort(rows.begin(), rows.end(), [&](const OwnRow& a, const OwnRow& b) { return key(a) > key(b); });
  const auto same = [](const OwnRow& a, const OwnRow& b) { return a.id == b.id; };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
}

OwnRows find_own(Connection& connection, const OwnSelection& own, const RecentOfMailboxes& recent) {
  OwnRows rows;
  OwnRowsOf belonging(connection, own.email);
  for (std::size_t i = 0; i < own.mailboxes.size(); ++i) {
    const OwnIds ids = find_own(connection, own.mailboxes[i].first, own.mailboxes[i].second, recent[i]);
    belonging.add(ids.signatures, i, rows.signatures);
    belonging.add(ids.requests, i, rows.requests);
  }
  for (OwnRow& request : rows.requests) request.confirmed = false;
  sort_newest_first(rows.signatures);
  sort_newest_first(rows.requests);
  return rows;
}

// Those from `skipped` on, at most `max`. Returns how many come after them.
std::size_t read_rows(Connection& connection, const OwnSelection& own, const std::vector<OwnRow>& rows,
                      std::size_t skipped, std::size_t max, std::vector<SignatureRecord>& records) {
  const std::size_t first = std::min(skipped, rows.size());
  const std::size_t last = first + std::min(max, rows.size() - first);
  for (std::size_t i = first; i < last; ++i) {
    auto record = read_record(connection, rows[i].id, own.mailboxes[rows[i].mailbox].first);
    if (record) records.push_back(*std::move(record));
  }
  return rows.size() - last;
}

// The next requests of a mailbox to be deleted, below `before`, which moves down. False: there are no more.
bool next_requests(Connection& connection, const OwnSelection& own, std::size_t mailbox, std::int64_t& before,
                   std::vector<OwnRow>& rows) {
  const auto& [slug, key] = own.mailboxes[mailbox];
  const std::int64_t campaign_id = find_campaign(connection, slug);
  const auto ids = requests_of_mailbox(connection, campaign_id, key, before, VoidRequests::Included);
  if (ids.empty()) return false;
  before = ids.back();
  OwnRowsOf(connection, own.email).add(ids, mailbox, rows);
  return true;
}

// Returns those that were still requests.
std::vector<SignatureKey> erase_some(Connection& connection, std::span<const OwnRow> rows) {
  std::vector<SignatureKey> erased;
  CounterValues changes;
  for (const OwnRow& row : rows) {
    const std::optional<KnownSignature> request = find_signature(connection, row.id);
    if (!request || request->counted.status != SignatureStatus::Pending) continue;
    note_removal(connection, row.id, RemovalKind::Erased);
    remove_signature(connection, changes, *request);
    erased.push_back({row.id, request->public_id});
  }
  add_to_counters(connection, changes);
  bump_revision(connection);
  return erased;
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

Result<OwnSignatures> SqliteStore::signatures_of(const OwnSelection& own) {
  const Result<RecentOfMailboxes> recent = recent_signers(own.mailboxes);
  if (!recent) return recent.error();
  return readers_.read([&](Connection& connection) -> Result<OwnSignatures> {
    SQLite::Transaction snapshot(connection.database());
    const OwnRows rows = find_own(connection, own, *recent);
    OwnSignatures found;
    found.more_signatures =
        read_rows(connection, own, rows.signatures, own.skipped, own.signatures_max, found.signatures);
    found.more_requests = read_rows(connection, own, rows.requests, 0, own.requests_max, found.requests);
    return found;
  });
}

Result<MailboxSignature> SqliteStore::signature_with_mailbox(std::int64_t cursor) {
  return readers_.read([&](Connection& connection) -> Result<MailboxSignature> {
    SQLite::Transaction snapshot(connection.database());
    const std::optional<KnownSignature> known = find_signature(connection, cursor);
    if (!known) return Error{ErrorCode::NotFound};
    if (known->counted.status == SignatureStatus::Pending && is_void(connection, *known)) {
      return Error{ErrorCode::NotFound};
    }
    Query campaign = connection.query("SELECT slug FROM campaign WHERE id = ?");
    campaign.bind(known->counted.campaign_id);
    if (!campaign.next()) return Error{ErrorCode::NotFound};
    std::optional<SignatureRecord> record = read_record(connection, cursor, campaign.text(0));
    if (!record) return Error{ErrorCode::NotFound};
    return MailboxSignature{*std::move(record), mailbox_of(known->dedupe_key), find_owner(connection, cursor)};
  });
}

// A few in each transaction, so that signing continues in between.
Status SqliteStore::erase_requests(const OwnSelection& own) {
  for (std::size_t i = 0; i < own.mailboxes.size(); ++i) {
    std::int64_t before = kAfterAllIds;
    for (bool more = true; more;) {
      std::vector<OwnRow> rows;
      const Status read = readers_.read([&](Connection& connection) -> Status {
        more = next_requests(connection, own, i, before, rows);
        return Done{};
      });
      if (!read) return read;
      for (std::span<const OwnRow> left = rows; !left.empty();) {
        const auto some = left.first(std::min(left.size(), limits::kRequestsVoidedAtOnce));
        std::vector<SignatureKey> erased;
        const Status written = writer_.run([&](Connection& connection) -> Status {
          erased = erase_some(connection, some);
          return Done{};
        });
        if (!written) return written;
        erase_aside(erased);
        left = left.subspan(some.size());
      }
    }
  }
  return Done{};
}

}  // namespace undersigned::store::sqlite
