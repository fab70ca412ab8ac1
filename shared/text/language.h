// The written language of a language tag (RFC 5646). Pure, safe from any thread.
#pragma once

#include <initializer_list>
#include <string_view>

#include "shared/text/ascii.h"

namespace undersigned {

inline constexpr std::string_view kTraditionalChinese = "zh-Hant";

// "pt" of "pt-BR", but "zh-Hant" of "zh-TW", "zh-HK", "zh-MO" and tags that say so: readers of Traditional Chinese must
// not get Simplified. A view into `tag` or a constant. Accepts any case, and "_" for "-".
constexpr std::string_view written_language(std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find_first_of("-_"));
  if (!equals_ignoring_case(language, "zh")) return language;
  for (std::string_view rest = tag.substr(language.size()); !rest.empty();) {
    rest.remove_prefix(1);
    const std::string_view part = rest.substr(0, rest.find_first_of("-_"));
    rest.remove_prefix(part.size());
    if (equals_ignoring_case(part, "hans")) return language;
    for (const std::string_view traditional : {"hant", "tw", "hk", "mo"}) {
      if (equals_ignoring_case(part, traditional)) return kTraditionalChinese;
    }
  }
  return language;
}

}  // namespace undersigned
