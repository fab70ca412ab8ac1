#include "shared/text/postcode.h"

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/country.h"
#include "shared/text/plain_text.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// A pattern, a colon and the countries that use it. 9 is a digit, A a letter, X either; a small letter stands for its
// capital and need not be typed; anything else is written between. A country can be in several lines.
constexpr std::string_view kPatterns =
    "9999:AFALAMARATAUBDBEBGBHCCCHCVCXCYDKETGEGLGWHMHULBLILRLUMKMZNENFNONZPHPYSISJSVTNVEZA\n"
    "99999:ASAXBABLBTCRCUDEDODZEEEGEHESFIFMFRGFGPGTGUHNHRIDILIQITJOKEKHKRKWLALKMAMCMEMFMHMMMNMPMQMUMV"
    "MXMYNCNINPPEPFPKPMPRPWRERSSASMSNTHTRTWTZUAUSUYVAVIVNWFYTZM\n"
    "999999:BYCNCOECINKGKHKZNGRORUSGTJTMTTTWUZVN\n"
    "999:BHFOGNISLSMGOMPGTW\n"
    "9999999:CLIL\n"
    "99999-9999:ASFMGUMHMPPRPWSAUSVI\n"
    "A9A 9A9:CA\n"
    "A9 9AA:GB\n"
    "A99 9AA:GB\n"
    "AA9 9AA:GBGGIMJE\n"
    "AA99 9AA:GBGGGIIMJE\n"
    "A9A 9AA:GB\n"
    "AA9A 9AA:GB\n"
    "AAAA 9AA:FKGSIOPNSHTC\n"
    "A9X XXXX:IE\n"
    "9999 AA:NL\n"
    "999 99:CZGRSESK\n"
    "99-999:PL\n"
    "9999-999:PT\n"
    "99999-999:BR\n"
    "999-9999:JP\n"
    "99999-99999:IR\n"
    "9999 9999:LB\n"
    "A9999AAA:AR\n"
    "A99X9X9:KZ\n"
    "AA9999:BN\n"
    "AA XX:BM\n"
    "AAA 9999:MT\n"
    "A9999:MU\n"
    "A999:SZ\n"
    "ad999:AD\n"
    "az 9999:AZ\n"
    "bb99999:BB\n"
    "ht9999:HT\n"
    "ky9-9999:KY\n"
    "lt-99999:LT\n"
    "lv-9999:LV\n"
    "md-9999:MD\n"
    "vc9999:VC\n"
    "vg9999:VG\n";

// Longer ones are not looked at.
constexpr std::size_t kTypedBytesMax = 64;

struct Line {
  std::string_view pattern;
  std::string_view countries;
};

Line take_line(std::string_view& lines) {
  const std::size_t colon = lines.find(':');
  const std::size_t end = lines.find('\n');
  const Line line{lines.substr(0, colon), lines.substr(colon + 1, end - colon - 1)};
  lines.remove_prefix(end + 1);
  return line;
}

// What `typed`, capitals and digits only, is written like by that pattern; empty where it does not fit.
std::string fit(std::string_view pattern, std::string_view typed) {
  std::string out;
  for (const char place : pattern) {
    if (is_ascii_lower(place)) {
      const char letter = ascii_upper(place);
      out += letter;
      if (!typed.empty() && typed.front() == letter) typed.remove_prefix(1);
      continue;
    }
    if (place != '9' && place != 'A' && place != 'X') {
      out += place;
      continue;
    }
    if (typed.empty()) return {};
    const char c = typed.front();
    if (is_ascii_digit(c) ? place == 'A' : place == '9') return {};
    out += c;
    typed.remove_prefix(1);
  }
  return typed.empty() ? out : std::string{};
}

// "D-10115", "CH-8001": letters of the country before a number, as on the back of a car or from its code.
std::string_view without_country_letters(std::string_view typed, std::string_view country) {
  std::size_t letters = 0;
  while (letters < typed.size() && is_ascii_upper(typed[letters])) ++letters;
  const bool of_country = letters == 1 || (letters == 2 && typed.substr(0, 2) == country);
  return of_country ? typed.substr(letters) : typed;
}

constexpr Error error(ErrorCode code) {
  return Error{code, Field::Postcode};
}

Result<std::string> check_free_postcode(std::string_view text) {
  Result<std::string> tidy = tidy_text(text, limits::kPostcodeCharsMax, Lines::One, Field::Postcode);
  if (!tidy) return tidy;
  std::string out;
  for (std::string_view rest = *tidy; !rest.empty();) {
    const char32_t code = ascii_upper(narrow_char(take_char(rest)));
    const CharKind kind = char_kind(code);
    const bool part = kind == CharKind::Letter || kind == CharKind::Mark || kind == CharKind::Digit;
    if (!part && code != ' ' && code != '-') return error(ErrorCode::NotAPostcode);
    append_utf8(out, code);
  }
  return out;
}

}  // namespace

bool has_postcode_pattern(std::string_view country) {
  for (std::string_view lines = kPatterns; !lines.empty();) {
    if (has_country(take_line(lines).countries, country)) return true;
  }
  return false;
}

Result<std::string> check_postcode(std::string_view text, std::string_view country) {
  if (!is_utf8(text)) return error(ErrorCode::BadEncoding);
  text = trim(text);
  if (text.empty()) return error(ErrorCode::Required);
  if (text.size() > kTypedBytesMax) return error(ErrorCode::TooLong);
  if (!has_postcode_pattern(country)) return check_free_postcode(text);

  std::string typed;
  while (!text.empty()) {
    const char32_t code = ascii_upper(narrow_char(take_char(text)));
    const int digit = digit_value(code);
    if (digit >= 0) {
      typed += static_cast<char>('0' + digit);
    } else if (is_ascii_upper(code)) {
      typed += static_cast<char>(code);
    } else if (!is_separator(code)) {
      return error(ErrorCode::NotAPostcode);
    }
  }
  const std::string_view number = without_country_letters(typed, country);
  for (std::string_view lines = kPatterns; !lines.empty();) {
    const auto [pattern, countries] = take_line(lines);
    if (!has_country(countries, country)) continue;
    std::string postcode = fit(pattern, typed);
    if (postcode.empty() && pattern.front() == '9') postcode = fit(pattern, number);
    if (!postcode.empty()) return postcode;
  }
  return error(ErrorCode::NotAPostcode);
}

}  // namespace undersigned
