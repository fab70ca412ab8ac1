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

}  // namespace

MailNetworks::MailNetworks() : names_(kGroups * kGroup) {
  crypto::random_bytes(key_);
}

bool MailNetworks::is_first_of_network(std::string_view network, std::string_view mailbox, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  keep_day(now_ms);
  // The network's length comes first, so that different pairs have different texts.
  std::string text = std::to_string(network.size()) + ':';
  text.append(network).append(mailbox);
  const std::uint64_t name = crypto::short_hash(key_, text) | 1U;  // 0 marks a free entry
  std::uint64_t* const group = &names_[(name >> 1U) % kGroups * kGroup];
  if (std::find(group, group + kGroup, name) != group + kGroup) return false;
  std::move_backward(group, group + kGroup - 1, group + kGroup);
  *group = name;
  return true;
}

void MailNetworks::keep_day(std::int64_t now_ms) {
  const std::int64_t day = now_ms / kDayMs;
  if (day == day_) return;
  day_ = day;
  crypto::random_bytes(key_);
  std::fill(names_.begin(), names_.end(), 0);
}

}  // namespace undersigned::signing
