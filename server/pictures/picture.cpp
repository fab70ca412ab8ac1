#include "server/pictures/picture.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>
#include <vips/vips8>

#include "server/limits.h"
#include "server/pictures/vips.h"
#include "shared/campaign/picture.h"
#include "shared/hash/sha256.h"

namespace undersigned::pictures {
namespace {

using base::OperatorError;
using vips::VImage;
using vips::VOption;

constexpr int kWebpQuality = 78;
constexpr int kJpegQuality = 80;
constexpr std::size_t kIdHexDigits = 16;
constexpr std::size_t kMegabyte = 1024 * std::size_t{1024};

// By its first bytes: JPEG (ISO/IEC 10918-1, SOI), PNG (RFC 2083, 3.1), WebP (RFC 9649, 2.4).
bool is_known_format(std::string_view bytes) {
  return bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("\x89PNG\r\n\x1A\n") ||
         (bytes.starts_with("RIFF") && bytes.substr(std::min<std::size_t>(8, bytes.size()), 4) == "WEBP");
}

std::string pixels_of(int width, int height) {
  return std::to_string(width) + " x " + std::to_string(height) + " pixels";
}

// Before anything is decoded.
std::optional<OperatorError> wrong_size(int width, int height) {
  const std::string size = pixels_of(width, height);
  if (width > limits::kPictureSidePxMax || height > limits::kPictureSidePxMax ||
      std::int64_t{width} * height > limits::kPicturePixelsMax) {
    return OperatorError{"has " + size + ", more than " + std::to_string(limits::kPicturePixelsMax / 1'000'000) +
                         " million: save a smaller copy, 1600 pixels wide"};
  }
  if (std::min(width, height) * limits::kPictureRatioMax < std::max(width, height)) {
    return OperatorError{"has " + size + ", one side more than " + std::to_string(limits::kPictureRatioMax) +
                         " times as long as the other: cut it"};
  }
  if (width < limits::kPictureWidthPxMin) {
    return OperatorError{"has " + size + ": it must be at least " + std::to_string(limits::kPictureWidthPxMin) +
                         " pixels wide, better 1600"};
  }
  return {};
}

std::string bytes_of(VipsBlob* blob) {
  std::size_t size = 0;
  const void* data = vips_blob_get(blob, &size);
  std::string bytes(static_cast<const char*>(data), size);
  vips_area_unref(VIPS_AREA(blob));
  return bytes;
}

// Not thumbnail_buffer(), which accepts truncated files.
VImage open(std::string_view bytes) {
  return VImage::new_from_buffer(
      bytes.data(), bytes.size(), "",
      VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL)->set("fail_on", VIPS_FAIL_ON_ERROR));
}

// Upright, in sRGB, on white where it is transparent, in memory.
VImage upright(const VImage& opened, int width) {
  VImage image = opened.thumbnail_image(
      width,
      VImage::option()->set("height", VIPS_MAX_COORD)->set("size", VIPS_SIZE_DOWN)->set("export_profile", "srgb"));
  if (image.has_alpha()) image = image.flatten(VImage::option()->set("background", std::vector<double>{255, 255, 255}));
  return image.colourspace(VIPS_INTERPRETATION_sRGB).copy_memory();
}

void add_versions(MadePicture& made, const VImage& largest) {
  std::vector<std::pair<std::string, std::string>> files;  // what follows the id in the name, and the bytes
  for (const int width : picture_widths(largest.width())) {
    const VImage image = width == largest.width()
                             ? largest
                             : largest.thumbnail_image(width, VImage::option()->set("height", VIPS_MAX_COORD));
    files.emplace_back(picture_file({}, width, "webp"),
                       bytes_of(image.webpsave_buffer(
                           VImage::option()->set("Q", kWebpQuality)->set("effort", 5)->set("strip", true))));
    files.emplace_back(picture_file({}, width, "jpg"), bytes_of(image.jpegsave_buffer(VImage::option()
                                                                                          ->set("Q", kJpegQuality)
                                                                                          ->set("optimize_coding", true)
                                                                                          ->set("interlace", true)
                                                                                          ->set("strip", true))));
  }
  const VImage share = largest.thumbnail_image(
      kShareWidthPx, VImage::option()->set("height", kShareHeightPx)->set("crop", VIPS_INTERESTING_ATTENTION));
  files.emplace_back(share_file({}), bytes_of(share.pngsave_buffer(VImage::option()->set("strip", true))));
  Sha256 hash;
  for (const auto& [name, bytes] : files) hash.update(bytes);
  made.id = to_hex(hash.finish()).substr(0, kIdHexDigits);
  for (auto& [name, bytes] : files) made.versions.push_back({made.id + name, std::move(bytes)});
}

// EXIF can turn a picture by 90 degrees, so both sides count.
base::OperatorResult<MadePicture> decode(std::string_view bytes) {
  const VImage opened = open(bytes);  // reads the header
  if (auto wrong = wrong_size(opened.width(), opened.height())) return *std::move(wrong);
  const VImage largest = upright(opened, kPictureWidths.back());
  if (auto wrong = wrong_size(largest.width(), largest.height())) return *std::move(wrong);
  MadePicture made;
  made.width = largest.width();
  made.height = largest.height();
  add_versions(made, largest);
  return made;
}

}  // namespace

std::string share_file(std::string_view id) {
  return std::string(id) + "-share.png";
}

base::OperatorResult<MadePicture> make_picture(std::string_view bytes) {
  if (bytes.size() > limits::kPictureFileBytesMax) {
    return OperatorError{"has more than " + std::to_string(limits::kPictureFileBytesMax / kMegabyte) +
                         " MB: save a smaller copy, 1600 pixels wide"};
  }
  if (!is_known_format(bytes)) {
    return OperatorError{"is not a JPEG, PNG or WebP picture: save it as one of these"};
  }
  if (!start_vips()) return OperatorError{"cannot be read, as libvips does not start: install libvips42 again"};
  try {
    return decode(bytes);
  } catch (const vips::VError&) {
    vips_error_clear();
    return OperatorError{"is damaged, or not quite what it says it is: open it in a picture editor and save it again"};
  } catch (const std::bad_alloc&) {
    return OperatorError{"needs more memory than there is: save a smaller copy, 1600 pixels wide"};
  }
}

Result<std::string> encode_jpeg(const unsigned char* pixels, int width, int height) {
  if (!start_vips()) return Error{ErrorCode::Busy};
  try {
    const std::size_t count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::vector<unsigned char> bytes(count * 3);
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, pixels + i * sizeof(pixel), sizeof(pixel));
      for (const unsigned band : {0U, 1U, 2U}) {
        bytes[i * 3 + band] = static_cast<unsigned char>(pixel >> (16U - 8U * band));
      }
    }
    const VImage rgb = VImage::new_from_memory(bytes.data(), bytes.size(), width, height, 3, VIPS_FORMAT_UCHAR)
                           .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
    std::string jpeg;
    for (const int quality : {84, 70, 50}) {
      jpeg = bytes_of(
          rgb.jpegsave_buffer(VImage::option()->set("Q", quality)->set("optimize_coding", true)->set("strip", true)));
      if (jpeg.size() <= limits::kShareImageBytesMax) break;
    }
    return jpeg;
  } catch (const vips::VError&) {
    vips_error_clear();
  } catch (const std::bad_alloc&) {
  }
  return Error{ErrorCode::Busy};
}

}  // namespace undersigned::pictures
