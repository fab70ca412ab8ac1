#include "server/accounts/login_throttle.h"

#include <arpa/inet.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "server/base/unicode_normalize.h"
#include "server/crypto/sodium_ready.h"
#include "server/limits.h"

namespace undersigned::accounts {
namespace {

constexpr std::int64_t kFreeAddressFailures = 5;
constexpr std::int64_t kFreeNetworkFailures = 20;
constexpr std::int64_t kFreeUsernameFailures = 20;
constexpr std::int64_t kFreeCodeFailures = 5;
constexpr std::int64_t kFirstDelayMs = 1000;
constexpr std::int64_t kForgetAfterMs = std::int64_t{60} * 60 * 1000;
constexpr std::int64_t kKnownMs = 24 * kForgetAfterMs;

// One second, doubled with each failure beyond the free ones.
std::int64_t delay_ms(std::int64_t failures, std::int64_t free_failures, std::int64_t max_ms) {
  if (failures < free_failures) return 0;
  const std::int64_t doublings = std::min<std::int64_t>(failures - free_failures, 20);
  return std::min(kFirstDelayMs << doublings, max_ms);
}

struct Prefixes {
  std::string address;
  std::string network;
};

// Prefixes of the address as IPv6; IPv4 addresses are mapped. Any other text is an address of its own.
Prefixes prefixes_of(std::string_view address) {
  std::array<char, 16> bytes{};
  std::string text(address.substr(0, INET6_ADDRSTRLEN));
  if (text.find(':') == std::string::npos) text.insert(0, "::ffff:");
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return {text, "/" + text};
  constexpr std::string_view kMapped("\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12);
  const std::string_view whole(bytes.data(), bytes.size());
  const bool v4 = whole.starts_with(kMapped);
  return {std::string(whole.substr(0, v4 ? 16 : 8)), std::string(whole.substr(0, v4 ? 15 : 6))};
}

}  // namespace

LoginThrottle::LoginThrottle() {
  crypto::sodium_ready();
  static_assert(sizeof(hash_key_) == crypto_shorthash_KEYBYTES);
  randombytes_buf(hash_key_.data(), hash_key_.size());
}

LoginThrottle::Admission LoginThrottle::admit(std::string_view username, std::string_view address,
                                              std::int64_t now_ms) {
  const Names names = names_of(username, address);
  const base::MutexLock lock(mutex_);
  for (Table* table : {&addresses_, &networks_, &usernames_, &known_}) table->forget_before(now_ms - kKnownMs);
  Entry& from = addresses_.get(names.address);
  Entry& around = networks_.get(names.network);
  Entry& to = usernames_.get(names.username);
  for (Entry* entry : {&from, &around, &to}) {
    if (now_ms - entry->last_ms >= kForgetAfterMs) entry->failures = 0;
  }
  const bool known = known_.find(names.known) != nullptr;
  const Entry& judged = known ? from : around;
  if (judged.failures > 0) {
    const std::int64_t of_address = delay_ms(from.failures, kFreeAddressFailures, limits::kLoginDelayAddressMsMax);
    const std::int64_t of_network = delay_ms(judged.failures, kFreeNetworkFailures, limits::kLoginDelayNetworkMsMax);
    const std::int64_t of_username = delay_ms(to.failures, kFreeUsernameFailures, limits::kLoginDelayUsernameMsMax);
    const std::int64_t ready_ms =
        std::max(from.last_ms + of_address, judged.last_ms + std::max(of_network, of_username));
    if (ready_ms > now_ms) return {.wait_ms = ready_ms - now_ms, .network = names.network};
  }
  const bool fresh = around.failures == 0;
  for (Entry* entry : {&from, &around, &to}) {
    ++entry->failures;
    entry->last_ms = now_ms;
  }
  return {.fresh = fresh, .known = known, .network = names.network};
}

// The other failures of the network stay. Otherwise somebody with an account could sign in now and then and guess at
// others in between.
void LoginThrottle::succeeded(std::string_view username, std::string_view address, std::int64_t now_ms) {
  const Names names = names_of(username, address);
  const base::MutexLock lock(mutex_);
  addresses_.forget(names.address);
  usernames_.forget(names.username);
  take_off(networks_.find(names.network));
  known_.get(names.known).last_ms = now_ms;
}

void LoginThrottle::not_attempted(std::string_view username, std::string_view address) {
  const Names names = names_of(username, address);
  const base::MutexLock lock(mutex_);
  take_off(addresses_.find(names.address));
  take_off(networks_.find(names.network));
  take_off(usernames_.find(names.username));
}

std::int64_t LoginThrottle::admit_code(std::string_view attempt, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  Entry& entry = codes_.get(key_of(attempt));
  if (now_ms - entry.last_ms >= kForgetAfterMs) entry.failures = 0;
  const std::int64_t ready_ms = entry.last_ms + delay_ms(entry.failures, kFreeCodeFailures, limits::kCodeDelayMsMax);
  if (entry.failures > 0 && ready_ms > now_ms) return ready_ms - now_ms;
  ++entry.failures;
  entry.last_ms = now_ms;
  return 0;
}

void LoginThrottle::code_succeeded(std::string_view attempt) {
  const base::MutexLock lock(mutex_);
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

LoginThrottle::Entry* LoginThrottle::Table::find(std::uint64_t key) {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &*found->second;
}

void LoginThrottle::Table::forget(std::uint64_t key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  entries_.erase(found->second);
  by_key_.erase(found);
}

void LoginThrottle::take_off(Entry* entry) {
  if (entry != nullptr && entry->failures > 0) --entry->failures;
}

void LoginThrottle::Table::forget_before(std::int64_t time_ms) {
  while (!entries_.empty() && entries_.back().last_ms <= time_ms) {
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

std::uint64_t LoginThrottle::key_of(std::string_view text) const {
  std::array<unsigned char, crypto_shorthash_BYTES> hash{};
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
  crypto_shorthash(hash.data(), bytes, text.size(), hash_key_.data());
  std::uint64_t key = 0;
  std::memcpy(&key, hash.data(), sizeof(key));
  return key;
}

// An IPv6 host has 64 bits to itself, so the first 64 bits are its address.
LoginThrottle::Names LoginThrottle::names_of(std::string_view username, std::string_view address) const {
  const std::string case_folded = base::nfkc_casefold(username.substr(0, limits::kUsernameBytesMax));
  const Prefixes prefixes = prefixes_of(address);
  return {.address = key_of(prefixes.address),
          .network = key_of(prefixes.network),
          .username = key_of(case_folded),
          .known = key_of(prefixes.address + '/' + case_folded)};
}

}  // namespace undersigned::accounts
