// Lines of text with Pango: choosing fonts, fitting a headline, drawing. Internal to previews/.
//
// Everything uses the calling thread's own font map. Do not pass these objects to another thread.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

#include "server/previews/families.h"
#include "shared/locale/locale.h"

namespace undersigned::previews {

struct UnrefLayout {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, UnrefLayout>;

struct Font {
  Family family = Family::Sans;
  PangoWeight weight = PANGO_WEIGHT_NORMAL;
  int size_px = 0;
};

// What all texts of a picture share.
struct TextContext {
  cairo_t* cairo = nullptr;
  Direction direction = Direction::LeftToRight;  // the side on which lines begin
  std::string locale_tag;
};

struct Box {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
};

// Whether any font has digits.
bool any_font();

// Appends `code`, except a blank at the beginning or after another one.
void append_tidy(std::string& text, char32_t code);

// The part of `text` (UTF-8) that fonts can show: without symbols that have no glyph; empty if letters or digits are
// missing.
std::string showable(const TextContext& context, const std::string& text, Font font);

// One line, with an ellipsis if it is wider than `width_px`. The base direction follows the text's own letters.
Layout set_line(const TextContext& context, const std::string& text, Font font, int width_px);

// Draws the single line of `layout` at `baseline`, on the side where lines begin or on the other.
enum class Side : std::uint8_t { Begin, End };
void draw_line(const TextContext& context, PangoLayout* layout, Box box, int baseline, Side side);

struct Headline {
  Layout layout;
  int advance_px = 0;  // from baseline to baseline
  int ascent_px = 0;   // ink of the first line above its baseline
  int height_px = 0;   // ink of all lines
};

// Up to `lines_max` lines, about equally long, in the largest size between `font.size_px` and `size_px_min` in which
// the complete text fits into `box` without breaking a word; if there is none, with a broken word; else in the
// smallest, with an ellipsis.
Headline set_headline(const TextContext& context, const std::string& text, Font font, int size_px_min, int lines_max,
                      Box box);
void draw_headline(const TextContext& context, const Headline& headline, Box box);

}  // namespace undersigned::previews
