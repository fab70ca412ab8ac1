// Password rules and hashes. Argon2id (RFC 9106) with 64 MiB and 3 passes, more than the OWASP Password Storage Cheat
// Sheet asks for. The rules follow NIST SP 800-63B 5.1.1.2 and ASVS 5.0 6.2: a minimum length, nothing common or easily
// guessed (zxcvbn knows common passwords, names, words, keyboard patterns, dates and usual substitutions), no
// composition rules, any Unicode character.
//
// A hash takes 64 MiB and about a tenth of a second. So only limits::kPasswordHashesAtOnce run at once, and only
// limits::kPasswordWaitersMax more may wait. Do not call this from a thread that serves others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/mutex.h"
#include "shared/result.h"

namespace undersigned::accounts {

// Errors on Field::Password: BadEncoding, TooShort, TooLong, or BadValue if it is easily guessed or contains the
// username.
Status check_password(std::string_view username, std::string_view password);

// Safe from any thread.
class PasswordHasher {
 public:
  // A PHC string to be stored. Busy if too many are waiting; NoMemory: argon2id needs 64 MiB.
  Result<std::string> hash(std::string_view password);

  // Whether `password` has this hash. Without a hash, for a user that does not exist, it hashes a dummy and returns
  // false, so that the duration does not tell who has an account (timing side channel). Busy as above.
  Result<bool> verify(const std::optional<std::string>& hash, std::string_view password);

 private:
  class Turn;

  base::Mutex mutex_;
  base::Condition freed_;
  std::size_t running_ GUARDED_BY(mutex_) = 0;
  std::size_t waiting_ GUARDED_BY(mutex_) = 0;
};

}  // namespace undersigned::accounts
