#include "widget/dashboard/views/look.h"

#include <cmath>

namespace undersigned::dashboard {
namespace {

constexpr float kLineHeight = 1.4F;
constexpr float kTightLineHeight = 1.25F;  // used from this size on
constexpr int kTightFromPx = theme::kTypePx[3];
constexpr float kCapHeight = 0.72F;  // of most interface fonts; capitals are centred in the line
constexpr float kScrollbar = 10.0F;

ImVec4 colour(theme::Rgb rgb, float alpha = 1.0F) {
  return ImGui::ColorConvertU32ToFloat4(packed(rgb, alpha));
}

}  // namespace

const theme::Palette& palette(Scheme scheme) {
  return scheme == Scheme::Dark ? theme::kDark : theme::kLight;
}

ImU32 packed(theme::Rgb rgb, float alpha) {
  return IM_COL32(rgb >> 16 & 0xFFU, rgb >> 8 & 0xFFU, rgb & 0xFFU, static_cast<unsigned>(std::lround(alpha * 255.0F)));
}

void apply_style(ImGuiStyle& style, const theme::Palette& colours) {
  style.WindowPadding = style.FramePadding = style.ItemSpacing = ImVec2(0, 0);
  style.WindowBorderSize = style.ChildBorderSize = 0;
  style.WindowRounding = style.ChildRounding = 0;
  style.ScrollbarSize = kScrollbar;
  style.ScrollbarRounding = kScrollbar / 2;
  style.AntiAliasedLinesUseTex = false;
  style.Colors[ImGuiCol_WindowBg] = colour(colours.paper);
  style.Colors[ImGuiCol_ChildBg] = colour(colours.paper, 0);
  style.Colors[ImGuiCol_ScrollbarBg] = colour(colours.paper, 0);
  style.Colors[ImGuiCol_ScrollbarGrab] = colour(colours.line);
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = colour(colours.edge);
  style.Colors[ImGuiCol_ScrollbarGrabActive] = colour(colours.edge);
  style.Colors[ImGuiCol_NavCursor] = colour(colours.focus, 0);  // drawn by controls.cpp
}

float line_height(const TextStyle& style) {
  const float ratio = style.size_px >= kTightFromPx ? kTightLineHeight : kLineHeight;
  return std::ceil(static_cast<float>(style.size_px) * ratio);
}

float baseline(const TextStyle& style) {
  return std::round(line_height(style) / 2 + static_cast<float>(style.size_px) * kCapHeight / 2);
}

}  // namespace undersigned::dashboard
