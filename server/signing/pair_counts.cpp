#include "server/signing/pair_counts.h"

#include <algorithm>
#include <string>

#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::signing {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::size_t kGroup = 8;
constexpr std::size_t kGroups = limits::kPairCountsMax / kGroup;
constexpr std::uint64_t kCountMax = 255;  // the low bits of an entry are a count, the others a hash; 0: free

std::uint64_t* group_of(std::vector<std::uint64_t>& entries, std::uint64_t hash) {
  return &entries[hash / (kCountMax + 1) % kGroups * kGroup];
}

// The entry of this hash, or the end of the group.
std::uint64_t* find_in(std::uint64_t* group, std::uint64_t hash) {
  return std::find_if(group, group + kGroup, [hash](std::uint64_t entry) {
    return entry != 0 && (entry & ~kCountMax) == (hash & ~kCountMax);
  });
}

}  // namespace

PairCounts::PairCounts() : entries_(kGroups * kGroup) {
  crypto::random_bytes(key_);
}

int PairCounts::count(std::string_view first, std::string_view second, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  keep_day(now_ms);
  const std::uint64_t hash = hash_of(first, second);
  std::uint64_t* const group = group_of(entries_, hash);
  std::uint64_t* const found = find_in(group, hash);
  if (found == group + kGroup) {
    std::move_backward(group, group + kGroup - 1, group + kGroup);
    *group = (hash & ~kCountMax) | 1U;
    return 0;
  }
  const std::uint64_t before = *found & kCountMax;
  if (before < kCountMax) ++*found;
  return static_cast<int>(std::min(before, kCountMax - 1));
}

bool PairCounts::has(std::string_view first, std::string_view second, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  keep_day(now_ms);
  const std::uint64_t hash = hash_of(first, second);
  std::uint64_t* const group = group_of(entries_, hash);
  return find_in(group, hash) != group + kGroup;
}

void PairCounts::forget(std::string_view first, std::string_view second) {
  const base::MutexLock lock(mutex_);
  const std::uint64_t hash = hash_of(first, second);
  std::uint64_t* const group = group_of(entries_, hash);
  std::uint64_t* const found = find_in(group, hash);
  if (found != group + kGroup) *found = 0;
}

// The length of the first comes first, so that different pairs have different texts.
std::uint64_t PairCounts::hash_of(std::string_view first, std::string_view second) const {
  std::string text = std::to_string(first.size()) + ':';
  text.append(first).append(second);
  return crypto::short_hash(key_, text);
}

void PairCounts::keep_day(std::int64_t now_ms) {
  const std::int64_t day = now_ms / kDayMs;
  if (day == day_) return;
  day_ = day;
  crypto::random_bytes(key_);
  std::fill(entries_.begin(), entries_.end(), 0);
}

}  // namespace undersigned::signing
