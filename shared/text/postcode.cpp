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

// Patterns separated by |, a colon, and the countries that use them. 9 is a digit, A a letter, X either; C is a
// letter and # either, but neither O nor I. A lower-case letter stands for its capital and may be omitted when typing.
// Blanks and hyphens are inserted. Other characters stand for themselves.
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
    "C999:SZ\n"
    "C9C 9C9:CA\n"
    "A9# ####:IE\n"
    "CC XX:BM\n"
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

bool suits(char place, char typed) {
  const bool either = place == 'X' || place == '#';
  if ((place == '#' || place == 'C') && (typed == 'O' || typed == 'I')) return false;
  if (is_ascii_digit(typed) && (place == '9' || either)) return true;
  return (is_ascii_upper(typed) && (place == 'A' || place == 'C' || either)) || typed == place;
}

char look_alike(char typed) {
  constexpr std::string_view kPairs = "O0OI1I";
  const std::size_t at = kPairs.find(typed);
  return at == std::string_view::npos ? typed : kPairs[at + 1];
}

enum class LookAlikes : bool { Differ, Same };

// Whether a postcode may end before `rest`: at the end, before a word, or before scripts that have no blanks.
bool ends_before(std::string_view rest) {
  if (rest.empty() || static_cast<signed char>(rest[0]) < 0) return true;
  return is_between(rest[0]) && !is_ascii_digit(rest[1]);
}

// The beginning of `typed` in the form of that of `patterns` that it matches; removes it from `typed`. O and I may be
// typed for 0 and 1, and the reverse, if LookAlikes::Same. Empty if it matches none, or several that differ.
std::string fit(std::string_view patterns, std::string_view& typed, LookAlikes look_alikes) {
  std::string found;
  std::string_view after;
  std::string out;
  std::string_view rest = typed;
  bool fits = true;
  for (const char place : patterns) {
    if (place == '|' || place == '\n') {
      if (fits && ends_before(rest)) {
        if (!found.empty() && found != out) return {};
        found = std::move(out);
        after = rest;
      }
      out.clear();
      rest = typed;
      fits = true;
      continue;
    }
    while (!rest.empty() && is_between(rest.front())) rest.remove_prefix(1);
    char next = rest.empty() ? '\0' : rest.front();
    if (is_ascii_lower(place)) {
      if (next == ascii_upper(place)) rest.remove_prefix(1);
      next = ascii_upper(place);
    } else if (is_between(place)) {
      next = place;
    } else {
      if (look_alikes == LookAlikes::Same && !suits(place, next)) next = look_alike(next);
      fits = fits && suits(place, next);
      if (!rest.empty()) rest.remove_prefix(1);
    }
    out += next;
  }
  if (!found.empty()) typed = after;
  return found;
}

// O and I are only taken for digits, or digits for them, beside characters that are clear. A lone I is Italy's code.
std::string fit_loosely(std::string_view patterns, std::string_view& typed) {
  const std::string_view all = typed;
  std::string fitted = fit(patterns, typed, LookAlikes::Differ);
  if (!fitted.empty()) return fitted;
  fitted = fit(patterns, typed, LookAlikes::Same);
  bool digit = false;
  bool letter = false;
  for (const char c : all.substr(0, all.size() - typed.size())) {
    if (is_ascii_digit(c)) digit = true;
    if (is_ascii_upper(c)) letter = true;
  }
  if (!digit || !letter || is_between(all[1])) fitted.clear();
  return fitted;
}

// The postcode among words: the country's vehicle code ("D-10115"), the state's ("CA 90210"), a word for postcode in any
// script ("PLZ 10115", "C.P. 06000"), a place ("10115 Berlin", "75001 CEDEX 01"), a country ("M1 1AE, UK"). Another
// country's code with a hyphen is an error: the reader chose the wrong country. So are several postcodes, and digits
// before one that has no letters.
std::string find_postcode(std::string_view patterns, std::string_view typed, std::string_view country) {
  const std::string_view code = typed.substr(0, 2);
  const bool coded = typed.size() > 2 && typed[2] == '-' && is_country(code) && code != country;
  const std::size_t size = typed.size();
  std::string found;
  bool numbered = false;
  char before = ' ';
  while (!typed.empty()) {
    const bool digit = is_ascii_digit(typed[0]);
    std::string_view rest = typed;
    std::string fitted;
    if (is_between(before) || (digit && !is_ascii_digit(before))) fitted = fit_loosely(patterns, rest);
    if (fitted.empty()) {
      numbered = numbered || (digit && patterns.front() == '9');
      rest = typed.substr(1);
    } else {
      // "De Bilt" and "St. Annaparochie" are places: "3731 De Bilt" is no whole postcode.
      const bool place =
          !rest.empty() &&
          std::string_view(" DE ST").find(std::string_view(fitted).substr(fitted.size() - 3)) != std::string_view::npos;
      const bool unclear = !found.empty() && found != fitted;
      if (numbered || place || unclear || (coded && typed.size() == size - 3)) return {};
      found = std::move(fitted);
    }
    before = rest.data()[-1];
    typed = rest;
  }
  return found;
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
  constexpr std::string_view kCareOf = "/o";
  std::string typed;
  char between = '\0';
  while (!text.empty()) {
    const char32_t code = ascii_upper(narrow_char(take_char(text)));
    const CharKind kind = char_kind(code);
    // "BFPO c/o 57" is how forces' post was addressed.
    if (code == 'C' && equals_ignoring_case(text.substr(0, kCareOf.size()), kCareOf)) {
      text.remove_prefix(kCareOf.size());
      continue;
    }
    if (is_separator(code) || code == ':' || code == ',') {
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
  if (!patterns.empty()) typed = find_postcode(patterns, typed, country);
  if (typed.empty()) return error(ErrorCode::NotAPostcode);
  if (count_chars(typed) > limits::kPostcodeCharsMax) return error(ErrorCode::TooLong);
  return typed;
}

}  // namespace undersigned
