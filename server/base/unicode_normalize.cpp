#include "server/base/unicode_normalize.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>

#include "shared/text/utf8.h"

namespace undersigned::base {
namespace {

struct FreeDeleter {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

std::string map_text(std::string_view text, int options) {
  utf8proc_uint8_t* bytes = nullptr;
  const auto* input = static_cast<const utf8proc_uint8_t*>(static_cast<const void*>(text.data()));
  const utf8proc_ssize_t size =
      utf8proc_map(input, static_cast<utf8proc_ssize_t>(text.size()), &bytes, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, FreeDeleter> owner(bytes);
  if (size < 0) return std::string(text);
  return std::string(bytes, bytes + size);
}

// Of Latin, Greek and Cyrillic letters.
bool is_combining(char32_t code) {
  return code >= 0x300 && code < 0x370;
}

// Combining marks that people often leave out of a name.
bool is_accent(char32_t code) {
  const bool hebrew = code >= 0x591 && code < 0x5C8 && code != 0x5BE && code != 0x5C0 && code != 0x5C3 && code != 0x5C6;
  const bool arabic = (code >= 0x64B && code < 0x653) || code == 0x670;
  return is_combining(code) || hebrew || arabic;
}

// Letters with a stroke or the like, which Unicode does not decompose.
struct PlainLetter {
  char32_t letter;
  std::string_view plain;
};
constexpr PlainLetter kPlainLetters[] = {{0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"}, {0x111, "d"},
                                         {0x127, "h"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}};

constexpr char32_t kGrave = 0x300;
constexpr char32_t kAcute = 0x301;
constexpr char32_t kCircumflex = 0x302;
constexpr char32_t kTilde = 0x303;
constexpr char32_t kBreve = 0x306;
constexpr char32_t kDiaeresis = 0x308;
constexpr char32_t kHookAbove = 0x309;
constexpr char32_t kHorn = 0x31B;
constexpr char32_t kDotBelow = 0x323;

// See the header. `decomposed`: NFD, in lower case.
bool looks_vietnamese(std::string_view decomposed) {
  char32_t base = 0;
  bool shaped = false;  // circumflex or breve over the base
  bool toned = false;   // grave, acute or tilde over the base
  while (!decomposed.empty()) {
    const char32_t code = take_char(decomposed);
    if (code == 0x111 || code == kHorn || code == kHookAbove || code == kDotBelow) return true;
    if (!is_combining(code)) {
      base = code;
      shaped = toned = false;
      continue;
    }
    shaped = shaped || code == kCircumflex || code == kBreve;
    toned = toned || code == kGrave || code == kAcute || code == kTilde;
    const bool latin = base < 0x250;
    if (latin && shaped && toned) return true;
    if (code == kTilde && (base == 'e' || base == 'i' || base == 'u' || base == 'y')) return true;
  }
  return false;
}

// Whether the mark makes another letter of this Cyrillic one: й, but not ё, nor a vowel with a stress mark.
bool makes_cyrillic_letter(char32_t base, char32_t mark) {
  if (base < 0x400 || base >= 0x530) return false;
  if (mark == kDiaeresis) return base != U'е';
  if (mark == kGrave || mark == kAcute) return base == U'г' || base == U'к';
  return true;
}

}  // namespace

std::string nfkc(std::string_view text) {
  return map_text(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

std::string nfkc_casefold(std::string_view text) {
  const std::string case_folded =
      map_text(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  std::string out;
  for (const char c : case_folded) {
    if (c != ' ') {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string without_accents(std::string_view case_folded) {
  if (is_ascii(case_folded)) return std::string(case_folded);
  std::string decomposed = map_text(case_folded, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
  if (looks_vietnamese(decomposed)) return std::string(case_folded);
  std::string out;
  char32_t base = 0;
  for (std::string_view rest = decomposed; !rest.empty();) {
    const char32_t code = take_char(rest);
    if (is_accent(code) && !makes_cyrillic_letter(base, code)) continue;
    if (!is_combining(code)) base = code;
    const auto* const letter = std::find_if(std::begin(kPlainLetters), std::end(kPlainLetters),
                                            [&](const PlainLetter& plain) { return plain.letter == code; });
    if (letter != std::end(kPlainLetters)) {
      out += letter->plain;
    } else {
      append_utf8(out, code);
    }
  }
  return map_text(out, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

}  // namespace undersigned::base
