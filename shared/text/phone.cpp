#include "shared/text/phone.h"

#include <cstdint>
#include <iterator>

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/country_table.h"
#include "shared/text/plain_text.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// How countries write national numbers.
struct Plan {
  std::string_view trunks;  // what is dialled before a national number and is no part of it, with a blank between two
  std::uint8_t digits = 0;  // of a national number without the trunk; 0: it varies
};

struct PlanUsers {
  Plan plan;
  std::string_view codes;  // each country calling code with its countries
};

constexpr PlanUsers kPlanUsers[] = {
    {{"1", 10}, "1AIASAGBSBMBBCAKYDMDOGDGUJMKNLCMPMSPRSXTCTTUMUSVCVGVI"},
    {{"0", 0},
     "20EG211SS212EHMA213DZ218LY231LR232SL233GH234NG243CD249SD250RW251ET252SO254KE255TZ256UG260ZM261MG"
     "262RETFYT263ZW264NA265MW27ZA291ER31NL32BE353IE355AL358AXFI359BG373MD374AM377MC381RS382ME383XK385HR386SI"
     "387BA389MK40RO421SK423LI43AT44GBGGIMJE46SE49DE508PM51PE53CU54AR55BR58VE590BLGPMF591BO593EC594GF595PY"
     "596MQ598UY60MY62ID63PH64NZPN66TH686KI81JP82KR84VN850KP855KH856LA86CN880BD886TW90TR92PK93AF94LK95MM961LB"
     "962JO963SY964IQ966SA967YE970PS971AE972IL976MN977NP98IR994AZ995GE996KG"},
    {{"0", 9}, "33FR380UA41CH61AUCCCX"},
    {{"0", 10}, "57CO91IN"},
    {{"", 0},
     "224GN230MU239ST241GA245GW258MZ267BW290SH298FO299GL352LU354IS372EE376AD378SM39ITVA500FKGS507PA597SR"
     "599BQCW670TL672AQHMNF673BN674NR675PG676TO677SB678VU681WF682CK683NU685WS687NC688TV689PF690TK692MH975BT"},
    {{"", 7}, "220GM238CV246IO248SC269KM297AW501BZ592GY679FJ680PW691FM960MV"},
    {{"", 8},
     "216TN222MR223ML226BF227NE228TG229BJ235TD236CF253DJ257BI266LS268SZ350GI356MT357CY371LV45DK47BVNOSJ502GT"
     "503SV504HN505NI506CR509HT65SG852HK853MO965KW968OM973BH974QA"},
    {{"", 9}, "221SN237CM240GQ242CG244AO34ES351PT420CZ48PL56CL992TJ"},
    {{"", 10}, "225CI30GR"},
    {{"8", 10}, "7KZRU"},
    {{"0 8", 8}, "370LT"},
    {{"8", 8}, "993TM"},
    {{"80", 9}, "375BY"},
    {{"8", 9}, "998UZ"},
    {{"06", 0}, "36HU"},
    {{"01 1", 10}, "52MX"},
};

constexpr std::size_t kPlanCount = std::size(kPlanUsers);

constexpr auto kPlans = [] {
  std::array<Plan, kPlanCount> plans{};
  for (std::size_t i = 0; i < kPlanCount; ++i) {
    plans[i] = kPlanUsers[i].plan;
  }
  return plans;
}();

// A country's calling code, and in the low four bits its plan. 0: no country.
using Numbering = std::uint16_t;
static_assert(kPlanCount <= 16);

constexpr auto kNumberings = [] {
  // The last row is Kosovo's, which has a calling code but no ISO 3166-1 code.
  CountryTable<Numbering> table{};
  for (std::size_t plan = 0; plan < kPlanCount; ++plan) {
    unsigned code = 0;
    bool in_code = false;
    for (std::string_view rest = kPlanUsers[plan].codes; !rest.empty();) {
      if (is_ascii_digit(rest[0])) {
        code = (in_code ? code * 10 : 0) + static_cast<unsigned>(rest[0] - '0');
        in_code = true;
        rest.remove_prefix(1);
      } else {
        table[find_country(rest.substr(0, 2))] = static_cast<Numbering>(code << 4 | plan);
        in_code = false;
        rest.remove_prefix(2);
      }
    }
  }
  return table;
}();

// Where a number for abroad begins with something else than 00; NANP countries also dial 011.
constexpr struct {
  std::string_view prefix;
  std::string_view countries;
} kInternationalPrefixes[] = {{"0011", "AUCCCX"}, {"010", "JP"}, {"001", "HKIDKRSGTH"}};

constexpr unsigned kNorthAmerica = 1;
constexpr unsigned kBrazil = 55;

// What surrounds the number is trimmed before its characters are counted.
constexpr std::size_t kTypedBytesMax = 2 * limits::kPhoneCharsMax * limits::kUtf8BytesPerChar;

