#include "shared/text/country.h"

#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

constexpr std::string_view kCodes =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR"
    "CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU"
    "IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ"
    "MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI"
    "SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";
static_assert(kCodes.size() == 2 * kCountries);

// No code is longer with what is forgiven around it.
constexpr std::size_t kTypedBytesMax = 64;

}  // namespace

std::string_view country_at(std::size_t index) {
  return kCodes.substr(2 * index, 2);
}

bool is_country(std::string_view code) {
  return has_country(kCodes, code);
}

bool has_country(std::string_view codes, std::string_view code) {
  for (; codes.size() >= 2; codes.remove_prefix(2)) {
    if (codes.substr(0, 2) == code) return true;
  }
  return false;
}

Result<std::string> check_country(std::string_view text) {
  if (text.size() > kTypedBytesMax) return Error{ErrorCode::NotACountry, Field::Country};
  text = trim(text);
  if (text.empty()) return Error{ErrorCode::Required, Field::Country};
  std::string code;
  while (!text.empty()) append_utf8(code, ascii_upper(narrow_char(take_char(text))));
  if (code == "UK") code = "GB";
  if (!is_country(code)) return Error{ErrorCode::NotACountry, Field::Country};
  return code;
}

}  // namespace undersigned
