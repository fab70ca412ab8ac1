// Countries by their ISO 3166-1 alpha-2 codes: all 249 that are officially assigned, and Kosovo by the code that
// everybody uses for it, XK. Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

inline constexpr std::size_t kCountries = 250;

// All of them one after the other, in alphabetical order.
inline constexpr std::string_view kCountryCodes =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR"
    "CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU"
    "IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ"
    "MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI"
    "SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";
static_assert(kCountryCodes.size() == 2 * kCountries);

// The code at `index`, below kCountries: what a select box goes through.
constexpr std::string_view country_at(std::size_t index) {
  return kCountryCodes.substr(2 * index, 2);
}

// The place of `code`, two capitals, in that order; kCountries where it is not an assigned code.
std::size_t country_index(std::string_view code);

inline bool is_country(std::string_view code) {
  return country_index(code) != kCountries;
}

// The code in upper case; lower case, blanks around it and full-width letters are forgiven, and so is "UK", which is
// reserved for the United Kingdom and widely typed: it becomes "GB".
// Errors, of Field::Country: Required, TooLong, BadEncoding, NotACountry.
Result<std::string> check_country(std::string_view text);

}  // namespace undersigned
