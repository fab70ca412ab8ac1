// Slows guessing of passwords without locking anybody out (OWASP Authentication Cheat Sheet, "account lockout"):
// - An address waits longer after each failure of its own, up to limits::kLoginDelayAddressMsMax.
// - A network, the many addresses that one provider gives to neighbours, waits longer after more failures than one of
//   its addresses may have, up to limits::kLoginDelayNetworkMsMax: whoever has a whole network guesses no faster.
// - An account that is being guessed from many networks makes a network that has failed wait too, up to
//   limits::kLoginDelayUsernameMsMax; one that has not failed goes ahead, so the owner always has a try.
// - An address from which somebody has signed in within a day waits, for that account, for its own failures alone: a
//   neighbour's guesses keep nobody out who was in.
//
// - Codes of two-step sign-in are counted under the user name and password that came before them, right or wrong: so
//   whoever tries codes has the password already or is wasting time, an account cannot be closed to its owner by
//   somebody who does not have its password, and waiting tells nothing about it. No address goes ahead of others.
//
// An admitted attempt counts as failed until succeeded() says otherwise, so attempts sent all at once do not get around
// it. In memory, at most limits::kLoginThrottleEntriesMax of each, the longest unused forgotten
// first, and after a day all; keyed hashes of them only. Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <mutex>
#include <string_view>
#include <unordered_map>

namespace undersigned::accounts {

class LoginThrottle {
 public:
  LoginThrottle();

  struct Admission {
    std::int64_t wait_ms = 0;   // before this attempt may be made; 0: make it now, it is counted
    bool fresh = false;         // nothing has failed of its network
    bool known = false;         // this account was signed in from this address within a day
    std::uint64_t network = 0;  // the same for all addresses of a network; a keyed hash
  };

  // `address` is an IPv4 or IPv6 address: of the latter the first 64 bits count, and 48 are the network; of the former
  // all, and 24.
  Admission admit(std::string_view username, std::string_view address, std::int64_t now_ms);

  void succeeded(std::string_view username, std::string_view address, std::int64_t now_ms);

  // An admitted attempt was not made: it counts for nothing.
  void not_attempted(std::string_view username, std::string_view address);

  // How long to wait before a code may be tried, in milliseconds; 0: try it, it is counted. `attempt` is
  // PendingSecondFactor::attempt.
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
    Entry* find(std::uint64_t key);
    void forget(std::uint64_t key);
    void forget_before(std::int64_t time_ms);

   private:
    std::list<Entry> entries_;
    std::unordered_map<std::uint64_t, std::list<Entry>::iterator> by_key_;
  };

  // One failure less; `entry` may be null.
  static void take_off(Entry* entry);

  // What an attempt is counted under.
  struct Names {
    std::uint64_t address = 0;
    std::uint64_t network = 0;
    std::uint64_t username = 0;
    std::uint64_t known = 0;  // user name and address
  };
  [[nodiscard]] Names names_of(std::string_view username, std::string_view address) const;
  [[nodiscard]] std::uint64_t key_of(std::string_view text) const;

  std::array<unsigned char, 16> hash_key_{};
  std::mutex mutex_;
  Table addresses_;
  Table networks_;
  Table usernames_;
  Table known_;  // last_ms: when it signed in
  Table codes_;
};

}  // namespace undersigned::accounts
