// The font loader for Dear ImGui, without a rasterizer. views/text.h draws all text, none goes through ImGui's fonts,
// so every character is a blank of a plausible width.
#include "imgui.h"
#include "imgui_internal.h"
#include "misc/freetype/imgui_freetype.h"

namespace {

constexpr float kAscent = 0.8F;
constexpr float kAdvance = 0.5F;

bool init_size(ImFontAtlas* /*atlas*/, ImFontConfig* /*source*/, ImFontBaked* baked, void* /*data*/) {
  baked->Ascent = baked->Size * kAscent;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas* /*atlas*/, ImFontConfig* /*source*/, ImFontBaked* baked, void* /*data*/, ImWchar codepoint,
                ImFontGlyph* glyph, float* advance) {
  if (advance != nullptr) {
    *advance = baked->Size * kAdvance;
    return true;
  }
  glyph->Codepoint = codepoint & IM_UNICODE_CODEPOINT_MAX;
  glyph->AdvanceX = baked->Size * kAdvance;
  glyph->Visible = 0;
  return true;
}

}  // namespace

const ImFontLoader* ImGuiFreeType::GetFontLoader() {
  static const ImFontLoader loader = [] {
    ImFontLoader blank;
    blank.Name = "blank";
    blank.FontBakedInit = init_size;
    blank.FontBakedLoadGlyph = load_glyph;
    return blank;
  }();
  return &loader;
}
