#include "shared/text/email.h"

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/domain.h"
#include "shared/text/plain_text.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

constexpr Error error(ErrorCode code) {
  return Error{code, Field::Email};
}

bool is_local_char(char32_t code) {
  if (is_ascii_alphanumeric(code)) return true;
  return code < 0x80 &&
         std::string_view(".!#$%&'*+/=?^_`{|}~-").find(static_cast<char>(code)) != std::string_view::npos;
}

// No top-level domain begins with a digit (RFC 3696, 2), so an IP address is not a domain.
bool ends_in_number(std::string_view domain) {
  return is_ascii_digit(domain[domain.rfind('.') + 1]);
}

// The punctuation of a sentence or list around an address: "(ann@example.org)." No address ends with the latter, and
// only an apostrophe may also begin one.
constexpr std::u32string_view kBefore = U"<([\"\u2018\u2019\u201A\u201C\u201D\u201E\u00AB\u00BB\u2039\u203A";
constexpr std::u32string_view kAfter =
    U" .,;:!?>)]}'\"\u2018\u2019\u201C\u201D\u00AB\u00BB\u2039\u203A\u3001\u3002\u060C\u061B\u061F\u0964";

std::string_view without_punctuation(std::string_view text) {
  for (std::string_view rest = text; !text.empty(); text = rest) {
    if (kBefore.find(narrow_char(take_char(rest))) == std::u32string_view::npos) break;
  }
  std::size_t end = 0;
  for (std::string_view rest = text; !rest.empty();) {
    if (kAfter.find(narrow_char(take_char(rest))) == std::u32string_view::npos) end = text.size() - rest.size();
  }
  const bool quoted = end > 1 && text.front() == '\'' && text.substr(end).find('\'') != std::string_view::npos;
  return quoted ? text.substr(1, end - 1) : text.substr(0, end);
}

// The address in "Ann <ann@example.org>", as mail programs copy it, or in "<ann@example.org>," from a list.
std::string_view address_in(std::string_view text) {
  const std::size_t bracket = text.rfind('<');
  if (bracket == std::string_view::npos || text.substr(0, bracket).find_first_of("@<>") != std::string_view::npos) {
    return text;  // several addresses or something else: does not guess
  }
  return text.substr(bracket);
}

// Keyboards of phones put a blank before or after the @.
bool is_at_sign_next(std::string_view text) {
  return !text.empty() && narrow_char(take_char(text)) == '@';
}

}  // namespace

Result<std::string> check_email(std::string_view text) {
  // In UTF-8, a domain is at most four times as long as in its ASCII form.
  const Result<std::string> typed = typed_text(text, limits::kEmailBytesMax * limits::kUtf8BytesPerChar, Field::Email);
  if (!typed) return typed.error();
  text = without_punctuation(address_in(*typed));
  constexpr std::string_view kScheme = "mailto:";
  if (equals_ignoring_case(text.substr(0, kScheme.size()), kScheme)) text.remove_prefix(kScheme.size());

  std::string email;
  char32_t code = 0;
  while (!text.empty()) {
    code = narrow_char(take_char(text));
    if (code == ' ' && is_at_sign_next(text)) continue;
    if (code == '@') break;
    if (!is_local_char(code)) return error(ErrorCode::NotAnEmail);
    email += static_cast<char>(code);
  }
  if (code != '@' || email.empty()) return error(ErrorCode::NotAnEmail);
  if (email.size() > limits::kEmailLocalBytesMax) return error(ErrorCode::TooLong);

  if (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  if (text.size() > limits::kDomainBytesMax && is_ascii(text)) return error(ErrorCode::TooLong);
  const std::string domain = domain_to_ascii(text);
  if (domain.find('.') == std::string::npos || ends_in_number(domain)) return error(ErrorCode::NotAnEmail);
  email += '@';
  email += domain;
  if (email.size() > limits::kEmailBytesMax) return error(ErrorCode::TooLong);
  return email;
}

std::string_view email_domain(std::string_view email) {
  return email.substr(email.rfind('@') + 1);
}

}  // namespace undersigned
