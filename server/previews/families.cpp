#include "server/previews/families.h"

namespace undersigned::previews {
namespace {

// The page's serif fonts begin with Charter; Charis SIL is Charter with more letters. The generic name at the end
// leaves all other scripts to fontconfig.
constexpr std::string_view kSerif =
    "Charter, Charis SIL, Noto Serif, Noto Naskh Arabic, Noto Serif Hebrew, Noto Serif Devanagari, Noto Serif Bengali, "
    "Noto Serif Gujarati, Noto Serif Gurmukhi, Noto Serif Tamil, Noto Serif Telugu, Noto Serif Kannada, "
    "Noto Serif Malayalam, Noto Serif Sinhala, Noto Serif Thai, Noto Serif Lao, Noto Serif Khmer, Noto Serif Myanmar, "
    "Noto Serif Armenian, Noto Serif Georgian, Noto Serif Ethiopic, DejaVu Serif, ";
constexpr std::string_view kSans =
    "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, Noto Sans Devanagari, Noto Sans Bengali, DejaVu Sans, ";

std::string_view ideographs_of(std::string_view locale_tag) {
  if (locale_tag.starts_with("ja")) return "JP";
  if (locale_tag.starts_with("ko")) return "KR";
  if (locale_tag.starts_with("zh-HK") || locale_tag.starts_with("zh-Hant-HK")) return "HK";
  if (locale_tag.starts_with("zh-TW") || locale_tag.starts_with("zh-Hant")) return "TC";
  return "SC";
}

}  // namespace

std::string families(Family family, std::string_view locale_tag) {
  const bool serif = family == Family::Serif;
  std::string list(serif ? kSerif : kSans);
  list += serif ? "Noto Serif CJK " : "Noto Sans CJK ";
  list += ideographs_of(locale_tag);
  list += serif ? ", serif" : ", sans-serif";
  return list;
}

}  // namespace undersigned::previews
