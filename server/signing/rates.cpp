#include "server/signing/rates.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::signing {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::size_t kGroup = 8;
constexpr std::size_t kGroups = limits::kRateEntriesMax / kGroup;

// If the clock was set back, counts do not grow.
double after(double count, std::int64_t elapsed_ms) {
  const auto elapsed = static_cast<double>(std::max<std::int64_t>(0, elapsed_ms));
  return count * std::exp(-elapsed / static_cast<double>(limits::kRateWindowMs));
}

}  // namespace

Rates::Rates() : entries_(kGroups * kGroup) {
  crypto::random_bytes(key_);
}

double Rates::count(Counted what, std::string_view name, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  keep_day(now_ms);
  const Entry* entry = find(name_of(what, name));
  return entry == nullptr ? 0 : after(entry->count, now_ms - entry->last_ms);
}

void Rates::add(Counted what, std::string_view name, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  keep_day(now_ms);
  const std::uint64_t hash = name_of(what, name);
  Entry* entry = find(hash);
  if (entry == nullptr) {
    Entry* const group = &entries_[hash % kGroups * kGroup];
    entry = std::min_element(group, group + kGroup, [now_ms](const Entry& a, const Entry& b) {
      return after(a.count, now_ms - a.last_ms) < after(b.count, now_ms - b.last_ms);
    });
    *entry = {.name = hash};
  }
  entry->count = after(entry->count, now_ms - entry->last_ms) + 1;
  entry->last_ms = now_ms;
}

void Rates::keep_day(std::int64_t now_ms) {
  const std::int64_t day = now_ms / kDayMs;
  if (day == day_) return;
  day_ = day;
  crypto::random_bytes(key_);
  std::fill(entries_.begin(), entries_.end(), Entry{});
}

Rates::Entry* Rates::find(std::uint64_t name) {
  Entry* const group = &entries_[name % kGroups * kGroup];
  Entry* const found =
      std::find_if(group, group + kGroup, [name](const Entry& entry) { return entry.name == name && entry.count > 0; });
  return found == group + kGroup ? nullptr : found;
}

std::uint64_t Rates::name_of(Counted what, std::string_view name) const {
  std::array<char, 1 + limits::kRateNameBytesMax> text{static_cast<char>(what)};
  name = name.substr(0, limits::kRateNameBytesMax);
  name.copy(text.data() + 1, name.size());
  return crypto::short_hash(key_, {text.data(), 1 + name.size()});
}

}  // namespace undersigned::signing
