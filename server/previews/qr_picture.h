// A text as a QR code (ISO/IEC 18004, error correction M), by libqrencode. Black on white with a quiet zone, so that it
// can be scanned on a dark page, too.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>

#include "shared/result.h"

namespace undersigned::previews {

// As SVG; empty if the text is too long for a QR code.
std::string qr_picture(const std::string& text);

// As PNG, large enough for a poster. Errors: TooLong, Busy (no memory).
Result<std::string> qr_png(const std::string& text);

}  // namespace undersigned::previews
