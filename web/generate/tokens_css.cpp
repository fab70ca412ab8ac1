// Prints shared/theme.h as CSS custom properties, for pages (:root) and for the widget's shadow roots (.undersigned,
// the element that wraps everything in them; the embedding page's own rules would override a :host rule).
//
// --us-paper, --us-ink and others follow the colour scheme in effect where they are used. --us-type-1 to -5 are the
// type scale, in em of the reader's own text size: use them on elements with text, not on containers. A browser without
// light-dark() always shows the light scheme. Without blanks: esbuild keeps those in custom properties, and every
// reader of a petition downloads them.
#include <array>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

#include "shared/theme.h"

namespace {

namespace theme = undersigned::theme;

struct Colour {
  std::string_view name;
  theme::Rgb theme::Palette::*member;
  std::string_view site_property;  // which the embedding site may set; empty: none
};

constexpr std::array kColours{
    Colour{"paper", &theme::Palette::paper, "--undersigned-paper"},
    Colour{"surface", &theme::Palette::surface, "--undersigned-surface"},
    Colour{"ink", &theme::Palette::ink, "--undersigned-ink"},
    Colour{"quiet", &theme::Palette::quiet, "--undersigned-quiet"},
    Colour{"line", &theme::Palette::line, ""},
    Colour{"edge", &theme::Palette::edge, ""},
    Colour{"accent", &theme::Palette::accent, "--undersigned-accent"},
    Colour{"on-accent", &theme::Palette::on_accent, "--undersigned-on-accent"},
    Colour{"accent-soft", &theme::Palette::accent_soft, "--undersigned-accent-soft"},
    Colour{"focus", &theme::Palette::focus, ""},
    Colour{"error", &theme::Palette::error, ""},
    Colour{"error-soft", &theme::Palette::error_soft, ""},
    Colour{"success", &theme::Palette::success, ""},
    Colour{"success-soft", &theme::Palette::success_soft, ""},
};

std::string hex(theme::Rgb rgb) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%06x", static_cast<unsigned>(rgb));
  return text.data();
}

// Pixels of the type scale as em: 14 px is .875em if the reader's text size is the usual 16 px.
std::string em(int pixels) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%gem", static_cast<double>(pixels) / theme::kTypePx[1]);
  return text.data();
}

std::string px(int pixels) {
  return std::to_string(pixels) + "px";
}

std::string property(std::string_view name, std::string_view value, std::string_view site_property = "") {
  std::string line = "  --us-" + std::string(name) + ":";
  if (site_property.empty()) {
    line.append(value);
  } else {
    line.append("var(").append(site_property).append(",").append(value).append(")");
  }
  return line.append(";\n");
}

std::string lengths() {
  std::string css;
  for (std::size_t i = 0; i < theme::kTypePx.size(); ++i) {
    css += property("type-" + std::to_string(i + 1), em(theme::kTypePx[i]));
  }
  css += property("count", em(theme::kCountPx));
  css += property("radius", px(theme::kRadiusPx), "--undersigned-radius");
  css += property("ring", px(theme::kFocusRingPx));
  css += property("button", px(theme::kButtonHeightPx));
  css += property("measure", px(theme::kMeasurePx));
  css += property("motion", std::to_string(theme::kMotionMs) + "ms");
  css += property("sans", theme::kSansFamily, "--undersigned-font");
  css += property("serif", theme::kSerifFamily, "--undersigned-title-font");
  return css;
}

std::string light_colours() {
  std::string css;
  for (const Colour& colour : kColours) {
    css += property(colour.name, hex(theme::kLight.*colour.member), colour.site_property);
  }
  return css;
}

std::string both_colours() {
  std::string css;
  for (const Colour& colour : kColours) {
    const std::string pair =
        "light-dark(" + hex(theme::kLight.*colour.member) + "," + hex(theme::kDark.*colour.member) + ")";
    css += property(colour.name, pair, colour.site_property);
  }
  return css;
}

}  // namespace

int main() {
  const std::string selector = ":root, .undersigned {\n";
  const std::string css = selector + light_colours() + lengths() + "}\n@supports (color: light-dark(red, red)) {\n" +
                          selector + both_colours() + "}\n}\n@media (prefers-reduced-motion: reduce) {\n" + selector +
                          property("motion", "0s") + "}\n}\n";
  return std::fwrite(css.data(), 1, css.size(), stdout) == css.size() ? 0 : 1;
}
