#include "shared/text/phone.h"

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/country.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// Countries that write national numbers in one way. A country can be in two, while an old way is still in use.
struct Plan {
  std::string_view trunk;       // dialled before a national number, and no part of it
  std::size_t national_digits;  // how many there are without the trunk; 0: it varies
  std::string_view codes;       // each country calling code with its countries
};

constexpr Plan kPlans[] = {
    {"1", 10, "1AIASAGBSBMBBCAKYDMDOGDGUJMKNLCMPMSPRSXTCTTUMUSVCVGVI"},
    {"0", 0,
     "20EG211SS212EHMA213DZ218LY231LR232SL233GH234NG243CD249SD250RW251ET252SO254KE255TZ256UG260ZM261MG"
     "262RETFYT263ZW264NA265MW27ZA291ER31NL32BE353IE355AL358AXFI359BG373MD374AM377MC381RS382ME383XK385HR386SI"
     "387BA389MK40RO421SK423LI43AT44GBGGIMJE46SE49DE508PM51PE53CU54AR55BR58VE590BLGPMF591BO593EC594GF595PY"
     "596MQ598UY60MY62ID63PH64NZPN66TH686KI81JP82KR84VN850KP855KH856LA86CN880BD886TW90TR92PK93AF94LK95MM961LB"
     "962JO963SY964IQ966SA967YE970PS971AE972IL976MN977NP98IR994AZ995GE996KG"},
    {"0", 9, "33FR380UA41CH61AUCCCX"},
    {"0", 10, "57CO91IN"},
    {"", 0,
     "224GN230MU239ST241GA245GW258MZ267BW290SH298FO299GL352LU354IS372EE376AD378SM39ITVA500FKGS507PA597SR"
     "599BQCW670TL672AQHMNF673BN674NR675PG676TO677SB678VU681WF682CK683NU685WS687NC688TV689PF690TK692MH975BT"},
    {"", 7, "220GM238CV246IO248SC269KM297AW501BZ592GY679FJ680PW691FM960MV"},
    {"", 8,
     "216TN222MR223ML226BF227NE228TG229BJ235TD236CF253DJ257BI266LS268SZ350GI356MT357CY371LV45DK47BVNOSJ502GT"
     "503SV504HN505NI506CR509HT65SG852HK853MO965KW968OM973BH974QA"},
    {"", 9, "221SN237CM240GQ242CG244AO34ES351PT420CZ48PL56CL992TJ"},
    {"", 10, "225CI30GR"},
    {"8", 10, "7KZRU"},
    {"0", 8, "370LT"},
    {"8", 8, "370LT993TM"},
    {"80", 9, "375BY"},
    {"8", 9, "998UZ"},
    {"06", 0, "36HU"},
    {"01", 10, "52MX"},
    {"1", 10, "52MX"},
};

// Where a number for abroad begins with something else than 00.
constexpr struct {
  std::string_view prefix;
  std::string_view countries;
} kInternationalPrefixes[] = {
    {"011", kPlans[0].codes.substr(1)}, {"0011", "AUCCCX"}, {"010", "JP"}, {"001", "HKIDKRSGTH"}};

enum class Dialled : bool { Nationally, Internationally };

struct Entry {
  std::string_view code;
  std::string_view countries;
};

Entry take_entry(std::string_view& codes) {
  std::size_t digits = 0;
  while (is_ascii_digit(codes[digits])) ++digits;
  std::size_t end = digits;
  while (end < codes.size() && !is_ascii_digit(codes[end])) ++end;
  const Entry entry{codes.substr(0, digits), codes.substr(digits, end - digits)};
  codes.remove_prefix(end);
  return entry;
}

bool begins_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// The normal form of `national` under that plan and calling code; empty where it does not fit.
std::string fit(const Plan& plan, std::string_view code, std::string_view national) {
  const std::size_t exact = plan.national_digits;
  const auto drop = [&](std::string_view start, bool when) {
    if (when && begins_with(national, start)) national.remove_prefix(start.size());
  };
  // A calling code typed without the + makes a number too long for its country. Brazil's own have eleven digits.
  const std::size_t with_code = exact != 0 ? exact + code.size() : code == "55" ? 12 : 11;
  drop(code, exact != 0 ? national.size() == with_code : national.size() >= with_code);
  drop(plan.trunk, exact == 0 || national.size() == exact + plan.trunk.size());
  if (exact != 0 && national.size() != exact) return {};
  // No area of the North American plan begins with 0 or 1.
  if (code == "1" && national[0] < '2') return {};
  const std::size_t digits = code.size() + national.size();
  if (digits < limits::kPhoneDigitsMin || digits > limits::kPhoneDigitsMax) return {};
  std::string number = "+";
  number += code;
  number += national;
  return number;
}

// Takes the international prefix off, as it is dialled in `country`.
bool take_international_prefix(std::string_view& digits, std::string_view country) {
  std::string_view prefix = "00";
  for (const auto& [other, countries] : kInternationalPrefixes) {
    if (has_country(countries, country) && begins_with(digits, other)) prefix = other;
  }
  if (!begins_with(digits, prefix)) return false;
  digits.remove_prefix(prefix.size());
  return true;
}

std::string find_number(std::string_view digits, std::string_view country, Dialled dialled) {
  for (const Plan& plan : kPlans) {
    for (std::string_view codes = plan.codes; !codes.empty();) {
      const auto [code, countries] = take_entry(codes);
      std::string_view national = digits;
      if (dialled == Dialled::Internationally) {
        if (!begins_with(digits, code)) continue;
        national.remove_prefix(code.size());
      } else if (!has_country(countries, country)) {
        continue;
      }
      std::string number = fit(plan, code, national);
      if (!number.empty()) return number;
    }
  }
  return {};
}

constexpr Error error(ErrorCode code) {
  return Error{code, Field::Phone};
}

}  // namespace

Result<std::string> check_phone(std::string_view text, std::string_view country) {
  if (!is_utf8(text)) return error(ErrorCode::BadEncoding);
  text = trim(text);
  constexpr std::string_view kScheme = "tel:";
  if (equals_ignoring_case(text.substr(0, kScheme.size()), kScheme)) text.remove_prefix(kScheme.size());
  if (text.empty()) return error(ErrorCode::Required);
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
  if (!international) international = take_international_prefix(digits, country);
  std::string number = find_number(digits, country, international ? Dialled::Internationally : Dialled::Nationally);
  if (number.empty()) return error(ErrorCode::NotAPhone);
  return number;
}

}  // namespace undersigned
