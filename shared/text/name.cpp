#include "shared/text/name.h"

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/case_fold.h"
#include "shared/text/characters.h"
#include "shared/text/link.h"
#include "shared/text/plain_text.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// Marks in names: apostrophes and quotes of every keyboard, hyphens and dashes, dots, brackets, and what stands between
// the names of two people. "!" "|" "/" are typed for the click letters of Khoekhoe names.
constexpr std::u16string_view kNameSymbols =
    u"!\"&'()+,-./"
    u":;=`|\u00AB\u00B4\u00B7\u00BB\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201A\u201B\u201C\u201D\u201E"
    u"\u2022\u2026\u2027\u2032\u2035\u2212\u2219\u2039\u203A\u2043\u22C5\u3001\u3002\u300C\u300D\u30FB\uFE63\uFF61"
    u"\uFF64"
    u"\uFF65";

enum class NameKind : bool { Person, Organization };

bool is_allowed_symbol(char32_t code, NameKind name_kind) {
  if (name_kind == NameKind::Organization) return code != '<' && code != '>';
  for (const char16_t symbol : kNameSymbols) {
    if (narrow_char(code) == symbol) return true;
  }
  return false;
}

// Alphabets in which a single letter is not a complete name.
bool is_alphabetic(char32_t code) {
  return code < 0x900 || (code >= 0x10A0 && code < 0x1100) || (code >= 0x1C90 && code < 0x1CC0) ||
         (code >= 0x1E00 && code < 0x2000) || (code >= 0xFF21 && code <= 0xFF5A);
}

Result<std::string> check(std::string_view text, std::size_t chars_max, NameKind name_kind, Field field) {
  Result<std::string> tidy = tidy_text(text, chars_max, Lines::One, field);
  if (!tidy) return tidy;
  if (tidy->empty()) return Error{ErrorCode::Required, field};
  const bool person = name_kind == NameKind::Person;
  if (looks_like_link(*tidy, person ? Domains::Refused : Domains::Allowed))
    return Error{ErrorCode::LooksLikeLink, field};

  bool letter = false;
  bool whole = !person;
  std::size_t chars = 0;
  for (std::string_view rest = *tidy; !rest.empty(); ++chars) {
    const char32_t code = take_char(rest);
    const CharKind kind = char_kind(code);
    if (kind == CharKind::Symbol && !is_allowed_symbol(code, name_kind)) return Error{ErrorCode::BadCharacter, field};
    if (kind == CharKind::Letter || (!person && kind == CharKind::Digit)) letter = true;
    if (kind == CharKind::Letter && !is_alphabetic(code)) whole = true;
  }
  if (!letter) return Error{ErrorCode::NotAName, field};
  if (!whole && chars < limits::kNameCharsMin) return Error{ErrorCode::TooShort, field};
  return tidy;
}

// The first letter of `word` with its marks; empty if there is none.
std::string_view first_letter(std::string_view word) {
  while (!word.empty()) {
    std::string_view rest = word;
    if (char_kind(take_char(rest)) != CharKind::Letter) {
      word = rest;
      continue;
    }
    const char* end = rest.data();
    while (!rest.empty() && char_kind(take_char(rest)) == CharKind::Mark) end = rest.data();
    return word.substr(0, static_cast<std::size_t>(end - word.data()));
  }
  return {};
}

}  // namespace

Result<std::string> check_name(std::string_view text) {
  return check(text, limits::kNameCharsMax, NameKind::Person, Field::Name);
}

Result<std::string> check_organization(std::string_view text) {
  return check(text, limits::kOrganizationCharsMax, NameKind::Organization, Field::Organization);
}

std::string initials(std::string_view name) {
  std::string_view first;
  std::string_view last;
  while (!name.empty()) {
    const std::size_t blank = name.find(' ');
    const std::string_view letter = first_letter(name.substr(0, blank));
    if (first.empty()) {
      first = letter;
    } else if (!letter.empty()) {
      last = letter;
    }
    name = blank == std::string_view::npos ? std::string_view{} : name.substr(blank + 1);
  }
  std::string out;
  for (const std::string_view letter : {first, last}) {
    if (letter.empty()) continue;
    if (!out.empty()) out += ' ';
    out += letter;
    out += '.';
  }
  return out;
}

std::string name_key(std::string_view name) {
  std::string key;
  key.reserve(name.size());
  while (!name.empty()) {
    const char32_t code = narrow_char(take_char(name));
    const CharKind kind = char_kind(code);
    if (kind == CharKind::Letter || kind == CharKind::Mark || kind == CharKind::Digit) {
      append_utf8(key, lower_char(code));
    }
  }
  return key;
}

}  // namespace undersigned
