#include "server/signing/mail_order.h"

#include <algorithm>
#include <string>

#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::signing {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::size_t kGroup = 8;
constexpr std::size_t kGroups = limits::kMailOrderEntriesMax / kGroup;

}  // namespace

MailOrder::MailOrder() : entries_(kGroups * kGroup) {
  crypto::random_bytes(key_);
}

// A mail that waits behind others of its network does not take a turn of its campaign, or a few networks could delay the
// whole campaign.
std::int64_t MailOrder::next(std::string_view network, std::string_view campaign, std::int64_t now_ms,
                             std::int64_t served_ms) {
  const base::MutexLock lock(mutex_);
  keep_day(now_ms);
  const std::int64_t last_ms = served_ms + limits::kMailOrderAheadMsMax;
  // The campaign's length comes first, so that different pairs have different texts.
  std::string pair = std::to_string(campaign.size()) + ':';
  pair.append(campaign).append(network);
  // One after the other: the second call may replace the entry of the first.
  const std::int64_t of_network_ms = std::clamp(entry_of(Level::Network, pair).next_ms, served_ms, last_ms);
  std::int64_t& of_campaign = entry_of(Level::Campaign, campaign).next_ms;
  const std::int64_t of_campaign_ms = std::clamp(of_campaign, served_ms, last_ms);
  if (of_network_ms == served_ms) of_campaign = of_campaign_ms + limits::kMailOfCampaignMs;
  const std::int64_t number = std::max(of_network_ms, of_campaign_ms);
  entry_of(Level::Network, pair).next_ms = number + limits::kMailOfNetworkMs;
  return number;
}

void MailOrder::keep_day(std::int64_t now_ms) {
  const std::int64_t day = now_ms / kDayMs;
  if (day == day_) return;
  day_ = day;
  crypto::random_bytes(key_);
  std::fill(entries_.begin(), entries_.end(), Entry{});
}

MailOrder::Entry& MailOrder::entry_of(Level level, std::string_view name) {
  std::string text(1, static_cast<char>(level));
  text += name;
  const std::uint64_t hash = crypto::short_hash(key_, text);
  Entry* const group = &entries_[hash % kGroups * kGroup];
  Entry* const found = std::find_if(group, group + kGroup, [hash](const Entry& entry) { return entry.name == hash; });
  if (found != group + kGroup) return *found;
  Entry* const least =
      std::min_element(group, group + kGroup, [](const Entry& a, const Entry& b) { return a.next_ms < b.next_ms; });
  *least = {.name = hash};
  return *least;
}

}  // namespace undersigned::signing
