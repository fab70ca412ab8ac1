// A campaign's own accent colour, made readable: derives the accents of the light and the dark palette, their text
// colours and their soft backgrounds.
//
// For every colour: accent as text on paper, surface and success_soft, and on_accent on accent, have at least 4.5:1
// (WCAG 2.2, 1.4.3); accent on accent_soft, the bar on its track, at least 3:1 (1.4.11). Colours are changed in linear
// light: darker by scaling, which keeps hue and saturation; lighter first by scaling, then by mixing with white. A
// readable colour stays as it is. Pure, safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/theme.h"

namespace undersigned::theme {

struct Accent {
  Rgb accent;
  Rgb on_accent;
  Rgb accent_soft;
};

struct AccentPalettes {
  Accent light;
  Accent dark;
};

AccentPalettes accent_palettes(Rgb colour);

// The palettes as a style sheet for pages (:root) and for the widget's shadow roots (.undersigned): the same custom
// properties as web/generate/tokens_css.cpp prints, to come after them. The embedding site's own properties still win.
std::string accent_css(Rgb colour);

// The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
double contrast_ratio(Rgb a, Rgb b);

// Six hex digits in any case, without "#"; and back, in lower case.
std::optional<Rgb> rgb_from_hex(std::string_view digits);
std::string hex_of(Rgb colour);

// "#a8201a" as in campaign files; nothing for any other text.
std::optional<Rgb> accent_from(std::string_view text);

}  // namespace undersigned::theme
