// Lines of text with Pango: choosing fonts, fitting a headline, drawing. Internal to previews/.
//
// Everything uses the calling thread's own font map; nothing made here may go to another thread.
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

// What all texts of a picture have in common.
struct TextContext {
  cairo_t* cairo = nullptr;
  Direction direction = Direction::LeftToRight;  // which side lines begin at
  std::string locale_tag;
};

struct Box {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
};

// Whether there is any font that has digits.
bool any_font();

// Appends `code`, but no blank at the beginning or after another one.
void append_tidy(std::string& text, char32_t code);

// `text`, which is UTF-8, as far as there are glyphs for it: without symbols that no font has; empty where letters or
// digits are missing.
std::string showable(const TextContext& context, const std::string& text, Font font);

// One line, ended with an ellipsis where it is wider than `width_px`. The base direction follows the text's own
// letters.
Layout set_line(const TextContext& context, const std::string& text, Font font, int width_px);

// Shows `layout`'s one line at `baseline`, on the side where lines begin or on the other.
enum class Side : std::uint8_t { Begin, End };
void draw_line(const TextContext& context, PangoLayout* layout, Box box, int baseline, Side side);

struct Headline {
  Layout layout;
  int advance_px = 0;  // from baseline to baseline
  int ascent_px = 0;   // ink of the first line above its baseline
  int height_px = 0;   // ink of all lines
};

// Up to `lines_max` lines, in the largest size between `font.size_px` and `size_px_min` in which all of `text` fits
// `box` without a word broken, or if there is none, with one; else in the smallest, with an ellipsis. Lines are made
// about equally long.
Headline set_headline(const TextContext& context, const std::string& text, Font font, int size_px_min, int lines_max,
                      Box box);
void draw_headline(const TextContext& context, const Headline& headline, Box box);

}  // namespace undersigned::previews
