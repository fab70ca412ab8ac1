// The versions of a campaign's picture: what the import makes, the server serves and views show.
//
// Pure and safe to call from any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "shared/campaign/campaign.h"

namespace undersigned {

inline constexpr std::array<int, 3> kPictureWidths{480, 960, 1600};

// The widths of the versions of a picture that is `width` wide: those of kPictureWidths below, and its own, at most the
// largest of them. In ascending order.
std::vector<int> picture_widths(int width);

// "0123456789abcdef-960.webp", for the type "webp" or "jpg".
std::string picture_file(std::string_view id, int width, std::string_view type);

// Whether it is imported and may be shown.
bool has_picture(const Campaign& campaign);

// A name in the campaign file's own folder or below: neither an address nor a way out of the folder.
bool is_picture_name(std::string_view file);

}  // namespace undersigned
