#include "tests/server/previews/picture.h"

#include <cairo.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

namespace undersigned::previews {
namespace {

cairo_status_t give_bytes(void* closure, unsigned char* data, unsigned int length) {
  auto& rest = *static_cast<std::string_view*>(closure);
  if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, rest.data(), length);
  rest.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Bounds Picture::ink(int top, int bottom) const {
  Bounds bounds{width, height, -1, -1};
  for (int y = top; y < bottom; ++y) {
    for (int x = 0; x < width; ++x) {
      if (at(x, y) == theme::kLight.paper) continue;
      bounds = {std::min(bounds.left, x), std::min(bounds.top, y), std::max(bounds.right, x),
                std::max(bounds.bottom, y)};
    }
  }
  return bounds;
}

Picture decode(const std::string& png) {
  std::string_view rest = png;
  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
      cairo_image_surface_create_from_png_stream(give_bytes, &rest), cairo_surface_destroy);
  Picture picture;
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return picture;
  picture.width = cairo_image_surface_get_width(surface.get());
  picture.height = cairo_image_surface_get_height(surface.get());
  const unsigned char* row = cairo_image_surface_get_data(surface.get());
  for (int y = 0; y < picture.height; ++y, row += cairo_image_surface_get_stride(surface.get())) {
    for (int x = 0; x < picture.width; ++x) {
      theme::Rgb pixel = 0;
      std::memcpy(&pixel, row + 4 * static_cast<std::ptrdiff_t>(x), sizeof pixel);
      picture.pixels.push_back(pixel & 0xFFFFFF);
    }
  }
  return picture;
}

Picture draw(const ShareImage& image) {
  const Result<std::string> png = draw_share_image(image);
  REQUIRE(png.ok());
  return decode(*png);
}

ShareImage example() {
  ShareImage image;
  image.kicker = "Petition to the Governor of North Carolina";
  image.title = "Free Dontae Sharpe";
  image.count_line = "1,200 have signed";
  image.goal_line = "Next goal: 2,500";
  image.site = "petitions.example";
  image.percent = 48;
  image.locale_tag = "en";
  return image;
}

}  // namespace undersigned::previews
