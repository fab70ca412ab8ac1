#include "tests/faults/judge.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <vector>

namespace undersigned::faults {
namespace {

using store::MailKind;
using store::SignatureStatus;

// A row of `signature`.
struct SignatureRow {
  store::SignatureKey key;
  SignatureStatus status = SignatureStatus::Pending;
  std::string idempotency_key;
  bool has_person = false;
  std::int64_t consents = 0;
};

std::string described(const StoredState& state) {
  std::string words = "no signature";
  if (state.there) {
    words = "status " + std::to_string(static_cast<int>(state.status));
    words.append(" ").append(state.public_id).append(" ").append(state.idempotency_key);
  }
  for (const auto& [key, public_id] : state.requests)
    words.append(", request ").append(public_id).append(" ").append(key);
  return words;
}

class Verification {
 public:
  Verification(const JudgedStore& judged, store::Store& store, Clients& clients, Tally& tally)
      : judged_(judged),
        store_(store),
        clients_(clients),
        tally_(tally),
        database_(judged.database, SQLite::OPEN_READONLY, 0, judged.vfs) {}

  void run() {
    check_file();
    read_signatures();
    for (auto& [number, signer] : clients_.signers()) check_signer(signer);
    for (const auto& [number, seen] : seen_) {
      for (const SignatureRow& row : seen) wrong(tally_.refused_present, "nobody was to sign: " + row.key.public_id);
    }
    check_mails();
    check_counts();
    check_users();
    if (clients_.contradictions() > 0) {
      wrong(tally_.otherwise_wrong, std::to_string(clients_.contradictions()) + " impossible answers in all");
    }
  }

 private:
  void wrong(std::uint64_t& column, const std::string& what) {
    ++column;
    judged_.complain(what);
  }

  void check_file() {
    const std::string whole = database_.execAndGet("PRAGMA integrity_check(1)").getString();
    if (whole != "ok") wrong(tally_.otherwise_wrong, "integrity_check: " + whole);
    SQLite::Statement dangling(database_, "PRAGMA foreign_key_check");
    if (dangling.executeStep()) wrong(tally_.otherwise_wrong, "a row refers to one that is not there");
  }

  void read_signatures() {
    SQLite::Statement rows(database_,
                           "SELECT id, dedupe_key, status, public_id, idempotency_key,"
                           " EXISTS (SELECT 1 FROM person WHERE signature_id = signature.id),"
                           " (SELECT count(*) FROM consent WHERE signature_id = signature.id) FROM signature");
    while (rows.executeStep()) {
      std::uint64_t number = 0;
      const SQLite::Column key = rows.getColumn(1);
      std::memcpy(&number, key.getBlob(), std::min(sizeof(number), static_cast<std::size_t>(key.getBytes())));
      SignatureRow seen;
      seen.key = {rows.getColumn(0).getInt64(), rows.getColumn(3).getString()};
      seen.status = static_cast<SignatureStatus>(rows.getColumn(2).getInt());
      seen.idempotency_key = rows.getColumn(4).getString();
      seen.has_person = rows.getColumn(5).getInt() != 0;
      seen.consents = rows.getColumn(6).getInt64();
      ++by_status_[seen.status];
      seen_[number].push_back(seen);
    }
  }

  void check_signer(Signer& signer) {
    const auto found = seen_.find(signer.number);
    StoredState state;
    signer.seen = {};
    if (found != seen_.end()) {
      for (const SignatureRow& row : found->second) add_row(signer, row, state);
      seen_.erase(found);
    }
    const auto& possible = signer.possible;
    if (std::find(possible.begin(), possible.end(), state) == possible.end()) report_impossible(signer, state);
    signer.possible = {state};
  }

  void add_row(Signer& signer, const SignatureRow& row, StoredState& state) {
    const std::string whose = "signer " + std::to_string(signer.number);
    if (row.status == SignatureStatus::Pending) {
      const bool again = !state.requests.emplace(row.idempotency_key, row.key.public_id).second;
      if (again) wrong(tally_.doubled, whose + " has a request again");
    } else if (state.there) {
      wrong(tally_.doubled, whose + " is there again");
    } else {
      state.there = true;
      state.status = row.status;
      state.public_id = row.key.public_id;
      state.idempotency_key = row.idempotency_key;
    }
    if (signer.seen.cursor == 0 || row.status != SignatureStatus::Pending) signer.seen = row.key;
    if (!row.has_person || row.consents != 1) wrong(tally_.otherwise_wrong, whose + " without record or consent");
    statuses_[row.key.public_id] = {&signer, row.status};
  }

