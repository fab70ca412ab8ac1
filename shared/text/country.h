// Countries by ISO 3166-1 alpha-2 code: all 249 that are officially assigned, and XK, which is commonly used for
// Kosovo. Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

inline constexpr std::size_t kCountries = 250;

// All codes, one after the other, in alphabetical order.
inline constexpr std::string_view kCountryCodes =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR"
    "CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU"
    "IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ"
    "MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI"
    "SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";
static_assert(kCountryCodes.size() == 2 * kCountries);

// The code at `index`, which must be below kCountries; for select boxes.
constexpr std::string_view country_at(std::size_t index) {
  return kCountryCodes.substr(2 * index, 2);
}

// The index of `code` (two capitals); kCountries if it is not an assigned code.
std::size_t country_index(std::string_view code);

inline bool is_country(std::string_view code) {
  return country_index(code) != kCountries;
}

// The code in upper case. Tolerates lower case, surrounding blanks and full-width letters. "UK", which is reserved for
// the United Kingdom and often typed, becomes "GB".
// Errors on Field::Country: Required, TooLong, BadEncoding, NotACountry.
Result<std::string> check_country(std::string_view text);

}  // namespace undersigned
