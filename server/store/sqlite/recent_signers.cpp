#include "server/store/sqlite/recent_signers.h"

#include <algorithm>
#include <tuple>

namespace undersigned::store::sqlite {
namespace {

// By the first two bytes of a key: about ten signers a bucket, so scanning a bucket costs less than finding it.
constexpr std::size_t kBuckets = 65'536;

std::size_t bucket_of(const std::uint8_t* key) {
  return (std::size_t{key[0]} << 8U) | key[1];
}

bool is_before(const Signer& a, const Signer& b) {
  return std::tie(a.key, a.campaign_id) < std::tie(b.key, b.campaign_id);
}

}  // namespace

RecentSigners::RecentSigners() : buckets_(kBuckets) {}

void RecentSigners::add(const Signer& signer) {
  const base::MutexLock lock(mutex_);
  Bucket& bucket = buckets_[bucket_of(signer.key.data())];
  for (Signer& known : bucket) {
    if (known.key != signer.key || known.campaign_id != signer.campaign_id) continue;
    known = signer;
    return;
  }
  bucket.push_back(signer);
  ++size_;
}

void RecentSigners::remove(std::int64_t campaign_id, const DedupeKey& key) {
  const base::MutexLock lock(mutex_);
  Bucket& bucket = buckets_[bucket_of(key.data())];
  size_ -=
      std::erase_if(bucket, [&](const Signer& known) { return known.key == key && known.campaign_id == campaign_id; });
}

void RecentSigners::clear() {
  const base::MutexLock lock(mutex_);
  for (Bucket& bucket : buckets_) bucket = {};
  size_ = flush_cursor_ = next_flush_cursor_ = 0;
}

std::optional<std::int64_t> RecentSigners::find(std::int64_t campaign_id, const DedupeKey& key) const {
  const base::MutexLock lock(mutex_);
  for (const Signer& known : buckets_[bucket_of(key.data())]) {
    if (known.key == key && known.campaign_id == campaign_id) return known.signature_id;
  }
  return {};
}

void RecentSigners::find(const CampaignMailbox& mailbox, std::vector<Signer>& found) const {
  const base::MutexLock lock(mutex_);
  for (const Signer& known : buckets_[bucket_of(mailbox.data())]) {
    if (std::equal(mailbox.begin(), mailbox.end(), known.key.begin())) found.push_back(known);
  }
}

std::size_t RecentSigners::size() const {
  const base::MutexLock lock(mutex_);
  return size_;
}

RecentSigners::FlushBatch RecentSigners::next_batch(std::size_t count) {
  FlushBatch next_batch;
  {
    const base::MutexLock lock(mutex_);
    next_flush_cursor_ = flush_cursor_;
    while (next_flush_cursor_ < kBuckets && next_batch.signers.size() < count) {
      const Bucket& bucket = buckets_[next_flush_cursor_++];
      next_batch.signers.insert(next_batch.signers.end(), bucket.begin(), bucket.end());
    }
    next_batch.ends_pass = next_flush_cursor_ == kBuckets;
  }
  std::sort(next_batch.signers.begin(), next_batch.signers.end(), is_before);
  return next_batch;
}

void RecentSigners::finish_batch() {
  const base::MutexLock lock(mutex_);
  for (; flush_cursor_ < next_flush_cursor_; ++flush_cursor_) {
    size_ -= buckets_[flush_cursor_].size();
    buckets_[flush_cursor_] = {};
  }
  if (flush_cursor_ == kBuckets) flush_cursor_ = next_flush_cursor_ = 0;
}

}  // namespace undersigned::store::sqlite
