// A text as a QR code (ISO/IEC 18004, error correction M), by libqrencode, drawn as SVG: black on white with the quiet
// zone around, so that it reads in a dark page too.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>

namespace undersigned::admin {

// Empty for a text that is too long for any QR code.
std::string qr_picture(const std::string& text);

}  // namespace undersigned::admin
