#include "server/previews/surface.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "server/limits.h"

namespace undersigned::previews {
namespace {

// The bits that are kept of each channel, in successive attempts.
constexpr std::uint32_t kShadeMasks[] = {0xFFFFFFFF, 0xFFFCFCFC, 0xFFF0F0F0, 0xFFC0C0C0};

// A C callback of Cairo. The string has its capacity already, so nothing here can throw.
cairo_status_t take_bytes(void* closure, const unsigned char* data, unsigned int length) {
  auto& png = *static_cast<std::string*>(closure);
  if (length > limits::kShareImageBytesMax - png.size()) return CAIRO_STATUS_WRITE_ERROR;
  png.append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

struct Unread {
  std::string_view bytes;
};

cairo_status_t give_bytes(void* closure, unsigned char* data, unsigned int length) {
  auto& unread = *static_cast<Unread*>(closure);
  if (length > unread.bytes.size()) return CAIRO_STATUS_READ_ERROR;
  std::copy_n(unread.bytes.begin(), length, data);
  unread.bytes.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

void keep_shades(cairo_surface_t* surface, std::uint32_t mask) {
  cairo_surface_flush(surface);
  unsigned char* row = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  const int width = cairo_image_surface_get_width(surface);
  for (int y = cairo_image_surface_get_height(surface); y > 0; --y, row += stride) {
    auto* pixels = static_cast<std::uint32_t*>(static_cast<void*>(row));
    for (int x = 0; x < width; ++x) {
      // White stays white, or the background would turn grey.
      if ((pixels[x] & 0xFFFFFF) != 0xFFFFFF) pixels[x] &= mask;
    }
  }
  cairo_surface_mark_dirty(surface);
}

}  // namespace

void set_colour(cairo_t* cairo, theme::Rgb colour) {
  const auto channel = [colour](int shift) { return ((colour >> shift) & 0xFF) / 255.0; };
  cairo_set_source_rgb(cairo, channel(16), channel(8), channel(0));
}

Surface read_png(const std::string& png) {
  Unread unread{png};
  Surface surface(cairo_image_surface_create_from_png_stream(give_bytes, &unread));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) surface.reset();
  return surface;
}

Result<std::string> write_png(cairo_surface_t* surface) {
  std::string png;
  png.reserve(limits::kShareImageBytesMax);
  for (const std::uint32_t mask : kShadeMasks) {
    if (mask != kShadeMasks[0]) keep_shades(surface, mask);
    png.clear();
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface, take_bytes, &png);
    if (status == CAIRO_STATUS_SUCCESS) return std::string(png);
    if (status != CAIRO_STATUS_WRITE_ERROR) break;
  }
  return Error{ErrorCode::Busy};
}

}  // namespace undersigned::previews
