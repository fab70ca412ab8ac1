// Counts refused sign-ins for the audit log: somebody who guesses causes one entry an hour for a name, not one a guess.
// Names without an account are counted together under the empty name, since the text may be a password typed into the
// wrong field.
//
// Safe from any thread. In memory, one entry for each account. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "server/base/mutex.h"

namespace undersigned::accounts {

class RefusedSignIns {
 public:
  // Counts one. Returns the number since the last entry, if it is time for a new one (limits::kAuditRefusalMs).
  std::optional<std::uint64_t> count(const std::string& username, std::int64_t now_ms);

 private:
  struct Refused {
    std::uint64_t since_said = 0;
    std::int64_t said_ms = 0;
    bool said = false;
  };

  base::Mutex mutex_;
  std::map<std::string, Refused> by_name_ GUARDED_BY(mutex_);
};

}  // namespace undersigned::accounts
