#include "widget/dashboard/platform/web/browser_text.h"

#include "widget/dashboard/platform/web/host.h"

namespace undersigned::dashboard {
namespace {

std::uint32_t packed_style(const TextStyle& style) {
  return static_cast<std::uint32_t>(style.face) | static_cast<std::uint32_t>(style.figures) << 1 |
         static_cast<std::uint32_t>(style.weight) << 8;
}

}  // namespace

float BrowserText::measure(const TextStyle& style, float density, std::string_view text) {
  const float size_px = static_cast<float>(style.size_px) * density;
  return host_measure_text(packed_style(style), size_px, text.data(), static_cast<std::uint32_t>(text.size())) /
         density;
}

void BrowserText::draw(const TextStyle& style, float density, theme::Rgb colour, std::string_view text, float x,
                       float y, Bitmap bitmap) {
  const float size_px = static_cast<float>(style.size_px) * density;
  host_draw_text(packed_style(style), size_px, text.data(), static_cast<std::uint32_t>(text.size()), colour, x, y,
                 bitmap.pixels, bitmap.width, bitmap.height, bitmap.stride);
}

}  // namespace undersigned::dashboard
