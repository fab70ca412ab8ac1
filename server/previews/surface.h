// A Cairo picture in memory, and the PNG of it. Internal to previews/.
#pragma once

#include <cairo.h>

#include <cstdint>
#include <memory>
#include <string>

#include "shared/result.h"
#include "shared/theme.h"

namespace undersigned::previews {

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Cairo = std::unique_ptr<cairo_t, DestroyCairo>;

void set_colour(cairo_t* cairo, theme::Rgb colour);

// At most limits::kShareImageBytesMax: a picture that comes out larger (a title all of emoji) loses shades, which is
// hardly seen, until it fits. Error: Busy, without memory. Changes the surface where it takes shades away.
Result<std::string> write_png(cairo_surface_t* surface);

}  // namespace undersigned::previews
