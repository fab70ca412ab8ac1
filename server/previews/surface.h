// A Cairo image in memory, and its PNG. Internal to previews/.
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

// A PNG that we have made; null if it is none.
Surface read_png(const std::string& png);

// At most limits::kShareImageBytesMax: a larger picture (a title full of emoji) is reduced in colour depth, which is
// hardly visible, until it fits. This changes the surface. Error: Busy, without memory.
Result<std::string> write_png(cairo_surface_t* surface);

}  // namespace undersigned::previews
