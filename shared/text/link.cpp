#include "shared/text/link.h"

#include "shared/text/ascii.h"

namespace undersigned {
namespace {

// Deliberately short: people type "Smith.Jones" and "M.Phil" as names, which a complete list would treat as domains.
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

// "E.Top" and "Emel.Top" are people, "emel.top" and "cheap-pills.Top" are not: both words begin with a capital, and the
// ending is a surname or follows an initial.
bool is_surname(std::string_view word, std::string_view ending) {
  if (word.empty() || is_ascii_lower(word[0]) || !is_ascii_upper(ending[0])) return false;
  if (word.find_first_of("-0123456789") != std::string_view::npos || equals_ignoring_case(ending, "com")) return false;
  return word.size() == 1 || equals_ignoring_case(ending, "top") || equals_ignoring_case(ending, "biz");
}

// `rest` follows a dot after `word`, which ends with a letter or digit.
bool ends_a_domain(std::string_view word, std::string_view rest, Domains domains) {
  const std::string_view ending = leading_letters(rest);
  const char next = ending.size() < rest.size() ? rest[ending.size()] : ' ';
  if (is_ascii_digit(next) || next == '-') return false;
  if (domains == Domains::Refused && is_domain_ending(ending) && (next == '/' || !is_surname(word, ending)))
    return true;
  const bool path = next == '/' && ending.size() + 1 < rest.size() && rest[ending.size() + 1] != ' ';
  return path && ending.size() >= 2 && ending.size() <= 4;
}

// `rest` follows an @ with something before it. It is an address if a dot comes before the next blank.
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
    const std::string_view word = line.substr(0, i).substr(line.substr(0, i).find_last_of(" .") + 1);
    if (line[i] == '.' && word_before && ends_a_domain(word, rest, domains)) return true;
    if (line[i] == '@' && before != ' ' && ends_an_email(rest)) return true;
    before = line[i];
  }
  return false;
}

}  // namespace undersigned