constexpr unsigned calling_code(Numbering numbering) {
  return numbering >> 4;
}

bool take(std::string_view& digits, std::string_view start) {
  const bool there = digits.substr(0, start.size()) == start;
  if (there) digits.remove_prefix(start.size());
  return there;
}

// Takes the calling code off `digits`: the row of a country that has it, or 0. No code is the beginning of another.
Numbering take_calling_code(std::string_view& digits) {
  unsigned code = 0;
  for (std::size_t i = 0; i < 3 && i < digits.size(); ++i) {
    code = code * 10 + static_cast<unsigned>(digits[i] - '0');
    for (const Numbering numbering : kNumberings) {
      if (code == 0 || calling_code(numbering) != code) continue;
      digits.remove_prefix(i + 1);
      return numbering;
    }
  }
  return 0;
}

// Takes the international prefix off, as it is dialled in `country`.
bool take_international_prefix(std::string_view& digits, std::string_view country, unsigned code) {
  if (code == kNorthAmerica && take(digits, "011")) return true;
  for (const auto& [prefix, countries] : kInternationalPrefixes) {
    for (std::string_view rest = countries; !rest.empty(); rest.remove_prefix(2)) {
      if (rest.substr(0, 2) == country && take(digits, prefix)) return true;
    }
  }
  return take(digits, "00");
}

// Takes the trunk prefix off, where what is left can be a whole number.
void take_trunk(std::string_view& digits, const Plan& plan) {
  for (std::string_view trunks = plan.trunks; !trunks.empty();) {
    const std::string_view trunk = trunks.substr(0, trunks.find(' '));
    trunks.remove_prefix(trunk.size() == trunks.size() ? trunk.size() : trunk.size() + 1);
    if (plan.digits != 0 && digits.size() != plan.digits + trunk.size()) continue;
    if (take(digits, trunk)) return;
  }
}

// "+", the calling code and `national`; empty where that is no number.
std::string number_of(Numbering numbering, std::string_view national) {
  const unsigned code = calling_code(numbering);
  const Plan& plan = kPlans[numbering & 15U];
  take_trunk(national, plan);
  if (plan.digits != 0 && national.size() != plan.digits) return {};
  // No area of the North American plan begins with 0 or 1, and no number with a 0 where that is dialled before it.
  const std::string_view not_first = code == kNorthAmerica ? "01" : plan.trunks.substr(0, 1) == "0" ? "0" : "";
  if (national.find_first_of(not_first) == 0) return {};
  std::string number = "+";
  for (const unsigned place : {100U, 10U, 1U}) {
    if (code >= place) number += static_cast<char>('0' + code / place % 10);
  }
  number += national;
  const std::size_t digits = number.size() - 1;
  const bool fits = digits >= limits::kPhoneDigitsMin && digits <= limits::kPhoneDigitsMax;
  return fits ? number : std::string{};
}

// The calling code was typed without a +: that makes a number too long for its country.
bool holds_own_code(std::string_view digits, Numbering numbering) {
  std::string_view national = digits;
  if (calling_code(take_calling_code(national)) != calling_code(numbering)) return false;
  const std::uint8_t exact = kPlans[numbering & 15U].digits;
  // Brazil's own numbers have up to eleven digits, other countries' fewer.
  const std::size_t at_least = calling_code(numbering) == kBrazil ? 12 : 11;
  return exact != 0 ? national.size() == exact : digits.size() >= at_least;
}

}  // namespace

Result<std::string> check_phone(std::string_view text, std::string_view country) {
  const auto error = [](ErrorCode code) { return Error{code, Field::Phone}; };
  const auto input = typed_text(text, kTypedBytesMax, Field::Phone);
  if (!input) return input.error();
  text = *input;
  constexpr std::string_view kScheme = "tel:";
  if (equals_ignoring_case(text.substr(0, kScheme.size()), kScheme)) text.remove_prefix(kScheme.size());
  if (count_chars(text) > limits::kPhoneCharsMax) return error(ErrorCode::TooLong);

  bool international = false;
  std::string typed;
  while (!text.empty()) {
    const char32_t code = narrow_char(take_char(text));
    const int digit = digit_value(code);
    if (digit >= 0) {
      typed += static_cast<char>('0' + digit);
    } else if (code == '+' && typed.empty() && !international) {
      international = true;
    } else if (!is_separator(code)) {
      return error(ErrorCode::NotAPhone);
    }
  }

  std::string_view digits = typed;
  Numbering numbering = is_country(country) ? kNumberings[country_index(country)] : Numbering{0};
  if (!international) international = take_international_prefix(digits, country, calling_code(numbering));
  if (international || holds_own_code(digits, numbering)) numbering = take_calling_code(digits);
  if (numbering == 0) return error(ErrorCode::NotAPhone);
  std::string number = number_of(numbering, digits);
  if (number.empty()) return error(ErrorCode::NotAPhone);
  return number;
}

}  // namespace undersigned
