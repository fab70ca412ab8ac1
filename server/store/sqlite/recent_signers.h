// The memtable of the signer index: the newest signers, in buckets by the beginning of their keys. The flush cursor
// goes through the buckets in order, again and again, and empties them one after the other. So the signers of one flush
// have neighbouring keys, and go to few pages of the table. New signers are added to any bucket meanwhile.
//
// Safe from any thread. Only one thread may change it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "server/base/mutex.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

struct Signer {
  DedupeKey key{};
  std::int64_t campaign_id = 0;
  std::int64_t signature_id = 0;
};

class RecentSigners {
 public:
  RecentSigners();

  // Replaces one with the same key in the same campaign.
  void add(const Signer& signer);
  void remove(std::int64_t campaign_id, const DedupeKey& key);
  void clear();

  // The signature of this signer.
  std::optional<std::int64_t> find(std::int64_t campaign_id, const DedupeKey& key) const;
  // Appends the signers of this mailbox.
  void find(const CampaignMailbox& mailbox, std::vector<Signer>& found) const;

  [[nodiscard]] std::size_t size() const;

  // The signers after the flush cursor, in order: at least `count`, but none beyond the last bucket. They stay until
  // finish_batch() moves the cursor; add nothing before that.
  struct FlushBatch {
    std::vector<Signer> signers;
    bool ends_pass = false;
  };
  FlushBatch next_batch(std::size_t count);
  void finish_batch();

 private:
  using Bucket = std::vector<Signer>;

  mutable base::Mutex mutex_;
  std::vector<Bucket> buckets_ GUARDED_BY(mutex_);
  std::size_t size_ GUARDED_BY(mutex_) = 0;
  std::size_t flush_cursor_ GUARDED_BY(mutex_) = 0;
  std::size_t next_flush_cursor_ GUARDED_BY(mutex_) = 0;
};

}  // namespace undersigned::store::sqlite
