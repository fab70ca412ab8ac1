#include "shared/text/phone.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/country_table.h"
#include "shared/text/plain_text.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// How national numbers of a calling code are written.
struct Plan {
  std::uint16_t lengths = 0;  // of personal numbers, as bits
  std::uint8_t trunks = 0;    // an offset into kTrunks
};

// Trunk prefixes: dialled before a national number but not part of it. Each is followed by a blank, and those of a plan
// by a |; ? is any digit, for example of a carrier.
constexpr std::string_view kTrunks = "|0 |1 |8 |06 |0 8 |0 80 |80 8 0 |0 0? |0 0?? |0 01? |01 1 044 045 |? |";

struct PlanUsers {
  std::string_view trunks;
  std::initializer_list<int> lengths;
  std::string_view codes;  // each country calling code with its countries, or a blank if no country has it
};

constexpr PlanUsers kPlanUsers[] = {
    {"",
     {8},
     "45DK47BVNOSJ65SG216TN222MR223ML226BF227NE228TG235TD236CF253DJ257BI266LS268SZ350GI356MT357CY371LV502GT"
     "503SV504HN505NI506CR509HT689PF852HK853MO965KW968OM973BH974QA"},
    {"0 ",
     {9},
     "27ZA31NL33FR40RO41CH61AUCCCX93AF94LK211SS212EHMA218LY233GH249SD251ET255TZ256UG260ZM261MG262RETFYT"
     "421SK590BLGPMF594GF596MQ966SA"},
    {"0 ", {8, 9}, "32BE51PE66TH213DZ250RW264NA355AL377MC383XK385HR387BA593EC855KH886TW962JO963SY970PS971AE972IL"},
    {"", {7}, "238CV239ST246IO248SC269KM297AW501BZ592GY673BN674NR679FJ680PW691FM960MV"},
    {"", {9}, "34ES48PL56CL221SN237CM240GQ242CG244AO245GW351PT420CZ"},
    {"", {7, 8}, "230MU267BW372EE507PA599BQCW670TL675PG975BT"},
    {"0 ", {8, 9, 10}, "20EG60MY63PH64NZPN82KR856LA964IQ976MN"},
    {"0 ", {8}, "232SL382ME386SI389MK598UY"},
    {"0 ", {7, 8, 9}, "46SE231LR254KE595PY967YE"},
    {"0 ", {10}, "58VE90TR91IN98IR234NG"},
    {"", {6}, "298FO299GL672AQHMNF681WF687NC"},
    {"0 ", {9, 10}, "44GBGGIMJE81JP84VN92PK"},
    {"0 80 ", {9}, "380UA994AZ995GE996KG"},
    {"0 80 ", {8}, "373MD374AM"},
    {"? ", {8}, "241GA"},
    {"", {10}, "30GR225CI"},
    {"", {8, 10}, "229BJ378SM"},
    {"0 ", {7, 8, 9, 10}, "243CD353IE381RS"},
    {"", {5, 7}, "676TO677SB678VU"},
    {"0 ", {6, 7, 8, 9, 10, 11, 12, 13}, "43AT49DE"},
    {"0 ", {7, 8}, "53CU961LB"},
    {"0 ", {10, 11}, "54AR86CN"},
    {"0 ", {6, 7, 8, 9, 10}, "95MM880BD"},
    {"", {7, 9}, "220GM354IS"},
    {"", {8, 9}, "224GN258MZ"},
    {"0 ", {6, 7, 8, 9}, "252SO359BG"},
    {"0 ", {7, 9}, "263ZW265MW423LI"},
    {"", {5}, "500FKGS682CK"},
    {"0 ", {8, 10}, "850KP977NP"},
    {"8 ", {9}, "992TJ998UZ"},
    {"1 ", {10}, "1AGAIASBBBMBSCADMDOGDGUJMKNKYLCMPMSPRSXTCTTUMUSVCVGVI"},
    {"8 ", {10}, "7KZRU"},
    {"06 ", {8, 9}, "36HU"},
    {"", {6, 7, 8, 9, 10, 11}, "39ITVA"},
    {"01 1 044 045 ", {10}, "52MX"},
    {"0 0?? ", {10, 11}, "55BR"},
    {"0 0? ", {10}, "57CO"},
    {"0 ", {7, 8, 9, 10, 11, 12}, "62ID"},
    {"", {4, 5}, "290SH"},
    {"0 ", {7}, "291ER"},
    {"", {5, 6, 7, 8, 9, 10, 11}, "352LU"},
    {"0 ", {5, 6, 7, 8, 9, 10}, "358AXFI"},
    {"0 8 ", {8}, "370LT"},
    {"80 8 0 ", {9}, "375BY"},
    {"", {6, 9}, "376AD"},
    {"0 ", {6, 9}, "508PM"},
    {"0 01? ", {8}, "591BO"},
    {"", {6, 7}, "597SR"},
    {"", {4, 7}, "683NU"},
    {"", {5, 6, 7, 10}, "685WS"},
    {"0 ", {5, 8}, "686KI"},
    {"", {5, 6, 7}, "688TV"},
    {"", {4, 5, 6, 7}, "690TK"},
    {"1 ", {7}, "692MH"},
    {"8 ", {8}, "993TM"},
    // Ascension, international toll-free and shared cost, satellites, networks without a country, the United Nations,
    // premium rate.
    {"", {5, 6, 7, 8, 9, 10, 11, 12}, "247 800 808 870 878 881 882 883 888 979 "},
};

