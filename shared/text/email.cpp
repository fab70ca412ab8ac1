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

// The address in "Ann <ann@example.org>", as mail programs copy it, or in "<ann@example.org>," from a list.
std::string_view address_in(std::string_view text) {
  const std::size_t bracket = text.rfind('<');
  if (bracket == std::string_view::npos || text.substr(0, bracket).find_first_of("@<>") != std::string_view::npos) {
    return text;  // several addresses or something else: does not guess
  }
  while (std::string_view(",; >").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text.substr(bracket + 1);
}

}  // namespace

Result<std::string> check_email(std::string_view text) {
  // In UTF-8, a domain is at most four times as long as in its ASCII form.
  const Result<std::string> typed = typed_text(text, limits::kEmailBytesMax * limits::kUtf8BytesPerChar, Field::Email);
  if (!typed) return typed.error();
  text = address_in(*typed);
  constexpr std::string_view kScheme = "mailto:";
  if (equals_ignoring_case(text.substr(0, kScheme.size()), kScheme)) text.remove_prefix(kScheme.size());

  std::string email;
  char32_t code = 0;
  while (!text.empty()) {
    code = narrow_char(take_char(text));
    if (code == '@') break;
    if (!is_local_char(code)) return error(ErrorCode::NotAnEmail);
    email += static_cast<char>(code);
  }
  if (code != '@' || email.empty()) return error(ErrorCode::NotAnEmail);
  if (email.size() > limits::kEmailLocalBytesMax) return error(ErrorCode::TooLong);

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
