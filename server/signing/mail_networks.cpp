#include "server/signing/mail_networks.h"

#include <algorithm>
#include <string>

#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::signing {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::size_t kGroup = 8;
constexpr std::size_t kGroups = limits::kMailNetworksMax / kGroup;
constexpr std::uint64_t kCountMax = 255;  // the low bits of an entry are a count, the others a hash; 0: free

}  // namespace

MailNetworks::MailNetworks() : entries_(kGroups * kGroup) {
  crypto::random_bytes(key_);
}

int MailNetworks::asked_before(std::string_view network, std::string_view mailbox, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  keep_day(now_ms);
  // The network's length comes first, so that different pairs have different texts.
  std::string text = std::to_string(network.size()) + ':';
  text.append(network).append(mailbox);
  const std::uint64_t hash = crypto::short_hash(key_, text);
  std::uint64_t* const group = &entries_[hash / (kCountMax + 1) % kGroups * kGroup];
  const auto is_named = [hash](std::uint64_t entry) {
    return entry != 0 && (entry & ~kCountMax) == (hash & ~kCountMax);
  };
  std::uint64_t* const found = std::find_if(group, group + kGroup, is_named);
  if (found == group + kGroup) {
    std::move_backward(group, group + kGroup - 1, group + kGroup);
    *group = (hash & ~kCountMax) | 1U;
    return 0;
  }
  const std::uint64_t before = *found & kCountMax;
  if (before < kCountMax) ++*found;
  return static_cast<int>(std::min(before, kCountMax - 1));
}

void MailNetworks::keep_day(std::int64_t now_ms) {
  const std::int64_t day = now_ms / kDayMs;
  if (day == day_) return;
  day_ = day;
  crypto::random_bytes(key_);
  std::fill(entries_.begin(), entries_.end(), 0);
}

}  // namespace undersigned::signing