constexpr std::size_t kPlanCount = std::size(kPlanUsers);
constexpr std::size_t kCodesOfNoCountry = 10;

constexpr std::string_view trunks_at(std::size_t place) {
  return kTrunks.substr(place, kTrunks.find('|', place) - place);
}

constexpr auto kPlans = [] {
  std::array<Plan, kPlanCount> plans{};
  for (std::size_t i = 0; i < kPlanCount; ++i) {
    for (const int length : kPlanUsers[i].lengths) plans[i].lengths |= static_cast<std::uint16_t>(1U << length);
    while (trunks_at(plans[i].trunks) != kPlanUsers[i].trunks) ++plans[i].trunks;
  }
  return plans;
}();

// A calling code, with its plan in the low six bits. 0: none.
using Numbering = std::uint16_t;
static_assert(kPlanCount <= 64);

// A row for each country, one for unknown ones, and one for each calling code without a country.
constexpr auto kNumberings = [] {
  std::array<Numbering, kCountries + 1 + kCodesOfNoCountry> table{};
  std::size_t of_no_country = kCountries;
  for (std::size_t plan = 0; plan < kPlanCount; ++plan) {
    unsigned code = 0;
    bool in_code = false;
    for (std::string_view rest = kPlanUsers[plan].codes; !rest.empty();) {
      const bool digit = is_ascii_digit(rest[0]);
      const bool blank = rest[0] == ' ';
      if (digit) {
        code = (in_code ? code * 10 : 0) + static_cast<unsigned>(rest[0] - '0');
      } else {
        const std::size_t row = blank ? ++of_no_country : find_country(rest.substr(0, 2));
        table[row] = static_cast<Numbering>(code << 6 | plan);
      }
      in_code = digit;
      rest.remove_prefix(digit || blank ? 1 : 2);
    }
  }
  return table;
}();
static_assert(kNumberings[kCountries] == 0 && kNumberings.back() != 0);

// International prefixes with the countries that use them. The first one that leaves a valid number is used. 00 is
// understood everywhere, and 011 in all of North America.
constexpr std::string_view kInternationalPrefixes =
    "0011AUCCCX010JP001GYHKIDKHKRMNSGTH002KRTW009NG000KETZUG119CU810BYKZRUTJTMUZ990AXFI011MHPW00";

constexpr unsigned kNorthAmerica = 1;
constexpr unsigned kItaly = 39;
constexpr unsigned kArgentina = 54;
constexpr unsigned kAustralia = 61;
constexpr unsigned kBenin = 229;
constexpr std::size_t kItalianMobileDigits = 10;
constexpr std::size_t kArgentineMobileDigits = 12;  // with area code and 15
constexpr std::size_t kArgentineAreaMax = 4;
constexpr std::size_t kFormerBeninDigits = 8;

