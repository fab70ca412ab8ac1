// The site's mark as pictures, for browsers and phones that take no SVG: a signature's line over a rule, red on paper.
// server/pages/site_files.cpp has the SVG of the same lines.
//
// Errors: Busy, without memory. Any thread.
#pragma once

#include <string>

#include "shared/result.h"

namespace undersigned::previews {

// A PNG of `size_px` x `size_px`, with a margin as phones cut the corners off.
Result<std::string> draw_touch_icon(int size_px);

// An ICO file with one picture of 32 x 32 pixels, without ground.
Result<std::string> draw_favicon();

}  // namespace undersigned::previews
