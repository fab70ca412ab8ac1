// The dashboard's style from shared/theme.h: colours as Dear ImGui needs them, text styles, spacing.
//
// Lengths are CSS pixels. Pure values.
#pragma once

#include <cstdint>

#include "imgui.h"
#include "shared/theme.h"

namespace undersigned::dashboard {

enum class Scheme : std::uint8_t { Light, Dark };

const theme::Palette& palette(Scheme scheme);

// 0xRRGGBB as ImGui's packed colour; `alpha` from 0 to 1.
ImU32 packed(theme::Rgb rgb, float alpha = 1.0F);

// Sets ImGui's own colours and sizes; ImGui itself draws only scrollbars and window backgrounds.
void apply_style(ImGuiStyle& style, const theme::Palette& colours);

enum class Face : std::uint8_t { Sans, Serif };
// Tabular: all digits have the same width, for numbers below each other.
enum class Figures : std::uint8_t { AsDrawn, Tabular };

struct TextStyle {
  Face face = Face::Sans;
  int weight = 400;
  int size_px = theme::kTypePx[1];
  Figures figures = Figures::AsDrawn;

  friend bool operator==(const TextStyle& a, const TextStyle& b) {
    return a.face == b.face && a.weight == b.weight && a.size_px == b.size_px && a.figures == b.figures;
  }
};

inline constexpr TextStyle kSmall{Face::Sans, 400, theme::kTypePx[0], Figures::AsDrawn};
inline constexpr TextStyle kSmallStrong{Face::Sans, 600, theme::kTypePx[0], Figures::AsDrawn};
inline constexpr TextStyle kSmallFigures{Face::Sans, 400, theme::kTypePx[0], Figures::Tabular};
inline constexpr TextStyle kBody{Face::Sans, 400, theme::kTypePx[1], Figures::AsDrawn};
inline constexpr TextStyle kBodyStrong{Face::Sans, 600, theme::kTypePx[1], Figures::AsDrawn};
inline constexpr TextStyle kBodyFigures{Face::Sans, 600, theme::kTypePx[1], Figures::Tabular};
inline constexpr TextStyle kLead{Face::Sans, 400, theme::kTypePx[2], Figures::AsDrawn};
inline constexpr TextStyle kFigure{Face::Sans, 600, theme::kTypePx[2], Figures::AsDrawn};
inline constexpr TextStyle kEntry{Face::Serif, 700, theme::kTypePx[1], Figures::AsDrawn};
inline constexpr TextStyle kHeading{Face::Serif, 700, theme::kTypePx[2], Figures::AsDrawn};
inline constexpr TextStyle kTitle{Face::Serif, 700, theme::kTypePx[3], Figures::AsDrawn};
inline constexpr TextStyle kCount{Face::Sans, 700, theme::kCountPx, Figures::AsDrawn};

// The height of a line of text, and where its baseline is below the line's top.
float line_height(const TextStyle& style);
float baseline(const TextStyle& style);

inline constexpr float space(int steps) {
  return static_cast<float>(steps * theme::kSpaceStepPx);
}

inline constexpr float kRadius = theme::kRadiusPx;
inline constexpr float kHairline = 1.0F;
inline constexpr float kTouchTarget = 44.0F;

}  // namespace undersigned::dashboard