// Toll-free and shared-cost numbers, which targets of calls have, differ in length from personal ones.
constexpr std::size_t kServiceDigitsMin = 6;
constexpr std::size_t kNationalDigitsMax = 13;
constexpr std::size_t kShortDigits = 6;
constexpr std::size_t kServiceStartDigits = 3;
constexpr std::string_view kServiceStarts = "800 801 180 130 170 080 166 880 980 ";

// "800" to "44800", and a whole number that begins so: longer than "1800 CALL".
constexpr std::size_t kTollFreeDigitsMax = 5;
constexpr std::size_t kSpelledDigitsMin = 10;

constexpr std::size_t kExtensionDigitsMax = 6;
constexpr std::u32string_view kExtensionSigns = U",;:#=*";

// Invisible characters are removed before counting.
constexpr std::size_t kTypedBytesMax = limits::kPhoneTypedCharsMax * limits::kUtf8BytesPerChar;

constexpr unsigned calling_code(Numbering numbering) {
  return numbering >> 6;
}

constexpr const Plan& plan_of(Numbering numbering) {
  return kPlans[numbering & 63U];
}

// Removes the prefix `start`, in which ? is any digit.
bool take(std::string_view& digits, std::string_view start) {
  if (digits.size() < start.size()) return false;
  for (std::size_t i = 0; i < start.size(); ++i) {
    if (start[i] != '?' && start[i] != digits[i]) return false;
  }
  digits.remove_prefix(start.size());
  return true;
}

// Removes the calling code from `digits` and returns the row of one of its countries, or 0. No code is the prefix of
// another.
Numbering take_calling_code(std::string_view& digits) {
  unsigned code = 0;
  for (std::size_t i = 0; i < 3 && i < digits.size(); ++i) {
    code = code * 10 + static_cast<unsigned>(digits[i] - '0');
    if (code == 0) break;
    for (const Numbering numbering : kNumberings) {
      if (calling_code(numbering) != code) continue;
      digits.remove_prefix(i + 1);
      return numbering;
    }
  }
  return 0;
}

// The kind of number, by its length.
enum class Owner : std::uint8_t { Nobody, Service, Person };

Owner owner_of(Numbering numbering, std::string_view national) {
  const std::size_t size = national.size();
  // Helplines of Europe, such as 116117, cannot be called from abroad.
  const bool helpline = size == kShortDigits && national.substr(0, 3) == "116";
  if (size > kNationalDigitsMax || helpline) return Owner::Nobody;
  if ((plan_of(numbering).lengths >> size & 1U) != 0) return Owner::Person;
  const bool service = calling_code(numbering) != kNorthAmerica && size >= kServiceDigitsMin &&
                       kServiceStarts.find(national.substr(0, kServiceStartDigits)) != std::string_view::npos;
  const bool australian =
      calling_code(numbering) == kAustralia && size == kShortDigits && national.substr(0, 2) == "13";
  return service || australian ? Owner::Service : Owner::Nobody;
}

// Removes the trunk prefix, if a valid number remains.
void take_trunk(std::string_view& digits, Numbering numbering) {
  for (std::string_view trunks = trunks_at(plan_of(numbering).trunks); !trunks.empty();) {
    const std::string_view trunk = trunks.substr(0, trunks.find(' '));
    trunks.remove_prefix(trunk.size() + 1);
    std::string_view rest = digits;
    if (!take(rest, trunk) || rest.empty() || rest[0] == '0') continue;
    // A Russian toll-free number such as 8081234567 does not begin with the trunk prefix 8.
    const Owner owner = owner_of(numbering, rest);
    if (owner == Owner::Nobody || (owner == Owner::Service && trunk[0] != '0')) continue;
    digits = rest;
    return;
  }
}

