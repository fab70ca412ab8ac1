// Limits values that a page sends back. A field keeps what was typed even if it is somewhat too long, so that nobody
// has to type it again. What is far too long is cut, and the error beside it names the limit. So nobody can make a page
// long by posting to it. Pure and safe to call from any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "shared/limits.h"

namespace undersigned::view {

// At most as many bytes as `chars_max` characters can have, without a partial character at the end.
constexpr std::string_view sent_back(std::string_view typed, std::size_t chars_max) {
  std::size_t end = chars_max * limits::kUtf8BytesPerChar;
  if (typed.size() <= end) return typed;
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  for (std::size_t i = 1; i < limits::kUtf8BytesPerChar && end > 0 && continues(typed[end]); ++i) --end;
  return typed.substr(0, end);
}

}  // namespace undersigned::view
