#include "shared/locale/fill.h"

#include <algorithm>
#include <cstddef>

namespace undersigned {

std::string fill(std::string_view words, std::initializer_list<Placeholder> placeholders) {
  std::string out;
  while (!words.empty()) {
    const std::size_t open = words.find('{');
    const std::size_t close = open == std::string_view::npos ? open : words.find('}', open);
    out.append(words.substr(0, open));
    if (close == std::string_view::npos) {
      if (open != std::string_view::npos) out.append(words.substr(open));
      break;
    }
    const std::string_view name = words.substr(open + 1, close - open - 1);
    const auto* given = std::find_if(placeholders.begin(), placeholders.end(),
                                     [&](const Placeholder& placeholder) { return placeholder.first == name; });
    out.append(given == placeholders.end() ? words.substr(open, close - open + 1) : given->second);
    words.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace undersigned
