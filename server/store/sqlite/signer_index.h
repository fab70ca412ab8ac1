// Who has signed: finds a signature by its signer's key. One signer, one signature: whoever adds one has asked here
// before, in the same transaction. Requests (requests.h) are not in it.
//
// Keys come in random order. In an index that every new one goes into at once, each changes a page of its own as soon
// as the index is large: at ten million rows, less than half of the empty file's rate is left (the raw loop of
// tests/bench/ten_million.cpp). So the newest limits::kRecentSignersMax are in memory only, where they can be lost: the
// rows of `signature` tell them. From there they go into the table `signer` in the order of their keys, so that many
// share a page. `signer_progress` says up to which signature nothing is missing in the table; the rows behind it are
// read where the writer begins, after a failure, and where another process has changed signers (`owner` is who did
// last). A request that is confirmed after that goes into the table at once. The table itself is asked for those it may
// have (mailbox_filter.h): in a large file, finding that it has not got somebody is a look into a page that is in no
// cache.
//
// The methods are for the writer's thread, within its transaction, but for those that say so. Throws SQLite::Exception.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "server/store/sqlite/mailbox_filter.h"
#include "server/store/sqlite/recent_signers.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

class Connection;

class SignerIndex {
 public:
  explicit SignerIndex(std::size_t recent_max);

  // Whether the table is asked for everybody, so that it takes as long whoever signs, or for those it may
  // have. Until the end of the transaction; Even unless told otherwise.
  enum class Lookup : std::uint8_t { Uniform, Filtered };
  void set_lookup(Lookup lookup) { lookup_ = lookup; }

  // Signers of a mailbox in a campaign: all, or `max` and some.
  std::vector<Signer> of_mailbox(Connection& connection, std::int64_t campaign_id, const CampaignMailbox& mailbox,
                                 std::size_t max);
  std::optional<std::int64_t> find(Connection& connection, std::int64_t campaign_id, const DedupeKey& key);

  void add(Connection& connection, const Signer& signer);
  void remove(Connection& connection, std::int64_t campaign_id, const DedupeKey& key);

  // Where more than `recent_max` are in memory: at least `count` of them go into the table.
  [[nodiscard]] bool is_full() const { return recent_.size() > recent_max_; }
  void flush(Connection& connection, std::size_t count);

  // Reads what was not read yet; the others do it by themselves.
  void load(Connection& connection);

  // The end of the transaction. What was not committed is not known any more, nor is anything of another connection.
  void committed();
  void rolled_back();
  void forget_all();

  // From any thread, out of a transaction. Those of a mailbox that are in memory, some of them perhaps not committed
  // yet or not any more; nothing where load() is to be called first. The table has all the others, in a snapshot that
  // begins after this.
  std::optional<std::vector<Signer>> recent_of_mailbox(const CampaignMailbox& mailbox) const;

 private:
  void insert(Connection& connection, const Signer& signer);
  void load_recent(Connection& connection);
  void load_filter(Connection& connection);

  const std::size_t recent_max_;
  const std::int64_t own_number_;  // tells this index from others on the same file
  RecentSigners recent_;
  MailboxFilter filter_;
  bool filter_whole_ = false;
  Lookup lookup_ = Lookup::Uniform;
  std::atomic<bool> loaded_{false};
  std::atomic<std::uint64_t> loads_{0};
  std::int64_t data_version_ = 0;  // SQLite's: changes where another connection has written
  std::int64_t newest_ = 0;        // the highest signature so far
  std::int64_t pass_begin_ = 0;    // the highest when the hand of `recent_` began its round
  bool looked_ = false;            // in this transaction, whether it is loaded
  bool changed_ = false;           // in this transaction
  bool flushed_ = false;           // in this transaction
};

CampaignMailbox mailbox_of(const DedupeKey& key);

// What stands in the place of a signer's key once that is forgotten: no mailbox, and the signature's own number. A key
// of a signer (80 random-looking bits of mailbox) is never like it. It is in no index.
DedupeKey forgotten_key(std::int64_t id);

// Those of a mailbox in a campaign that the table has, at most `max` of them. For any connection.
void find_in_table(Connection& connection, std::int64_t campaign_id, const CampaignMailbox& mailbox, std::size_t max,
                   std::vector<Signer>& found);

// The least and the greatest key that a mailbox can have.
std::pair<DedupeKey, DedupeKey> keys_of(const CampaignMailbox& mailbox);

}  // namespace undersigned::store::sqlite
