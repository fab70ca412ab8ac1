// All design tokens, written once: the build turns them into the style sheet's custom properties (web/tokens), and the
// dashboard's ImGui style reads them, so pages and canvas look the same.
//
// Colours are 0xRRGGBB in sRGB. Contrast follows WCAG 2.2: text at least 4.5:1 on its background (1.4.3), borders of
// inputs and the focus ring at least 3:1 (1.4.11, 2.4.11). Lengths are CSS pixels.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace undersigned::theme {

using Rgb = std::uint32_t;

struct Palette {
  Rgb paper;        // background of the page
  Rgb surface;      // background of a card or table head
  Rgb ink;          // text
  Rgb quiet;        // secondary text, still 4.5:1
  Rgb line;         // decorative lines
  Rgb edge;         // borders of inputs, 3:1
  Rgb accent;       // the one emphasis: button, bar, links
  Rgb on_accent;    // text on the accent
  Rgb accent_soft;  // the bar's track, a selected row
  Rgb focus;        // the focus ring
  Rgb error;        // error text and border
  Rgb error_soft;   // background of the error summary
  Rgb success;      // "you have signed"
  Rgb success_soft;
};

inline constexpr Palette kLight{
    .paper = 0xFFFFFF,
    .surface = 0xF6F5F2,
    .ink = 0x17171A,
    .quiet = 0x56565E,
    .line = 0xDDDBD5,
    .edge = 0x7A7973,
    .accent = 0xA8201A,
    .on_accent = 0xFFFFFF,
    .accent_soft = 0xF1DEDC,
    .focus = 0x1D4ED8,
    .error = 0xB3121D,
    .error_soft = 0xFDF0F0,
    .success = 0x14663B,
    .success_soft = 0xEBF5EF,
};

inline constexpr Palette kDark{
    .paper = 0x141416,
    .surface = 0x1D1D20,
    .ink = 0xF1EFEA,
    .quiet = 0xAFADA6,
    .line = 0x36363B,
    .edge = 0x85847E,
    .accent = 0xFF8A7E,
    .on_accent = 0x2A0705,
    .accent_soft = 0x43211E,
    .focus = 0x8FB4FF,
    .error = 0xFF9C9A,
    .error_soft = 0x33191A,
    .success = 0x7FD8A5,
    .success_soft = 0x15291E,
};

// The type scale: small print, body, lead, heading, title. The count uses kCountPx.
inline constexpr std::array<int, 5> kTypePx{14, 16, 20, 28, 40};
inline constexpr int kCountPx = 48;
inline constexpr int kSpaceStepPx = 4;
inline constexpr int kRadiusPx = 6;
inline constexpr int kFocusRingPx = 3;
inline constexpr int kButtonHeightPx = 48;
inline constexpr int kMeasurePx = 640;  // maximum width of a text column
inline constexpr int kMotionMs = 160;   // none if the reader prefers reduced motion

inline constexpr std::string_view kSansFamily =
    "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif";
inline constexpr std::string_view kSerifFamily =
    "Charter, \"Bitstream Charter\", \"Sitka Text\", Cambria, Georgia, serif";

}  // namespace undersigned::theme
