// Slows guessing of passwords without locking anybody out (OWASP Authentication Cheat Sheet, "account lockout"):
// - An address waits longer after each failure of its own, up to limits::kLoginDelayAddressMsMax.
// - An account that is being guessed from many addresses makes an address that has failed wait too, up to
//   limits::kLoginDelayUsernameMsMax; an address that has not failed goes ahead, so the owner always has a try.
//
// - Codes of two-step sign-in are counted under the user name and password that came before them, right or wrong: so
//   whoever tries codes has the password already or is wasting time, an account cannot be closed to its owner by
//   somebody who does not have its password, and waiting tells nothing about it. No address goes ahead of others.
//
// An admitted attempt counts as failed until succeeded() says otherwise, so attempts sent all at once do not get around
// it. In memory, at most limits::kLoginThrottleEntriesMax of each, the longest unused forgotten
// first; keyed hashes of them only. Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <mutex>
#include <string_view>
#include <unordered_map>

namespace undersigned::auth {

class LoginThrottle {
 public:
  LoginThrottle();

  // How long to wait before this attempt may be made, in milliseconds; 0: make it now, it is counted.
  // `address` is an IPv4 or IPv6 address; of the latter the first 64 bits count.
  std::int64_t admit(std::string_view username, std::string_view address, std::int64_t now_ms);

  void succeeded(std::string_view username, std::string_view address);

  // The same for a code; `attempt` is HalfSignedIn::attempt.
  std::int64_t admit_code(std::string_view attempt, std::int64_t now_ms);
  void code_succeeded(std::string_view attempt);

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::int64_t failures = 0;
    std::int64_t last_ms = 0;
  };

  // Entries by key, the most recently used first.
  class Table {
   public:
    Entry& get(std::uint64_t key);
    void forget(std::uint64_t key);

   private:
    std::list<Entry> entries_;
    std::unordered_map<std::uint64_t, std::list<Entry>::iterator> by_key_;
  };

  [[nodiscard]] std::uint64_t key_of(std::string_view text) const;
  [[nodiscard]] std::uint64_t address_key(std::string_view address) const;

  std::array<unsigned char, 16> hash_key_{};
  std::mutex mutex_;
  Table addresses_;
  Table usernames_;
  Table codes_;
};

}  // namespace undersigned::auth
