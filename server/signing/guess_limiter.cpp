#include "server/signing/guess_limiter.h"

#include <algorithm>
#include <string>

#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::signing {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::size_t kGroup = 8;
constexpr std::size_t kGroups = limits::kGuessEntriesMax / kGroup;

}  // namespace

GuessLimiter::GuessLimiter() : entries_(kGroups * kGroup) {
  crypto::random_bytes(key_);
}

std::int64_t GuessLimiter::admit(std::string_view network, std::string_view mailbox, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  keep_day(now_ms);
  const std::uint64_t name = name_of(network, mailbox);
  Entry* entry = find(name);
  if (entry == nullptr) {
    Entry* const group = group_of(name);
    entry = std::min_element(group, group + kGroup, [](const Entry& a, const Entry& b) { return a.count < b.count; });
    *entry = {.name = name};
  }
  if (entry->count >= limits::kWrongGuessesOfNetworkMax) return (day_ + 1) * kDayMs / 1000 - now_ms / 1000;
  ++entry->count;
  return 0;
}

void GuessLimiter::succeeded(std::string_view network, std::string_view mailbox, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  keep_day(now_ms);
  Entry* const entry = find(name_of(network, mailbox));
  if (entry != nullptr) --entry->count;
}

void GuessLimiter::keep_day(std::int64_t now_ms) {
  const std::int64_t day = now_ms / kDayMs;
  if (day == day_) return;
  day_ = day;
  crypto::random_bytes(key_);
  std::fill(entries_.begin(), entries_.end(), Entry{});
}

GuessLimiter::Entry* GuessLimiter::group_of(std::uint64_t name) {
  return &entries_[name % kGroups * kGroup];
}

GuessLimiter::Entry* GuessLimiter::find(std::uint64_t name) {
  Entry* const group = group_of(name);
  Entry* const found =
      std::find_if(group, group + kGroup, [name](const Entry& entry) { return entry.name == name && entry.count > 0; });
  return found == group + kGroup ? nullptr : found;
}

// The network's length comes first, so that different pairs have different texts.
std::uint64_t GuessLimiter::name_of(std::string_view network, std::string_view mailbox) const {
  std::string text = std::to_string(network.size()) + ':';
  text += network;
  text += mailbox;
  return crypto::short_hash(key_, text);
}

}  // namespace undersigned::signing
