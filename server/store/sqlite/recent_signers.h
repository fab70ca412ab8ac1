// The signers of the last while, in memory, and in the order of their keys: a ring of boxes, each for the keys that
// begin alike. A hand goes round it and takes out one box after the other; what it takes out lies close together
// wherever keys are kept in order. In the meantime new ones come in everywhere.
//
// Safe from any thread. One thread changes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

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

  // In the place of one with the same key in the same campaign.
  void add(const Signer& signer);
  void remove(std::int64_t campaign_id, const DedupeKey& key);
  void clear();

  // The signature of a signer.
  std::optional<std::int64_t> find(std::int64_t campaign_id, const DedupeKey& key) const;
  // Appends those of a mailbox.
  void find(const CampaignMailbox& mailbox, std::vector<Signer>& found) const;

  [[nodiscard]] std::size_t size() const { return size_; }

  // Those under the hand, in order: at least `count`, but none beyond the end of the round. They stay until the hand
  // is moved on; nothing is to be added before that.
  struct FlushBatch {
    std::vector<Signer> signers;
    bool ends_pass = false;
  };
  FlushBatch next_batch(std::size_t count);
  void finish_batch();

 private:
  using Bucket = std::vector<Signer>;

  mutable std::mutex mutex_;
  std::vector<Bucket> buckets_;
  std::size_t size_ = 0;
  std::size_t flush_cursor_ = 0;
  std::size_t next_flush_cursor_ = 0;
};

}  // namespace undersigned::store::sqlite
