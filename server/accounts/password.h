// Passwords: what may be one, and their hashes. Argon2id (RFC 9106) with 64 MiB and 3 passes, which is more than the
// OWASP Password Storage Cheat Sheet asks for; the rules are NIST SP 800-63B 5.1.1.2 and ASVS 5.0 6.2: length, none
// that is common or easily guessed (zxcvbn, which knows common passwords, names, words, keyboards, dates and what
// people do to them), no rules of composition, any Unicode character.
//
// A hash takes 64 MiB and about a tenth of a second, so only limits::kPasswordHashesAtOnce run at once and only
// limits::kPasswordWaitersMax more may wait. Do not call from a thread that serves others meanwhile.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned::accounts {

// BadEncoding, TooShort, TooLong, or BadValue for one that is obvious or holds the username; Field::Password.
Status check_password(std::string_view username, std::string_view password);

// Safe from any thread.
class PasswordHasher {
 public:
  // A PHC string, to be stored. Busy when too many wait; StorageFailed when there is no memory for it.
  Result<std::string> hash(std::string_view password);

  // Whether `password` has this hash. Without a hash (there is no such user) a dummy is hashed and the answer is false,
  // so that the time does not tell who has an account. Busy as above.
  Result<bool> verify(const std::optional<std::string>& hash, std::string_view password);

 private:
  class Turn;

  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t running_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace undersigned::accounts
