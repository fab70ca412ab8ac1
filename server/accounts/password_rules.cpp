#include <zxcvbn.h>

#include <array>
#include <string>

#include "server/accounts/password.h"
#include "server/base/unicode_normalize.h"
#include "shared/limits.h"
#include "shared/text/utf8.h"

namespace undersigned::accounts {
namespace {

// Passwords with less entropy are among the first to be tried: about a thousand million guesses, each of which costs a
// tenth of a second even with stolen hashes.
constexpr double kEntropyBitsMin = 30;

// The product's name is an obvious guess here.
constexpr char kProduct[] = "undersigned";

bool is_obvious(const std::string& case_folded, const std::string& username) {
  std::array<const char*, 3> known{kProduct, username.c_str(), nullptr};
  return ZxcvbnMatch(case_folded.c_str(), known.data(), nullptr) < kEntropyBitsMin;
}

}  // namespace

Status check_password(std::string_view username, std::string_view password) {
  if (password.size() > limits::kPasswordBytesMax) return Error{ErrorCode::TooLong, Field::Password};
  if (!is_utf8(password)) return Error{ErrorCode::BadEncoding, Field::Password};
  if (count_chars(password) < limits::kPasswordCharsMin) return Error{ErrorCode::TooShort, Field::Password};

  const std::string case_folded = base::nfkc_casefold(password);
  const std::string name = base::nfkc_casefold(username);
  const bool mostly_the_name = !name.empty() && case_folded.find(name) != std::string::npos &&
                               case_folded.size() < name.size() + limits::kPasswordCharsMin / 2;
  if (mostly_the_name || is_obvious(case_folded, name)) return Error{ErrorCode::BadValue, Field::Password};
  return Done{};
}

}  // namespace undersigned::accounts
