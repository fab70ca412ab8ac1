// Requesting and entering the code that opens /my. Neither tells whether a mailbox has signed.
//
// Safe to call from any thread. E-mail addresses are those of check_email(); `ticket` is random and of the page that
// asks, which alone can type the code; `address` is the client's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/signing/services.h"
#include "shared/locale/locale.h"
#include "shared/result.h"

namespace undersigned::signing {

// Another thread checks whether the mailbox has signed; the result here does not depend on it. Busy: too many wait. The
// store's error while nothing can be written.
Status ask_for_my_code(const Services& services, const std::string& email, const std::string& ticket, Locale locale,
                       const std::string& address);

struct MyCodeOutcome {
  std::optional<Error> error;      // on Field::Code: Required, WrongCode, TooManyRequests; or the store's
  std::int64_t retry_after_s = 0;  // where TooManyRequests is the error: this network has tried too many codes
};

MyCodeOutcome take_my_code(const Services& services, const std::string& email, const std::string& ticket,
                           std::string_view typed, const std::string& address);

}  // namespace undersigned::signing
