#include "shared/theme/accent.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace undersigned::theme;

namespace {

constexpr Rgb kStep = 5;

struct Worst {
  double text = 21;
  double on_accent = 21;
  double bar = 21;

  void take(const Accent& accent, const Palette& palette) {
    for (const Rgb ground : {palette.paper, palette.surface, palette.success_soft}) {
      text = std::min(text, contrast_ratio(accent.accent, ground));
    }
    on_accent = std::min(on_accent, contrast_ratio(accent.on_accent, accent.accent));
    bar = std::min(bar, contrast_ratio(accent.accent, accent.accent_soft));
  }
};

}  // namespace

TEST_CASE("any accent is readable as text, under its own text and as a bar, in light and dark") {
  Worst light;
  Worst dark;
  for (Rgb red = 0; red <= 255; red += kStep) {
    for (Rgb green = 0; green <= 255; green += kStep) {
      for (Rgb blue = 0; blue <= 255; blue += kStep) {
        const AccentPalettes palettes = accent_palettes(red << 16U | green << 8U | blue);
        light.take(palettes.light, kLight);
        dark.take(palettes.dark, kDark);
      }
    }
  }
  for (const Worst& worst : {light, dark}) {
    CHECK(worst.text >= 4.5);
    CHECK(worst.on_accent >= 4.5);
    CHECK(worst.bar >= 3);
  }
}

TEST_CASE("the product's own palettes keep the same promises") {
  Worst worst;
  for (const Palette& palette : {kLight, kDark}) {
    worst.take({palette.accent, palette.on_accent, palette.accent_soft}, palette);
  }
  CHECK(worst.text >= 4.5);
  CHECK(worst.on_accent >= 4.5);
  CHECK(worst.bar >= 3);
}

TEST_CASE("a colour that is readable as it is stays as it is") {
  CHECK(accent_palettes(0x1F5F3F).light.accent == 0x1F5F3F);
  CHECK(accent_palettes(0xFFD23F).dark.accent == 0xFFD23F);
  CHECK(accent_palettes(0x000000).light.accent == 0x000000);
  CHECK(accent_palettes(0xFFFFFF).dark.accent == 0xFFFFFF);
}

TEST_CASE("a colour keeps its hue on the way") {
  const Rgb yellow = accent_palettes(0xFFD23F).light.accent;
  CHECK((yellow >> 16U) > (yellow >> 8U & 0xFFU));
  CHECK((yellow >> 8U & 0xFFU) > 2 * (yellow & 0xFFU));
  const Rgb navy = accent_palettes(0x001A66).dark.accent;
  CHECK((navy & 0xFFU) == 0xFFU);
  CHECK((navy >> 16U) < (navy >> 8U & 0xFFU));
}

TEST_CASE("contrast is WCAG's ratio") {
  CHECK(contrast_ratio(0x000000, 0xFFFFFF) == doctest::Approx(21));
  CHECK(contrast_ratio(0xFFFFFF, 0x767676) == doctest::Approx(4.54).epsilon(0.001));
  CHECK(contrast_ratio(0x777777, 0x777777) == doctest::Approx(1));
}

TEST_CASE("the style sheet sets the accent's properties for pages and widgets, and lets the site's own win") {
  const std::string css = accent_css(0x1F5F3F);
  CHECK(css.rfind(":root,.undersigned{--us-accent:var(--undersigned-accent,#1f5f3f);", 0) == 0);
  CHECK(css.find("@supports (color:light-dark(red,red))") != std::string::npos);
  CHECK(css.find("--us-on-accent:var(--undersigned-on-accent,light-dark(#ffffff,#") != std::string::npos);
  CHECK(css.find("--us-accent-soft:") != std::string::npos);
}

TEST_CASE("accents are written as # and six hex digits") {
  CHECK(accent_from("#A8201a") == 0xA8201A);
  CHECK(hex_of(0x00201A) == "00201a");
  CHECK(rgb_from_hex("00201a") == 0x00201A);
  for (const char* bad : {"", "#", "a8201a", "#a8201", "#a8201aa", "#a8201g", "red", "#a82 1a", "##8201a"}) {
    CAPTURE(bad);
    CHECK_FALSE(accent_from(bad));
  }
}
