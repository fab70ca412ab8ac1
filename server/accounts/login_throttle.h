// Slows down password guessing without locking anybody out (OWASP Authentication Cheat Sheet, "account lockout"). What
// has to wait, and for how long at most:
//
//   an address   after failures of its own: limits::kLoginDelayAddressMsMax
//   a network    after more failures than one address may have: limits::kLoginDelayNetworkMsMax. A network is the many
//                addresses that one provider gives to neighbours; owning a whole one does not help.
//   an account   guessed at from many networks: limits::kLoginDelayUsernameMsMax, but only for networks that have
//                failed. Others may try at once, so the owner always can.
//
// An address from which somebody has signed in to this account within a day waits only for failures of its own, not for
// those of its neighbours.
//
// Codes of two-step sign-in are counted by the user name and password typed before them, right or wrong. So nobody can
// block an account without knowing its password, and waiting reveals nothing about the password. No address is
// preferred.
//
// An admitted attempt counts as failed until succeeded() is called, so sending many at once does not help. Stored as
// keyed hashes in memory, at most limits::kLoginThrottleEntriesMax of each kind. The least recently used are dropped
// first, all after a day. Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <string_view>
#include <unordered_map>

#include "server/base/mutex.h"

namespace undersigned::accounts {

class LoginThrottle {
 public:
  LoginThrottle();

  struct Admission {
    std::int64_t wait_ms = 0;   // 0: allowed now, and counted; otherwise wait so long
    bool fresh = false;         // no failed attempt from its network
    bool known = false;         // this account was signed in from this address within a day
    std::uint64_t network = 0;  // a keyed hash, the same for all addresses of the network
  };

  // `address` is IPv4 or IPv6. Of IPv6, 64 bits are the address and 48 the network; of IPv4, 32 and 24.
  Admission admit(std::string_view username, std::string_view address, std::int64_t now_ms);

  void succeeded(std::string_view username, std::string_view address, std::int64_t now_ms);

  // An admitted attempt was not made after all, and does not count.
  void not_attempted(std::string_view username, std::string_view address);

  // 0: the code may be tried, and counts. Otherwise the milliseconds to wait. `attempt` is
  // PendingSecondFactor::attempt.
  std::int64_t admit_code(std::string_view attempt, std::int64_t now_ms);
  void code_succeeded(std::string_view attempt);

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::int64_t failures = 0;
    std::int64_t last_ms = 0;
  };

  // Entries by key, most recently used first.
  class Table {
   public:
    Entry& get(std::uint64_t key);
    Entry* find(std::uint64_t key);
    void forget(std::uint64_t key);
    void forget_before(std::int64_t time_ms);

   private:
    std::list<Entry> entries_;
    std::unordered_map<std::uint64_t, std::list<Entry>::iterator> by_key_;
  };

  // Removes one failure; `entry` may be null.
  static void take_off(Entry* entry);

  // The keys that an attempt is counted under.
  struct Names {
    std::uint64_t address = 0;
    std::uint64_t network = 0;
    std::uint64_t username = 0;
    std::uint64_t known = 0;  // user name and address
  };
  [[nodiscard]] Names names_of(std::string_view username, std::string_view address) const;
  [[nodiscard]] std::uint64_t key_of(std::string_view text) const;

  std::array<unsigned char, 16> hash_key_{};
  base::Mutex mutex_;
  Table addresses_ GUARDED_BY(mutex_);
  Table networks_ GUARDED_BY(mutex_);
  Table usernames_ GUARDED_BY(mutex_);
  Table known_ GUARDED_BY(mutex_);  // last_ms is the time of the sign-in
  Table codes_ GUARDED_BY(mutex_);
};

}  // namespace undersigned::accounts
