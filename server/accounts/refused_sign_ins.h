// How often sign-ins were refused, for the audit log: somebody who guesses makes one entry an hour for a name, not one
// a guess. Names that have no account are counted together, under the empty name: what was typed there may be a
// password.
//
// Safe from any thread. In memory, as many names as there are accounts. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace undersigned::accounts {

class RefusedSignIns {
 public:
  // Counts one. How many there were since it was last said, if it is time to say so (limits::kAuditRefusalMs).
  std::optional<std::uint64_t> count(const std::string& username, std::int64_t now_ms);

 private:
  struct Refused {
    std::uint64_t since_said = 0;
    std::int64_t said_ms = 0;
    bool said = false;
  };

  std::mutex mutex_;
  std::map<std::string, Refused> by_name_;
};

}  // namespace undersigned::accounts
