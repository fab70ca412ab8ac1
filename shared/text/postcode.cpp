#include "shared/text/postcode.h"

#include <cstdint>
#include <utility>

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/country_table.h"
#include "shared/text/plain_text.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// Patterns separated by |, a colon, and the countries that use them. 9 is a digit, A a letter, X either. A lower-case
// letter stands for its capital and may be omitted when typing. Blanks and hyphens are inserted. Other characters stand
// for themselves.
constexpr std::string_view kLines =
    "99999:AXBABLBTCUDEDODZEEEHESFIFRGFGPGTHNHRIDIQITJOKEKRKWLALKMAMCMEMFMMMNMQMVMXMYNANCNINPPEPFPKPMRESDSM"
    "SNTHTRUAUYVAWFXKYTZM\n"
    "9999:AFALATAUBDBEBGCCCHCVCXCYDKETGEGLGWHMHULILRLUMKMZNENFNONZPHPYSISJSVTNVEZA\n"
    "999999:BYCNCOECINKGNGRORUSGTJTMTTUZ\n"
    "99999|99999-9999:ASFMGUMHMPPRPWSAUMUSVI\n"
    "999:FOGNISLSMGOMPG\n"
    "AAAA 9AA:FKGSIOPNSHTC\n"
    "999 99:CZGRSESK\n"
    "AA9 9AA|AA99 9AA:GGIMJE\n"
    "99999|999999:KHRSVN\n"
    "99-999:PL\n"
    "999-9999:JP\n"
    "9999 AA:NL\n"
    "9999-999:PT\n"
    "99999-999:BR\n"
    "99999-99999:IR\n"
    "9999999:CL\n"
    "999999|A99X9X9:KZ\n"
    "99999|9999999:EGIL\n"
    "99999|9999:CRTZ\n"
    "9999|999999:AM\n"
    "AA 99999:SO\n"
    "ai-2640:AI\n"
    "99999|999999|999:TW\n"
    "99999|A9999:MU\n"
    "9999|999:BH\n"
    "9999|9999 9999:LB\n"
    "9999|A9999AAA:AR\n"
    "A9 9AA|A99 9AA|AA9 9AA|AA99 9AA|A9A 9AA|AA9A 9AA|GIR 0AA|BFPO 9999|BFPO 999|BFPO 99|BFPO 9:GB\n"
    "A999:SZ\n"
    "A9A 9A9:CA\n"
    "A9X XXXX:IE\n"
    "AA XX:BM\n"
    "AA99 9AA:GI\n"
    "AA9999:BN\n"
    "AAA 9999|AAA 99:MT\n"
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

// Calls visit(patterns, countries) for every line.
template <class Visit>
constexpr void visit_lines(Visit visit) {
  for (std::string_view rest = kLines; !rest.empty();) {
    const std::size_t colon = rest.find(':');
    const std::size_t end = rest.find('\n');
    visit(rest.substr(0, colon), rest.substr(colon + 1, end - colon - 1));
    rest.remove_prefix(end + 1);
  }
}

// The patterns of all lines, each followed by \n.
constexpr std::size_t kPatternBytes = [] {
  std::size_t bytes = 0;
  visit_lines([&](std::string_view patterns, std::string_view) { bytes += patterns.size() + 1; });
  return bytes;
}();

constexpr auto kPatterns = [] {
  std::array<char, kPatternBytes> text{};
  std::size_t used = 0;
  visit_lines([&](std::string_view patterns, std::string_view) {
    for (const char c : patterns) text[used++] = c;
    text[used++] = '\n';
  });
  return text;
}();

// The number of each country's line, from 1; 0 for a country without a pattern.
constexpr auto kLineOf = [] {
  CountryTable<std::uint8_t> line_of{};
  std::uint8_t line = 0;
  visit_lines([&](std::string_view, std::string_view countries) {
    ++line;
    for (; !countries.empty(); countries.remove_prefix(2)) line_of[find_country(countries.substr(0, 2))] = line;
  });
  return line_of;
}();
static_assert(kLineOf[kCountries] == 0, "a code in the lines is not a country's");

constexpr std::size_t kCharsBeforeMax = 16;

