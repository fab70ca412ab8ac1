#include "server/previews/icon.h"

#include <cstdint>

#include "server/previews/surface.h"
#include "shared/theme.h"

namespace undersigned::previews {
namespace {

constexpr double kGridUnits = 32;  // the mark is drawn on a grid of 32 x 32
constexpr double kLineUnits = 3.5;
constexpr int kFaviconPx = 32;

void draw_mark(cairo_t* cairo) {
  set_colour(cairo, theme::kLight.accent);
  cairo_set_line_width(cairo, kLineUnits);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to(cairo, 6, 19);
  cairo_curve_to(cairo, 9, 6, 15, 5, 14, 12);
  cairo_curve_to(cairo, 13, 19, 9, 21, 13, 19);
  cairo_curve_to(cairo, 17, 17, 18, 11, 20, 13);
  cairo_curve_to(cairo, 22, 15, 18, 19, 21, 19);
  cairo_curve_to(cairo, 24, 19, 24, 17, 26, 16);
  cairo_move_to(cairo, 5, 27);
  cairo_line_to(cairo, 27, 27);
  cairo_stroke(cairo);
}

// `scale` is how much of the picture the mark's grid takes.
Result<std::string> draw(int size_px, cairo_format_t format, double scale) {
  const Surface surface(cairo_image_surface_create(format, size_px, size_px));
  const Cairo cairo(cairo_create(surface.get()));
  if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) return Error{ErrorCode::Busy};
  if (format == CAIRO_FORMAT_RGB24) {
    set_colour(cairo.get(), theme::kLight.paper);
    cairo_paint(cairo.get());
  }
  const double margin = size_px * (1 - scale) / 2;
  cairo_translate(cairo.get(), margin, margin);
  cairo_scale(cairo.get(), size_px * scale / kGridUnits, size_px * scale / kGridUnits);
  draw_mark(cairo.get());
  return write_png(surface.get());
}

void append_little_endian(std::string& out, std::uint32_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8) out.push_back(static_cast<char>(value & 0xFF));
}

}  // namespace

Result<std::string> draw_touch_icon(int size_px) {
  return draw(size_px, CAIRO_FORMAT_RGB24, 0.7);
}

Result<std::string> draw_favicon() {
  const Result<std::string> png = draw(kFaviconPx, CAIRO_FORMAT_ARGB32, 1);
  if (!png) return png.error();
  constexpr std::uint32_t kHeadBytes = 6 + 16;
  std::string icon;
  append_little_endian(icon, 0, 2);
  append_little_endian(icon, 1, 2);  // an icon
  append_little_endian(icon, 1, 2);  // one picture
  append_little_endian(icon, kFaviconPx, 1);
  append_little_endian(icon, kFaviconPx, 1);
  append_little_endian(icon, 0, 2);   // no palette
  append_little_endian(icon, 1, 2);   // planes
  append_little_endian(icon, 32, 2);  // bits of a pixel
  append_little_endian(icon, static_cast<std::uint32_t>(png->size()), 4);
  append_little_endian(icon, kHeadBytes, 4);
  return icon + *png;
}

}  // namespace undersigned::previews
