// The signer index: finds a signature by its signer's key. It enforces one signature a signer: add() must follow find()
// in the same transaction. Requests (requests.h) are not in it.
//
// Why not a plain index: keys are random, so once the index is large, each new key changes another page. At ten million
// rows that leaves less than half of an empty file's rate (the raw loop of tests/bench/ten_million.cpp).
//
// How it works, similar to an LSM tree:
// - The newest limits::kRecentSignersMax signers are only in memory (recent_signers.h).
// - From there they are flushed into the table `signer` in the order of their keys, so that many share a page.
// - `signer_progress` says up to which signature the table is complete. Later rows are read again at the start, after a
//   failure, and after another process has changed signers (`owner` is the last one that did). A request that is
//   confirmed after its id was passed goes into the table at once.
// - After a crash the index in memory is rebuilt from the rows of `signature`.
// - A Bloom filter (mailbox_filter.h) avoids most lookups in the table, which is too large for a cache.
//
// Methods are for the writer's thread, within its transaction, unless they say otherwise. Other methods load the index
// lazily. Throws SQLite::Exception.
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

  // Uniform: every lookup reads the table, so that the duration does not depend on the signer (timing side channel).
  // Filtered: only if the Bloom filter says maybe. Until the end of the transaction; the default is Uniform.
  enum class Lookup : std::uint8_t { Uniform, Filtered };
  void set_lookup(Lookup lookup) { lookup_ = lookup; }

  // The signers of a mailbox in a campaign: all of them, or somewhat more than `max`.
  std::vector<Signer> of_mailbox(Connection& connection, std::int64_t campaign_id, const CampaignMailbox& mailbox,
                                 std::size_t max);
  std::optional<std::int64_t> find(Connection& connection, std::int64_t campaign_id, const DedupeKey& key);

  void add(Connection& connection, const Signer& signer);
  void remove(Connection& connection, std::int64_t campaign_id, const DedupeKey& key);

  // Whether more than `recent_max` are in memory. Then flush() moves at least `count` of them into the table.
  [[nodiscard]] bool is_full() const { return recent_.size() > recent_max_; }
  void flush(Connection& connection, std::size_t count);

  // Loads the index, if it is not loaded. Other methods load lazily.
  void load(Connection& connection);

  // End of the transaction. rolled_back() forgets what was not committed; invalidate() also what other connections have
  // read.
  void committed();
  void rolled_back();
  void invalidate();

  // From any thread, outside a transaction. The signers of a mailbox that are in memory; some may not be committed yet
  // or any more. Nothing if load() has to be called first. All others are in the table, in a snapshot that begins after
  // this call.
  std::optional<std::vector<Signer>> recent_of_mailbox(const CampaignMailbox& mailbox) const;

 private:
  void insert(Connection& connection, const Signer& signer);
  void load_recent(Connection& connection);
  void load_filter(Connection& connection);

  const std::size_t recent_max_;
  const std::int64_t own_number_;  // distinguishes this index from others on the same file
  RecentSigners recent_;
  MailboxFilter filter_;
  bool filter_whole_ = false;
  Lookup lookup_ = Lookup::Uniform;
  std::atomic<bool> loaded_{false};
  std::atomic<std::uint64_t> loads_{0};
  std::int64_t data_version_ = 0;  // SQLite's: changes when another connection has written
  std::int64_t newest_ = 0;        // the highest signature id so far
  std::int64_t pass_begin_ = 0;    // the highest id when the flush cursor began its pass
  bool looked_ = false;            // in this transaction: checked whether it is loaded
  bool changed_ = false;           // in this transaction
  bool flushed_ = false;           // in this transaction
};

CampaignMailbox mailbox_of(const DedupeKey& key);

// Replaces a signer's key once that is deleted: a mailbox of zeros and the signature's own id. No real key (80
// random-looking bits of mailbox) looks like it. It is in no index.
DedupeKey deleted_key(std::int64_t id);

// The signers of a mailbox in a campaign that are in the table, at most `max`. For any connection.
void find_in_table(Connection& connection, std::int64_t campaign_id, const CampaignMailbox& mailbox, std::size_t max,
                   std::vector<Signer>& found);

// The smallest and the largest key of a mailbox.
std::pair<DedupeKey, DedupeKey> keys_of(const CampaignMailbox& mailbox);

}  // namespace undersigned::store::sqlite
