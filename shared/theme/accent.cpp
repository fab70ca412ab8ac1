#include "shared/theme/accent.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace undersigned::theme {
namespace {

// Backgrounds on which the accent must be readable as text.
constexpr std::array kGrounds{&Palette::paper, &Palette::surface, &Palette::success_soft};

// A little above 4.5, so that rounding to 8 bits stays above it.
constexpr double kTextContrast = 4.6;
// Relative luminances, 0 to 1. kVivid is where a colour looks most vivid. The dark palette's accents have it: lighter
// than necessary, like its other text.
constexpr double kVivid = 0.36;
constexpr double kLightSoft = 0.78;
constexpr double kDarkSoft = 0.024;
constexpr double kDarkOnAccent = 0.006;
// WCAG's allowance for light reflected by the screen.
constexpr double kFlare = 0.05;

// Red, green and blue in linear light, 0 to 1.
using Linear = std::array<double, 3>;

double to_linear(Rgb channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

Rgb from_linear(double light) {
  const double value = light <= 0.0031308 ? light * 12.92 : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
  return static_cast<Rgb>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
}

Linear linear(Rgb colour) {
  return {to_linear(colour >> 16U & 0xFFU), to_linear(colour >> 8U & 0xFFU), to_linear(colour & 0xFFU)};
}

Rgb rgb(const Linear& light) {
  return from_linear(light[0]) << 16U | from_linear(light[1]) << 8U | from_linear(light[2]);
}

double luminance(const Linear& light) {
  return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
}

Linear scaled(Linear light, double factor) {
  for (double& channel : light) channel *= factor;
  return light;
}

Linear darkened_to(const Linear& light, double target) {
  const double now = luminance(light);
  return now <= target ? light : scaled(light, target / now);
}

Linear whitened_to(Linear light, double target) {
  const double now = luminance(light);
  if (now >= target) return light;
  const double white = (target - now) / (1 - now);
  for (double& channel : light) channel += white * (1 - channel);
  return light;
}

Linear lightened_to(Linear light, double target) {
  const double brightest = *std::max_element(light.begin(), light.end());
  if (luminance(light) >= target) return light;
  if (brightest > 0) light = scaled(light, std::min(1 / brightest, target / luminance(light)));
  return whitened_to(light, target);
}

double darkest_ground(const Palette& palette) {
  double darkest = 1;
  for (const auto ground : kGrounds) darkest = std::min(darkest, luminance(linear(palette.*ground)));
  return darkest;
}

double lightest_ground(const Palette& palette) {
  double lightest = 0;
  for (const auto ground : kGrounds) lightest = std::max(lightest, luminance(linear(palette.*ground)));
  return lightest;
}

Accent light_accent(const Linear& colour) {
  const Linear accent = darkened_to(colour, (darkest_ground(kLight) + kFlare) / kTextContrast - kFlare);
  // A tint between neon and grey: first scaled to vivid, then mixed with white.
  const Linear soft = whitened_to(lightened_to(accent, kVivid), kLightSoft);
  return {.accent = rgb(accent), .on_accent = kLight.paper, .accent_soft = rgb(soft)};
}

Accent dark_accent(const Linear& colour) {
  const double readable = (lightest_ground(kDark) + kFlare) * kTextContrast - kFlare;
  const Linear accent = lightened_to(colour, std::max(readable, kVivid));
  return {.accent = rgb(accent),
          .on_accent = rgb(darkened_to(accent, kDarkOnAccent)),
          .accent_soft = rgb(darkened_to(accent, kDarkSoft))};
}

std::string property(std::string_view name, std::string_view value) {
  std::string line = "--us-";
  return line.append(name).append(":var(--undersigned-").append(name).append(",").append(value).append(");");
}

std::optional<Rgb> digit_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<Rgb>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<Rgb>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<Rgb>(c - 'A' + 10);
  return std::nullopt;
}

}  // namespace

AccentPalettes accent_palettes(Rgb colour) {
  const Linear light = linear(colour);
  return {light_accent(light), dark_accent(light)};
}

std::string accent_css(Rgb colour) {
  struct Property {
    std::string_view name;
    Rgb Accent::*member;
  };
  constexpr std::array kProperties{Property{"accent", &Accent::accent}, Property{"on-accent", &Accent::on_accent},
                                   Property{"accent-soft", &Accent::accent_soft}};
  const AccentPalettes palettes = accent_palettes(colour);
  std::string light;
  std::string both;
  for (const auto& [name, member] : kProperties) {
    const std::string in_light = "#" + hex_of(palettes.light.*member);
    light += property(name, in_light);
    both += property(name, "light-dark(" + in_light + ",#" + hex_of(palettes.dark.*member) + ")");
  }
  return ":root,.undersigned{" + light + "}@supports (color:light-dark(red,red)){:root,.undersigned{" + both + "}}";
}

double contrast_ratio(Rgb a, Rgb b) {
  const double first = luminance(linear(a)) + kFlare;
  const double second = luminance(linear(b)) + kFlare;
  return first > second ? first / second : second / first;
}

std::optional<Rgb> rgb_from_hex(std::string_view digits) {
  if (digits.size() != 6) return std::nullopt;
  Rgb colour = 0;
  for (const char c : digits) {
    const std::optional<Rgb> value = digit_value(c);
    if (!value) return std::nullopt;
    colour = colour << 4U | *value;
  }
  return colour;
}

std::string hex_of(Rgb colour) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(6, '0');
  for (unsigned i = 0; i < 6; ++i) text[i] = kDigits[colour >> (20 - 4 * i) & 0xFU];
  return text;
}

std::optional<Rgb> accent_from(std::string_view text) {
  return text.substr(0, 1) == "#" ? rgb_from_hex(text.substr(1)) : std::nullopt;
}

}  // namespace undersigned::theme