// Within Argentina, mobile numbers have 15 after the area code of two to four digits. Removes both and returns the area
// code; empty for any other number.
std::string_view take_area_of_mobile(std::string_view& digits) {
  std::string_view rest = digits;
  take(rest, "0");
  if (rest.size() != kArgentineMobileDigits) return {};
  std::size_t area = 2;
  while (area < kArgentineAreaMax && (rest.substr(area, 2) != "15" || (area == 2 && rest[0] != '1'))) ++area;
  digits = rest.substr(area);
  return take(digits, "15") ? rest.substr(0, area) : (digits = rest, std::string_view{});
}

// Writes "+" and all digits of a number as dialled within the country, with or without its trunk prefix. Returns its
// kind; do not use the result for Owner::Nobody.
Owner write_number(std::string& out, Numbering numbering, std::string_view national) {
  const unsigned code = calling_code(numbering);
  out = '+';
  for (unsigned place = 100; place != 0; place /= 10) {
    if (code >= place) out += static_cast<char>('0' + code / place % 10);
  }
  const std::string_view area = code == kArgentina ? take_area_of_mobile(national) : std::string_view{};
  Owner owner = Owner::Person;
  if (!area.empty()) {
    out += '9';
    out += area;
  } else {
    take_trunk(national, numbering);
    owner = owner_of(numbering, national);
    // Area codes of North America do not begin with 0 or 1, those of Argentina not with 15, and no number begins with a
    // 0 that is its trunk prefix.
    if (code == kNorthAmerica && national[0] < '2') owner = Owner::Nobody;
    if (national[0] == '0' && kTrunks[plan_of(numbering).trunks] == '0') owner = Owner::Nobody;
    if (code == kArgentina && national.substr(0, 2) == "15") owner = Owner::Nobody;
    // Since 30 November 2024, Benin has these before its former eight digits, except for some services.
    if (code == kBenin && national.size() == kFormerBeninDigits && national[0] != '8') out += "01";
  }
  out += national;
  const std::size_t size = out.size() - 1;
  return size >= limits::kPhoneDigitsMin && size <= limits::kPhoneDigitsMax ? owner : Owner::Nobody;
}

// After a + or an international prefix.
Owner write_from_abroad(std::string& out, std::string_view digits) {
  const Numbering numbering = take_calling_code(digits);
  return numbering == 0 || digits.empty() ? Owner::Nobody : write_number(out, numbering, digits);
}

// Whether `digits` begin with an international prefix of `country`.
bool write_dialled(std::string& out, std::string_view digits, std::string_view country, unsigned code) {
  for (std::string_view rest = kInternationalPrefixes; !rest.empty();) {
    std::size_t size = 0;
    while (size < rest.size() && is_ascii_digit(rest[size])) ++size;
    const std::string_view prefix = rest.substr(0, size);
    rest.remove_prefix(size);
    bool dialled = rest.empty() || (code == kNorthAmerica && prefix == "011");
    while (!rest.empty() && !is_ascii_digit(rest[0])) {
      dialled = dialled || rest.substr(0, 2) == country;
      rest.remove_prefix(2);
    }
    std::string_view abroad = digits;
    if (dialled && take(abroad, prefix) && write_from_abroad(out, abroad) != Owner::Nobody) return true;
  }
  return false;
}

Owner write_within(std::string& out, std::string_view country, std::string_view digits) {
  const Numbering own = is_country(country) ? kNumberings[country_index(country)] : Numbering{0};
  const unsigned code = calling_code(own);
  if (write_dialled(out, digits, country, code)) return Owner::Person;
  if (own == 0 || digits.substr(0, 2) == "00") return Owner::Nobody;
  // The calling code was typed without +. Few numbers begin with their country's own code; Italian mobiles do, while
  // Italian landlines begin with 0.
  std::string_view rest = digits;
  if (calling_code(take_calling_code(rest)) == code && !rest.empty()) {
    const bool mobile = code == kItaly && digits.size() <= kItalianMobileDigits && rest[0] != '0';
    if (!mobile && write_number(out, own, rest) == Owner::Person) return Owner::Person;
  }
  return write_number(out, own, digits);
}

