#include "shared/text/url.h"

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/domain.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

enum class Case : bool { Any, Lower };

bool starts_with(std::string_view text, std::string_view lower_prefix, Case letter_case) {
  const std::string_view start = text.substr(0, lower_prefix.size());
  return letter_case == Case::Lower ? start == lower_prefix : equals_ignoring_case(start, lower_prefix);
}

// Removes "https://" or "http://" from `text` and returns the default port, or 0 for any other scheme.
int take_scheme(std::string_view& text, Case letter_case) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!starts_with(text, scheme, letter_case)) continue;
    text.remove_prefix(scheme.size());
    return scheme.size() == 8 ? 443 : 80;
  }
  return 0;
}

// "[2001:db8::1]": checks only the characters, since the browser that sends it has parsed it.
bool is_bracketed_ipv6(std::string_view host, Case letter_case) {
  if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
  bool colon = false;
  for (const char c : host.substr(1, host.size() - 2)) {
    const char lower = ascii_lower(c);
    if (letter_case == Case::Lower && lower != c) return false;
    if (!is_ascii_digit(c) && !(lower >= 'a' && lower <= 'f') && c != ':' && c != '.') return false;
    colon = colon || c == ':';
  }
  return colon;
}

bool is_port(std::string_view text, int default_port, Case letter_case) {
  if (text.empty() || text.size() > 5 || text.front() == '0') return false;
  int port = 0;
  for (const char c : text) {
    if (!is_ascii_digit(c)) return false;
    port = port * 10 + (c - '0');
  }
  // Browsers omit the default port in an origin, so an origin with it would never match.
  return port <= 65'535 && !(letter_case == Case::Lower && port == default_port);
}

bool is_authority(std::string_view text, int default_port, Case letter_case) {
  const std::size_t bracket = text.find(']');
  const std::size_t colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos && !is_port(text.substr(colon + 1), default_port, letter_case)) return false;
  const std::string_view host = text.substr(0, colon);
  if (bracket != std::string_view::npos) return is_bracketed_ipv6(host, letter_case);
  if (letter_case == Case::Lower) {
    for (const char c : host) {
      if (is_ascii_upper(c)) return false;
    }
  }
  return is_ascii_domain(host);
}

bool is_url_char(char32_t code) {
  if (code < 0x80) {
    return code > ' ' && code != 0x7F &&
           std::string_view("\"<>\\^`{|}").find(static_cast<char>(code)) == std::string_view::npos;
  }
  switch (char_kind(code)) {
    case CharKind::Letter:
    case CharKind::Mark:
    case CharKind::Digit:
    case CharKind::Symbol:
    case CharKind::Joiner:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool is_web_url(std::string_view text) {
  if (text.size() > limits::kUrlBytesMax || !is_utf8(text)) return false;
  for (std::string_view rest = text; !rest.empty();) {
    if (!is_url_char(take_char(rest))) return false;
  }
  const int default_port = take_scheme(text, Case::Any);
  return default_port != 0 && is_authority(text.substr(0, text.find_first_of("/?#")), default_port, Case::Any);
}

bool is_origin(std::string_view text) {
  if (text.size() > limits::kOriginBytesMax) return false;
  const int default_port = take_scheme(text, Case::Lower);
  return default_port != 0 && is_authority(text, default_port, Case::Lower);
}

bool is_slug(std::string_view text) {
  if (text.size() > limits::kSlugBytesMax) return false;
  char before = '-';
  for (const char c : text) {
    if (!is_ascii_lower(c) && !is_ascii_digit(c) && (c != '-' || before == '-')) return false;
    before = c;
  }
  return before != '-';
}

bool is_locale_tag(std::string_view text) {
  if (text.size() > limits::kLocaleBytesMax) return false;
  enum { Language, Script, Region, End } expected = Language;
  while (true) {
    const std::string_view part = text.substr(0, text.find('-'));
    std::size_t letters = 0;
    std::size_t digits = 0;
    for (const char c : part) {
      if (is_ascii_letter(c)) ++letters;
      if (is_ascii_digit(c)) ++digits;
    }
    const bool all_letters = letters == part.size();
    if (expected == Language && all_letters && (letters == 2 || letters == 3)) {
      expected = Script;
    } else if (expected == Script && all_letters && letters == 4) {
      expected = Region;
    } else if ((expected == Script || expected == Region) &&
               ((all_letters && letters == 2) || (digits == 3 && part.size() == 3))) {
      expected = End;
    } else {
      return false;
    }
    if (part.size() == text.size()) return true;
    text.remove_prefix(part.size() + 1);
  }
}

}  // namespace undersigned
