// Starts libvips. Internal to pictures/.
#pragma once

namespace undersigned::pictures {

// Once in a process, with the decoders of JPEG, PNG and WebP and no others: no SVG, no PDF, no ImageMagick. False if
// libvips does not start.
bool start_vips();

}  // namespace undersigned::pictures