// An extension after a number: "x12", "ext. 12", ";ext=12", ",,12#", "доб. 12" or a lone ",". It is dialled after the
// call is answered and is not part of the number. Any other letter directly after the digits was meant as a digit.
bool is_extension(std::string_view text, bool apart) {
  std::size_t digits = 0;
  for (bool first = true; !text.empty(); first = false) {
    const char32_t code = narrow_char(take_char(text));
    const CharKind kind = char_kind(code);
    if (kind == CharKind::Digit) {
      ++digits;
    } else if (kind == CharKind::Letter || kind == CharKind::Mark) {
      const bool glued = first && !apart && (code | 0x20U) != 'x' && (code | 0x20U) != 'e';
      if (digits != 0 || glued || text.empty()) return false;
    } else if (!is_separator(code) && kExtensionSigns.find(code) == std::u32string_view::npos) {
      return false;
    }
  }
  return digits <= kExtensionDigitsMax;
}

// Whether letters may follow that stand for digits: "1 (800) FLOWERS", "0800 FLOWERS".
bool is_toll_free(std::string_view digits) {
  constexpr std::size_t kLast = 3;
  return digits.size() >= kLast && digits.size() <= kTollFreeDigitsMax && digits[digits.size() - kLast] == '8';
}

// The digit on a phone's key with this capital: 7 has PQRS, 9 has WXYZ, the others three.
char key_of(char32_t letter) {
  const char32_t place = letter - 'A';
  return static_cast<char>('2' + (place - (letter == 'Z') - (place >= 'S' - 'A')) / 3);
}

// What Brazilians write for the two digits of a carrier: "(0xx11)", "+55 (0**11)".
bool is_any_carrier(char32_t code, std::string_view digits, std::string_view country) {
  return (code == '*' || code == 'X') && (digits == "550" || (digits == "0" && country == "BR"));
}

// "Mob.: ", "\u96FB\u8A71", a telephone's picture. Other ASCII characters are no label: "*67" is dialled.
bool is_label(char32_t code) {
  return code >= 0x80 || code == ':' || is_ascii_letter(code);
}

}  // namespace

Result<std::string> check_phone(std::string_view text, std::string_view country) {
  const auto error = [](ErrorCode code) { return Error{code, Field::Phone}; };
  const Result<std::string> input = typed_text(text, kTypedBytesMax, Field::Phone);
  if (!input) return input.error();
  text = *input;
  if (count_chars(text) > limits::kPhoneCharsMax) return error(ErrorCode::TooLong);

  bool international = false;
  bool spelled = false;
  char32_t before = ' ';
  std::string digits;
  for (char32_t code = 0; !text.empty(); before = code) {
    const std::string_view here = text;
    code = ascii_upper(narrow_char(take_char(text)));
    const int digit = digit_value(code);
    if (digit >= 0) {
      // The letter O directly before the number was meant as its 0.
      if (spelled || (before == 'O' && digits.empty())) return error(ErrorCode::NotAPhone);
      digits += static_cast<char>('0' + digit);
    } else if (is_ascii_letter(code) && (spelled || is_toll_free(digits))) {
      digits += key_of(code);
      spelled = true;
    } else if (digits.empty() && (code == '+' || is_label(code))) {
      international = international || code == '+';
    } else if (!is_separator(code) && !is_any_carrier(code, digits, country)) {
      const bool apart = digit_value(before) < 0;
      if (digits.size() < limits::kPhoneDigitsMin || !is_extension(here, apart)) return error(ErrorCode::NotAPhone);
      break;
    }
  }
  if (digits.size() < (spelled ? kSpelledDigitsMin : 1)) return error(ErrorCode::NotAPhone);
  std::string number;
  // No calling code begins with 0: "+0049 30 123456", "+030 123456".
  const bool abroad = international && digits[0] != '0';
  const Owner owner = abroad ? write_from_abroad(number, digits) : write_within(number, country, digits);
  if (owner == Owner::Nobody) return error(ErrorCode::NotAPhone);
  return number;
}

}  // namespace undersigned
