#include "server/auth/login_throttle.h"

#include <arpa/inet.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "server/auth/fold.h"
#include "server/auth/sodium_ready.h"
#include "shared/limits.h"

namespace undersigned::auth {
namespace {

constexpr std::int64_t kFreeAddressFailures = 5;
constexpr std::int64_t kFreeUsernameFailures = 20;
constexpr std::int64_t kFreeCodeFailures = 5;
constexpr std::int64_t kFirstDelayMs = 1000;
constexpr std::int64_t kForgetAfterMs = std::int64_t{60} * 60 * 1000;

// One second, doubled with every failure beyond the free ones.
std::int64_t delay_ms(std::int64_t failures, std::int64_t free_failures, std::int64_t max_ms) {
  if (failures < free_failures) return 0;
  const std::int64_t doublings = std::min<std::int64_t>(failures - free_failures, 20);
  return std::min(kFirstDelayMs << doublings, max_ms);
}

}  // namespace

LoginThrottle::LoginThrottle() {
  sodium_ready();
  static_assert(sizeof(hash_key_) == crypto_shorthash_KEYBYTES);
  randombytes_buf(hash_key_.data(), hash_key_.size());
}

std::int64_t LoginThrottle::admit(std::string_view username, std::string_view address, std::int64_t now_ms) {
  const std::uint64_t address_id = address_key(address);
  const std::uint64_t username_id = key_of(nfkc_casefold(username.substr(0, limits::kUsernameBytesMax)));
  const std::lock_guard lock(mutex_);
  Entry& from = addresses_.get(address_id);
  Entry& to = usernames_.get(username_id);
  for (Entry* entry : {&from, &to}) {
    if (now_ms - entry->last_ms >= kForgetAfterMs) entry->failures = 0;
  }

  std::int64_t ready_ms = from.last_ms + delay_ms(from.failures, kFreeAddressFailures, limits::kLoginDelayAddressMsMax);
  if (from.failures > 0) {
    ready_ms = std::max(ready_ms,
                        from.last_ms + delay_ms(to.failures, kFreeUsernameFailures, limits::kLoginDelayUsernameMsMax));
  }
  if (from.failures > 0 && ready_ms > now_ms) return ready_ms - now_ms;

  for (Entry* entry : {&from, &to}) {
    ++entry->failures;
    entry->last_ms = now_ms;
  }
  return 0;
}

void LoginThrottle::succeeded(std::string_view username, std::string_view address) {
  const std::uint64_t address_id = address_key(address);
  const std::uint64_t username_id = key_of(nfkc_casefold(username.substr(0, limits::kUsernameBytesMax)));
  const std::lock_guard lock(mutex_);
  addresses_.forget(address_id);
  usernames_.forget(username_id);
}

std::int64_t LoginThrottle::admit_code(std::string_view attempt, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  Entry& entry = codes_.get(key_of(attempt));
  if (now_ms - entry.last_ms >= kForgetAfterMs) entry.failures = 0;
  const std::int64_t ready_ms = entry.last_ms + delay_ms(entry.failures, kFreeCodeFailures, limits::kCodeDelayMsMax);
  if (entry.failures > 0 && ready_ms > now_ms) return ready_ms - now_ms;
  ++entry.failures;
  entry.last_ms = now_ms;
  return 0;
}

void LoginThrottle::code_succeeded(std::string_view attempt) {
  const std::lock_guard lock(mutex_);
  codes_.forget(key_of(attempt));
}

LoginThrottle::Entry& LoginThrottle::Table::get(std::uint64_t key) {
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return entries_.front();
  }
  if (entries_.size() >= limits::kLoginThrottleEntriesMax) {
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
  entries_.push_front({key, 0, 0});
  by_key_[key] = entries_.begin();
  return entries_.front();
}

void LoginThrottle::Table::forget(std::uint64_t key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  entries_.erase(found->second);
  by_key_.erase(found);
}

std::uint64_t LoginThrottle::key_of(std::string_view text) const {
  std::array<unsigned char, crypto_shorthash_BYTES> hash{};
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
  crypto_shorthash(hash.data(), bytes, text.size(), hash_key_.data());
  std::uint64_t key = 0;
  std::memcpy(&key, hash.data(), sizeof(key));
  return key;
}

// An IPv6 host has 64 bits of addresses to itself, so the network counts and not the address.
std::uint64_t LoginThrottle::address_key(std::string_view address) const {
  std::array<char, 16> bytes{};
  const std::string text(address.substr(0, INET6_ADDRSTRLEN));
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return key_of(text);
  const std::string_view v4_mapped("\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12);
  const std::string_view whole(bytes.data(), bytes.size());
  if (!whole.starts_with(v4_mapped)) return key_of(whole.substr(0, 8));
  std::array<char, INET_ADDRSTRLEN> v4{};
  inet_ntop(AF_INET, bytes.data() + v4_mapped.size(), v4.data(), v4.size());
  return key_of(v4.data());
}

}  // namespace undersigned::auth
