#include "shared/text/link.h"

#include "shared/text/ascii.h"

namespace undersigned {
namespace {

// Short list on purpose: "Smith.Jones" and "M.Phil" are typed as names, and would be domains by a complete one.
constexpr std::string_view kEndings[] = {"com", "net", "org", "info", "biz", "xyz", "top", "shop", "site", "online"};

bool is_domain_ending(std::string_view letters) {
  for (const std::string_view ending : kEndings) {
    if (equals_ignoring_case(letters, ending)) return true;
  }
  return false;
}

std::string_view leading_letters(std::string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && is_ascii_letter(text[letters])) ++letters;
  return text.substr(0, letters);
}

// `rest` follows a dot that has a letter or digit before it.
bool ends_a_domain(std::string_view rest, Domains domains) {
  const std::string_view ending = leading_letters(rest);
  const char next = ending.size() < rest.size() ? rest[ending.size()] : ' ';
  if (is_ascii_digit(next) || next == '-') return false;
  if (domains == Domains::Refused && is_domain_ending(ending)) return true;
  const bool path = next == '/' && ending.size() + 1 < rest.size() && rest[ending.size() + 1] != ' ';
  return path && ending.size() >= 2 && ending.size() <= 4;
}

// `rest` follows an @ that has something before it: an address has a dot before the next blank.
bool ends_an_email(std::string_view rest) {
  const std::string_view word = rest.substr(0, rest.find(' '));
  const std::size_t dot = word.find('.');
  return dot != std::string_view::npos && dot != 0 && dot + 1 < word.size();
}

}  // namespace

bool looks_like_link(std::string_view line, Domains domains) {
  if (line.find("://") != std::string_view::npos) return true;
  char before = ' ';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string_view rest = line.substr(i + 1);
    const bool word_before = is_ascii_alphanumeric(before);
    if (!word_before && equals_ignoring_case(line.substr(i, 4), "www.")) return true;
    if (line[i] == '.' && word_before && ends_a_domain(rest, domains)) return true;
    if (line[i] == '@' && before != ' ' && ends_an_email(rest)) return true;
    before = line[i];
  }
  return false;
}

}  // namespace undersigned
