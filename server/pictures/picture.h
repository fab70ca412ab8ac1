// Makes the versions of a campaign's picture from a file that somebody gave: JPEG, PNG or WebP, whatever its bytes are
// called. Every version is made anew from the pixels, upright, in sRGB and without metadata (places, names, cameras).
//
// The bytes are untrusted. libvips may use no other decoder, and the size is read from the header before anything is
// decoded. Throws nothing. Thread-safe; takes some tenths of a second and up to 200 MB.
//
// Also encodes pictures of our own as JPEG.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/base/operator_error.h"
#include "shared/result.h"

namespace undersigned::pictures {

struct Version {
  std::string file;  // shared/campaign/picture.h; kShareFile
  std::string bytes;
};

struct MadePicture {
  std::string id;  // names the versions: a hash of their bytes
  int width = 0;   // of the largest version
  int height = 0;
  std::vector<Version> versions;  // WebP and JPEG of each width, and a PNG for the share picture
};

// The part of the share picture that shows the campaign's picture, cut to its most interesting part.
inline constexpr int kShareWidthPx = 420;
inline constexpr int kShareHeightPx = 630;
std::string share_file(std::string_view id);  // "0123456789abcdef-share.png"

// The error says what is wrong with the file, and what to do: "is not a JPEG, PNG or WebP picture: ...".
base::OperatorResult<MadePicture> make_picture(std::string_view bytes);

// A picture of ours as JPEG. `pixels` are rows of 32-bit pixels as Cairo has them (0x00RRGGBB in native order), without
// gaps. In lower quality if it would have more than limits::kShareImageBytesMax. Error: Busy, without memory.
Result<std::string> encode_jpeg(const unsigned char* pixels, int width, int height);

}  // namespace undersigned::pictures
