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

// What text programs make of an apostrophe and a hyphen. Quotes before an address stay.
char32_t plain_char(char32_t code, bool first) {
  if ((code == 0x2018 || code == 0x2019) && !first) return '\'';
  return code >= 0x2010 && code <= 0x2014 ? '-' : narrow_char(code);
}

// Punctuation that char_kind() counts as letters of its script.
constexpr std::u32string_view kScriptPunctuation = U"\u060C\u061B\u061F\u0964";

// A hyphen may: the rest of the domain is missing.
bool may_end_address(char32_t code) {
  const CharKind kind = char_kind(code);
  if (kind == CharKind::Symbol || kind == CharKind::Space) return code == '@' || code == '-';
  return kScriptPunctuation.find(code) == std::u32string_view::npos;
}

// The address in a sentence, a list, quotes or brackets of any kind: "(ann@example.org).". A mark that an address may
// begin with, such as { or *, is only removed if it is also behind the address.
std::string_view without_punctuation(std::string_view text) {
  std::size_t end = 0;
  for (std::string_view rest = text; !rest.empty();) {
    if (may_end_address(take_char(rest))) end = text.size() - rest.size();
  }
  const std::string_view after = text.substr(end);
  text = text.substr(0, end);
  for (std::string_view rest = text; !rest.empty(); text = rest) {
    const char32_t code = take_char(rest);
    if (may_end_address(code)) break;
    const char closing = code == '{' ? '}' : static_cast<char>(code);
    if (is_local_char(code) && after.find(closing) == std::string_view::npos) break;
  }
  return text;
}

// Removes a label: "Email: ann@example.org", also "mailto:ann@example.org?subject=Hello".
std::string_view without_label(std::string_view text) {
  text = without_punctuation(text);
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return text;
  const std::size_t colon = text.rfind(':', at);
  if (colon == std::string_view::npos) return text;
  const std::string_view address = text.substr(colon + 1);
  if (address[0] == ' ') return address.substr(1);
  constexpr std::string_view kMail = "mail";
  for (std::size_t i = 0; i < colon; ++i) {
    if (!equals_ignoring_case(text.substr(i, kMail.size()), kMail)) continue;
    return address.substr(0, address.find('?', at - colon));
  }
  return text;
}

// The address in "Ann <ann@example.org>", "ann@example.org <ann@example.org>" or "ann@example.org (Ann)", as mail
// programs copy it. Does not guess which of several addresses is meant.
std::string_view address_in(std::string_view text) {
  for (std::size_t bracket = 0; (bracket = text.find_last_of("<([")) != std::string_view::npos;) {
    const std::string_view before = without_label(text.substr(0, bracket));
    const std::string_view inside = without_label(text.substr(bracket + 1));
    if (before.find('@') == std::string_view::npos || before == inside) return inside;
    if (inside.find('@') != std::string_view::npos || text[bracket - 1] != ' ') break;
    text = text.substr(0, bracket);
  }
  return without_label(text);
}

}  // namespace

Result<std::string> check_email(std::string_view text) {
  // In UTF-8, a domain is at most four times as long as in its ASCII form.
  const Result<std::string> typed = typed_text(text, limits::kEmailBytesMax * limits::kUtf8BytesPerChar, Field::Email);
  if (!typed) return typed.error();
  std::string plain;
  for (text = *typed; !text.empty();) append_utf8(plain, plain_char(take_char(text), plain.empty()));
  text = address_in(plain);

  std::string email;
  bool dots_misplaced = false;
  for (char before = '.'; before != '@';) {
    if (text.empty()) return error(ErrorCode::NotAnEmail);
    const char here = text.front();
    text.remove_prefix(1);
    // Keyboards of phones put a blank before or after the @.
    if (here == ' ' && !text.empty() && text.front() == '@') continue;
    if (before == '.' && (here == '.' || here == '@')) dots_misplaced = true;
    if (here != '@' && !is_local_char(static_cast<unsigned char>(here))) return error(ErrorCode::NotAnEmail);
    before = here;
    email += here;
  }
  if (email.size() == 1) return error(ErrorCode::NotAnEmail);
  if (email.size() > limits::kEmailLocalBytesMax + 1) return error(ErrorCode::TooLong);

  if (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  if (text.size() > limits::kDomainBytesMax && is_ascii(text)) return error(ErrorCode::TooLong);
  // A comma before any dot is a slip of the finger: what is before it is no domain.
  std::string dotted(text);
  for (char& c : dotted) {
    if (c == '.') break;
    if (c == ',') c = '.';
  }
  const std::string domain = domain_to_ascii(dotted);
  if (domain.find('.') == std::string::npos || ends_in_number(domain)) return error(ErrorCode::NotAnEmail);
  // Japanese phone companies gave out addresses like "ann..b" and "ann."; elsewhere, mail servers refuse them.
  if (dots_misplaced && !domain.ends_with(".ne.jp")) return error(ErrorCode::NotAnEmail);
  email += domain;
  if (email.size() > limits::kEmailBytesMax) return error(ErrorCode::TooLong);
  return email;
}

std::string_view email_domain(std::string_view email) {
  return email.substr(email.rfind('@') + 1);
}

}  // namespace undersigned
