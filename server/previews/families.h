// The font families for each script. Internal to previews/. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace undersigned::previews {

enum class Family : std::uint8_t { Sans, Serif };

// A list for Pango: the first family that has a letter is used. `locale_tag` (BCP 47) chooses between the Chinese,
// Japanese and Korean forms of the same ideographs.
std::string families(Family family, std::string_view locale_tag);

}  // namespace undersigned::previews
