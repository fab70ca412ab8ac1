// A text as a QR code (ISO/IEC 18004, error correction M), by libqrencode, as SVG. Black on white with a quiet zone, so
// that it can be scanned on a dark page, too.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>

namespace undersigned::admin {

// Empty if the text is too long for a QR code.
std::string qr_picture(const std::string& text);

}  // namespace undersigned::admin
