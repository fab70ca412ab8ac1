#include "server/previews/typesetting.h"

#include <algorithm>

#include "server/previews/families.h"
#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned::previews {
namespace {

struct FreeDescription {
  void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using Description = std::unique_ptr<PangoFontDescription, FreeDescription>;

struct UnrefContext {
  void operator()(PangoContext* context) const { g_object_unref(context); }
};
using Context = std::unique_ptr<PangoContext, UnrefContext>;

struct UnrefFontset {
  void operator()(PangoFontset* fontset) const { g_object_unref(fontset); }
};

using Fontset = std::unique_ptr<PangoFontset, UnrefFontset>;

struct UnrefFont {
  void operator()(PangoFont* font) const { g_object_unref(font); }
};

bool has_glyph(PangoFontset* fonts, char32_t code) {
  if (fonts == nullptr) return false;
  const std::unique_ptr<PangoFont, UnrefFont> font(pango_fontset_get_font(fonts, code));
  return font != nullptr && pango_font_has_char(font.get(), code) != FALSE;
}

int length_of(const std::string& text) {
  return static_cast<int>(text.size());
}

Description describe(const TextContext& context, Font font) {
  Description description(pango_font_description_new());
  pango_font_description_set_family(description.get(), families(font.family, context.locale_tag).c_str());
  pango_font_description_set_weight(description.get(), font.weight);
  pango_font_description_set_absolute_size(description.get(), font.size_px * PANGO_SCALE);
  return description;
}

// The direction of a text is that of its first letter (Pango's auto_dir), else that of the picture.
Context make_context(const TextContext& context) {
  Context pango(pango_cairo_create_context(context.cairo));
  const bool from_right = context.direction == Direction::RightToLeft;
  pango_context_set_base_dir(pango.get(), from_right ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions(pango.get(), FALSE);
  if (!context.locale_tag.empty()) {
    pango_context_set_language(pango.get(), pango_language_from_string(context.locale_tag.c_str()));
  }
  return pango;
}

Layout make_layout(const TextContext& context, const std::string& text, Font font, int width_px) {
  const Context pango = make_context(context);
  Layout layout(pango_layout_new(pango.get()));
  pango_layout_set_font_description(layout.get(), describe(context, font).get());
  pango_layout_set_text(layout.get(), text.data(), length_of(text));
  pango_layout_set_width(layout.get(), width_px * PANGO_SCALE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  return layout;
}

// Pango lowers ideographs and hangs Indic letters beside a number of another size. As in browsers, all letters are put
// on one baseline.
void stand_on_baseline(PangoLayout* layout) {
  for (int line = 0; line < pango_layout_get_line_count(layout); ++line) {
    for (GSList* run = pango_layout_get_line(layout, line)->runs; run != nullptr; run = run->next) {
      static_cast<PangoGlyphItem*>(run->data)->y_offset = 0;
    }
  }
}

// The ink of one line relative to its baseline.
PangoRectangle ink_of(PangoLayout* layout, int line) {
  PangoRectangle ink;
  pango_layout_line_get_pixel_extents(pango_layout_get_line_readonly(layout, line), &ink, nullptr);
  return ink;
}

// Line distance as for a Latin headline, larger if marks above and below would touch.
Headline stack_lines(Layout layout, int size_px) {
  const int lines = pango_layout_get_line_count(layout.get());
  Headline headline;
  headline.advance_px = size_px * 115 / 100;
  PangoRectangle ink = ink_of(layout.get(), 0);
  headline.ascent_px = -ink.y;
  for (int line = 1; line < lines; ++line) {
    const int descent = ink.y + ink.height;
    ink = ink_of(layout.get(), line);
    headline.advance_px = std::max(headline.advance_px, descent - ink.y + size_px / 25);
  }
  headline.height_px = headline.ascent_px + headline.advance_px * (lines - 1) + ink.y + ink.height;
  headline.layout = std::move(layout);
  return headline;
}

bool breaks_a_word(PangoLayout* layout) {
  const char* text = pango_layout_get_text(layout);
  int attributes = 0;
  const PangoLogAttr* attribute = pango_layout_get_log_attrs_readonly(layout, &attributes);
  for (int line = 1; line < pango_layout_get_line_count(layout); ++line) {
    const int start = pango_layout_line_get_start_index(pango_layout_get_line_readonly(layout, line));
    const long chars = g_utf8_strlen(text, start);
    if (chars < attributes && attribute[chars].is_line_break == 0) return true;
  }
  return false;
}

// Large letters need less spacing, except in scripts whose letters join.
void tighten(PangoLayout* layout, std::string_view text, int size_px) {
  while (!text.empty()) {
    const char32_t code = take_char(text);
    const bool stands_alone = code < 0x0590 || (code >= 0x1E00 && code < 0x2070);  // Latin, Greek, Cyrillic, Armenian
    if (!stands_alone) return;
  }
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(-size_px * PANGO_SCALE / 66));
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

Headline stack_at(const TextContext& context, const std::string& text, Font font, int lines_max, int width_px) {
  Layout layout = make_layout(context, text, font, width_px);
  pango_layout_set_height(layout.get(), -lines_max);
  tighten(layout.get(), text, font.size_px);
  stand_on_baseline(layout.get());
  return stack_lines(std::move(layout), font.size_px);
}

bool is_whole(const Headline& headline) {
  return pango_layout_is_ellipsized(headline.layout.get()) == FALSE;
}

// The narrowest width with the same number of lines, so that no single word is left for the last one.
Headline balance(const TextContext& context, const std::string& text, Font font, int lines, Box box, Headline widest) {
  int too_narrow = box.width / 2;
  int wide_enough = box.width;
  while (wide_enough - too_narrow > 8) {
    const int width = (too_narrow + wide_enough) / 2;
    Headline headline = stack_at(context, text, font, lines, width);
    const bool fits = is_whole(headline) && !breaks_a_word(headline.layout.get()) && headline.height_px <= box.height;
    (fits ? wide_enough : too_narrow) = width;
    if (fits) widest = std::move(headline);
  }
  return widest;
}

void show_line(const TextContext& context, PangoLayoutLine* line, Box box, int baseline, Side side) {
  PangoRectangle logical;
  pango_layout_line_get_extents(line, nullptr, &logical);
  const bool at_right = (context.direction == Direction::RightToLeft) == (side == Side::Begin);
  const double room = box.width - static_cast<double>(logical.width) / PANGO_SCALE;
  cairo_move_to(context.cairo, at_right ? box.left + room : box.left, baseline);
  pango_cairo_show_layout_line(context.cairo, line);
}

}  // namespace

bool any_font() {
  // Checks for a glyph: the list of families always includes "Sans" and the like.
  const Context context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  const Fontset fonts(pango_context_load_fontset(context.get(), describe({}, {Family::Sans}).get(),
                                                 pango_context_get_language(context.get())));
  return has_glyph(fonts.get(), U'0');
}

void append_tidy(std::string& text, char32_t code) {
  if (code != U' ' || (!text.empty() && text.back() != ' ')) append_utf8(text, code);
}

std::string showable(const TextContext& context, const std::string& text, Font font) {
  const Layout layout = make_layout(context, text, font, -1);
  if (pango_layout_get_unknown_glyphs_count(layout.get()) == 0) return text;
  PangoContext* pango = pango_layout_get_context(layout.get());
  const Fontset fonts(
      pango_context_load_fontset(pango, describe(context, font).get(), pango_context_get_language(pango)));
  std::string shown;
  std::string_view rest = text;
  while (!rest.empty()) {
    const char32_t code = take_char(rest);
    const CharKind kind = char_kind(code);
    if (has_glyph(fonts.get(), code)) {
      append_tidy(shown, code);
    } else if (kind == CharKind::Letter || kind == CharKind::Digit || kind == CharKind::Mark) {
      return {};
    }
  }
  return shown;
}

Layout set_line(const TextContext& context, const std::string& text, Font font, int width_px) {
  Layout layout = make_layout(context, text, font, width_px);
  pango_layout_set_height(layout.get(), -1);
  return layout;
}

void draw_line(const TextContext& context, PangoLayout* layout, Box box, int baseline, Side side) {
  stand_on_baseline(layout);
  show_line(context, pango_layout_get_line_readonly(layout, 0), box, baseline, side);
}

Headline set_headline(const TextContext& context, const std::string& text, Font font, int size_px_min, int lines_max,
                      Box box) {
  Headline broken;  // the largest size with the complete text, but with a broken word
  for (; font.size_px >= size_px_min; font.size_px -= 4) {
    Headline headline = stack_at(context, text, font, lines_max, box.width);
    if (!is_whole(headline) || headline.height_px > box.height) continue;
    if (!breaks_a_word(headline.layout.get())) {
      const int lines = pango_layout_get_line_count(headline.layout.get());
      return lines == 1 ? std::move(headline) : balance(context, text, font, lines, box, std::move(headline));
    }
    if (broken.layout == nullptr) broken = std::move(headline);
  }
  if (broken.layout != nullptr) return broken;
  font.size_px = size_px_min;
  for (int lines = lines_max; lines > 1; --lines) {
    Headline headline = stack_at(context, text, font, lines, box.width);
    if (headline.height_px <= box.height) return headline;
  }
  return stack_at(context, text, font, 1, box.width);
}

void draw_headline(const TextContext& context, const Headline& headline, Box box) {
  cairo_save(context.cairo);
  cairo_rectangle(context.cairo, 0, box.top, box.left * 2 + box.width, box.height);
  cairo_clip(context.cairo);
  int baseline = box.top + headline.ascent_px;
  for (int line = 0; line < pango_layout_get_line_count(headline.layout.get()); ++line) {
    show_line(context, pango_layout_get_line_readonly(headline.layout.get(), line), box, baseline, Side::Begin);
    baseline += headline.advance_px;
  }
  cairo_restore(context.cairo);
}

}  // namespace undersigned::previews