// Longer texts are not looked at.
constexpr std::size_t kTypedBytesMax = limits::kPostcodeTypedCharsMax * limits::kUtf8BytesPerChar;

// The country's patterns, separated by | and followed by \n; empty if it has none.
std::string_view patterns_of(std::string_view country) {
  std::size_t line = kLineOf[country_index(country)];
  if (line == 0) return {};
  const char* patterns = kPatterns.data();
  while (--line != 0) {
    while (*patterns++ != '\n') {
    }
  }
  const char* end = patterns;
  while (*end++ != '\n') {
  }
  return {patterns, static_cast<std::size_t>(end - patterns)};
}

constexpr bool is_between(char c) {
  return c == ' ' || c == '-';
}

// `typed` in the form of the first of `patterns` that it matches; empty if it matches none.
std::string fit(std::string_view patterns, std::string_view typed) {
  std::string out;
  std::string_view rest = typed;
  bool fits = true;
  for (const char place : patterns) {
    if (place == '|' || place == '\n') {
      if (fits && rest.empty()) return out;
      out.clear();
      rest = typed;
      fits = true;
      continue;
    }
    while (!rest.empty() && is_between(rest.front())) rest.remove_prefix(1);
    const char next = rest.empty() ? '\0' : rest.front();
    char written = place;
    if (is_ascii_lower(place)) {
      written = ascii_upper(place);
      if (next == written) rest.remove_prefix(1);
    } else if (!is_between(place)) {
      const bool digit = place == '9' || place == 'X';
      const bool letter = place == 'A' || place == 'X';
      fits = fits && ((digit && is_ascii_digit(next)) || (letter && is_ascii_upper(next)) || next == place);
      written = next;
      if (!rest.empty()) rest.remove_prefix(1);
    }
    out += written;
  }
  return {};
}

// Removes what people write before a number: the country's vehicle code ("D-10115"), the state's ("CA 90210"), or a word
// for postcode in any script ("PLZ 10115", "C.P. 06000"). Another country's code with a hyphen is an error: the reader
// chose the wrong country.
std::string_view without_word_before(std::string_view typed, std::string_view country) {
  const std::size_t digit = typed.find_first_of("0123456789");
  if (digit == std::string_view::npos || count_chars(typed.substr(0, digit)) > kCharsBeforeMax) return typed;
  const bool other_country =
      digit == 3 && typed[2] == '-' && typed.substr(0, 2) != country && is_country(typed.substr(0, 2));
  return other_country ? typed : typed.substr(digit);
}

}  // namespace

bool has_postcode_pattern(std::string_view country) {
  return kLineOf[country_index(country)] != 0;
}

Result<std::string> check_postcode(std::string_view text, std::string_view country) {
  const auto error = [](ErrorCode code) { return Error{code, Field::Postcode}; };
  const Result<std::string> input = typed_text(text, kTypedBytesMax, Field::Postcode);
  if (!input) return input.error();
  text = *input;

  // Capitals and ASCII digits, separated by single blanks or hyphens.
  std::string typed;
  char between = '\0';
  while (!text.empty()) {
    const char32_t code = ascii_upper(narrow_char(take_char(text)));
    const CharKind kind = char_kind(code);
    if (is_separator(code) || code == ':') {
      between = code == '-' ? '-' : ' ';
      continue;
    }
    if (kind != CharKind::Letter && kind != CharKind::Mark && kind != CharKind::Digit) {
      return error(ErrorCode::NotAPostcode);
    }
    if (between != '\0' && !typed.empty()) typed += between;
    between = '\0';
    append_utf8(typed, kind == CharKind::Digit ? static_cast<char32_t>('0' + digit_value(code)) : code);
  }

  const std::string_view patterns = patterns_of(country);
  if (!patterns.empty()) {
    std::string postcode = fit(patterns, typed);
    if (postcode.empty() && patterns.front() == '9') postcode = fit(patterns, without_word_before(typed, country));
    typed = std::move(postcode);
  }
  if (typed.empty()) return error(ErrorCode::NotAPostcode);
  if (count_chars(typed) > limits::kPostcodeCharsMax) return error(ErrorCode::TooLong);
  return typed;
}

}  // namespace undersigned
