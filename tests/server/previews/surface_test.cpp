#include "server/previews/surface.h"

#include <doctest/doctest.h>

#include <random>

#include "server/limits.h"
#include "tests/server/previews/picture.h"

namespace undersigned::previews {
namespace {

// Paper with incompressible noise in its first `rows`.
Surface noise(int rows) {
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kWidthPx, kHeightPx));
  const Cairo cairo(cairo_create(surface.get()));
  set_colour(cairo.get(), theme::kLight.paper);
  cairo_paint(cairo.get());
  cairo_surface_flush(surface.get());
  std::mt19937 random(1);  // NOLINT(bugprone-random-generator-seed,cert-msc51-cpp): the same noise every time
  unsigned char* bytes = cairo_image_surface_get_data(surface.get());
  const int count = rows * cairo_image_surface_get_stride(surface.get());
  for (int at = 0; at < count; ++at) bytes[at] = static_cast<unsigned char>(random());
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

}  // namespace

TEST_CASE("a picture too large loses shades until it fits, and its paper stays paper") {
  const Result<std::string> png = write_png(noise(200).get());
  REQUIRE(png.ok());
  CHECK(png->size() <= limits::kShareImageBytesMax);
  const Picture picture = decode(*png);
  CHECK(picture.width == kWidthPx);
  CHECK(picture.at(kWidthPx / 2, kHeightPx - 1) == theme::kLight.paper);
}

TEST_CASE("a picture that cannot be made small enough is an error") {
  CHECK(write_png(noise(kHeightPx).get()).error() == Error{ErrorCode::Busy});
}

}  // namespace undersigned::previews