  void report_impossible(const Signer& signer, const StoredState& state) {
    std::string what = "signer " + std::to_string(signer.number) + ": " + described(state) + ", and should be";
    for (const StoredState& possible : signer.possible) what += " [" + described(possible) + "]";
    const auto& possible = signer.possible;
    const bool acknowledged_row = std::any_of(
        possible.begin(), possible.end(), [&](const StoredState& may) { return may.there || !may.requests.empty(); });
    const bool known_row = std::any_of(possible.begin(), possible.end(), [&](const StoredState& may) {
      return may.there && may.public_id == state.public_id;
    });
    const bool lost = (!state.there && state.requests.empty()) || known_row;
    wrong(lost || acknowledged_row ? tally_.lost : tally_.refused_present, what);
  }

  // There must be a mail for each signature that waits for one, unless it was sent, and none for any other.
  void check_mails() {
    std::map<Clients::MailOfSignature, int> mails;
    SQLite::Statement rows(database_,
                           "SELECT coalesce(signature.public_id, ''), outbox.kind FROM outbox"
                           " LEFT JOIN signature ON signature.id = outbox.signature_id");
    while (rows.executeStep()) {
      ++mails[{rows.getColumn(0).getString(), static_cast<MailKind>(rows.getColumn(1).getInt())}];
    }
    for (const auto& [public_id, whose] : statuses_) {
      if (!whose.first->confirms) continue;
      if (whose.second == SignatureStatus::Pending)
        check_mail(mails, {public_id, MailKind::Confirm}, most(*whose.first));
      const bool thanked = whose.second == SignatureStatus::Confirmed || whose.second == SignatureStatus::Quarantined;
      if (thanked) check_mail(mails, {public_id, MailKind::Confirmed}, 1);
    }
    for (const auto& [mail, number] : mails) {
      if (mail.second == MailKind::AlreadySigned || mail.second == MailKind::Placeholder) continue;
      wrong(tally_.otherwise_wrong, "a mail of kind " + std::to_string(static_cast<int>(mail.second)) +
                                        " that nobody is to get: " + mail.first);
    }
  }

  // Whose signature does not count, and who sends a new request again, as its answer was lost, may get a second mail.
  static int most(const Signer& signer) { return has_replaceable(signer) ? 2 : 1; }

  void check_mail(std::map<Clients::MailOfSignature, int>& mails, const Clients::MailOfSignature& mail, int most) {
    const auto found = mails.find(mail);
    const int number = found == mails.end() ? 0 : found->second;
    if (found != mails.end()) mails.erase(found);
    const bool right =
        number > 0 && number <= most ? !clients_.must_be_gone(mail) : number == 0 && clients_.may_be_gone(mail);
    if (!right) wrong(tally_.otherwise_wrong, std::to_string(number) + " mails for " + mail.first);
  }

  void check_counts() {
    // What follows a fault may fail once, as the writer begins with a new connection.
    auto differences = store_.recount();
    if (!differences.ok()) differences = store_.recount();
    if (!differences.ok() || !differences->empty()) wrong(tally_.recounts_differed, "the recount differs");
    const auto counts = store_.counts();
    if (!counts) return wrong(tally_.otherwise_wrong, "the counts cannot be read");
    const auto found = counts->find(kSlug);
    const store::Counts kept = found == counts->end() ? store::Counts{} : found->second;
    const bool same = kept.pending == by_status_[SignatureStatus::Pending] &&
                      kept.confirmed == by_status_[SignatureStatus::Confirmed] &&
                      kept.withdrawn == by_status_[SignatureStatus::Withdrawn] &&
                      kept.quarantined == by_status_[SignatureStatus::Quarantined];
    if (!same) wrong(tally_.recounts_differed, "the counts are not the rows'");
  }

  void check_users() {
    std::set<std::string> there;
    SQLite::Statement rows(database_, "SELECT username FROM user");
    while (rows.executeStep()) there.insert(rows.getColumn(0).getString());
    for (const std::string& name : clients_.users_added()) {
      if (!there.contains(name)) wrong(tally_.lost, "account " + name + " is not there");
    }
    for (const std::string& name : there) {
      if (!clients_.users_tried().contains(name)) wrong(tally_.refused_present, "account " + name);
    }
  }

  const JudgedStore& judged_;
  store::Store& store_;
  Clients& clients_;
  Tally& tally_;
  SQLite::Database database_;
  std::map<std::uint64_t, std::vector<SignatureRow>>
      seen_;  // by signer; at the end only rows that belong to nobody are left
  std::map<std::string, std::pair<const Signer*, SignatureStatus>> statuses_;
  std::map<SignatureStatus, std::uint64_t> by_status_;
};

}  // namespace

void judge(const JudgedStore& judged, store::Store& store, Clients& clients, Tally& tally) {
  try {
    Verification(judged, store, clients, tally).run();
  } catch (const SQLite::Exception& exception) {
    ++tally.otherwise_wrong;
    judged.complain(std::string("the database cannot be read: ") + exception.what());
  }
}

}  // namespace undersigned::faults
