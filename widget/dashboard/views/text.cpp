#include "widget/dashboard/views/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "imgui_internal.h"
#include "shared/text/utf8.h"

namespace undersigned::dashboard {
namespace {

constexpr int kPageWidth = 2040;  // with ImGui's padding this fits a texture of 2048 pixels
constexpr int kPageHeight = 2000;
constexpr float kOverhang = 4.0F;  // space for glyph parts outside of the line's box: accents, tails, slanted strokes
constexpr int kShelfStep = 8;      // heights are rounded up to a multiple, so that lines can share a shelf
constexpr std::size_t kCachedMax = 4096;
constexpr std::string_view kEllipsis = "\u2026";

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
  return hash ^ hash >> 29;
}

float snapped(float css, float density) {
  return std::round(css * density) / density;
}

// The first `chars` characters of the text.
std::string_view first_chars(std::string_view text, std::size_t chars) {
  std::string_view rest = text;
  while (chars > 0 && !rest.empty()) {
    take_char(rest);
    --chars;
  }
  return text.substr(0, text.size() - rest.size());
}

}  // namespace

void TextPainter::begin_frame(float density) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (page_id_ < 0) page_id_ = atlas.AddCustomRect(kPageWidth, kPageHeight);
  ImFontAtlasRect page;
  if (page_id_ >= 0 && atlas.GetCustomRect(page_id_, &page)) {
    page_x_ = page.x;
    page_y_ = page.y;
    page_width_ = page.w;
    page_height_ = page.h;
  }
  if (density != density_) {
    density_ = density;
    clear_cache();
    widths_.clear();
    fitted_.clear();
    wrapped_.clear();
  }
}

void TextPainter::clear_cache() {
  runs_.clear();
  shelves_.clear();
  next_shelf_y_ = 0;
}

std::uint64_t TextPainter::key(const TextStyle& style, std::string_view text, std::uint64_t more) const {
  std::uint64_t hash =
      mix(more, static_cast<std::uint64_t>(style.size_px) << 32 | static_cast<std::uint64_t>(style.weight) << 8 |
                    static_cast<std::uint64_t>(style.face) << 4 | static_cast<std::uint64_t>(style.figures));
  for (const char c : text) hash = mix(hash, static_cast<std::uint8_t>(c));
  return hash;
}

float TextPainter::width(const TextStyle& style, std::string_view text) {
  if (text.empty()) return 0;
  if (widths_.size() > kCachedMax) widths_.clear();
  const auto [found, added] = widths_.try_emplace(key(style, text, 0), 0.0F);
  if (added) found->second = rasterizer_.measure(style, density_, text);
  return found->second;
}

// The longest beginning that fits with an ellipsis, found by binary search.
const std::string& TextPainter::fitted(const TextStyle& style, std::string_view text, float width_max) {
  if (fitted_.size() > kCachedMax) fitted_.clear();
  const auto [found, added] = fitted_.try_emplace(key(style, text, static_cast<std::uint64_t>(width_max * 8)));
  if (!added) return found->second;
  std::size_t fits = 0;
  std::size_t too_many = count_chars(text);
  while (fits + 1 < too_many) {
    const std::size_t middle = (fits + too_many) / 2;
    const float wide = rasterizer_.measure(style, density_, std::string(first_chars(text, middle)).append(kEllipsis));
    (wide <= width_max ? fits : too_many) = middle;
  }
  std::string cut(first_chars(text, fits));
  while (!cut.empty() && cut.back() == ' ') cut.pop_back();
  found->second = cut.append(kEllipsis);
  return found->second;
}

float TextPainter::draw(ImDrawList& list, ImVec2 at, const TextStyle& style, theme::Rgb colour, std::string_view text,
                        float width_max, Align align) {
  if (text.empty()) return 0;
  float wide = width(style, text);
  if (width_max > 0 && wide > width_max) {
    text = fitted(style, text, width_max);
    wide = width(style, text);
  }
  if (align == Align::Right) at.x -= wide;
  if (align == Align::Centre) at.x -= wide / 2;
  draw_line(list, at, style, colour, text);
  return wide;
}

void TextPainter::draw_line(ImDrawList& list, ImVec2 at, const TextStyle& style, theme::Rgb colour,
                            std::string_view text) {
  const ImVec2 clip_min = list.GetClipRectMin();
  const ImVec2 clip_max = list.GetClipRectMax();
  if (at.y > clip_max.y || at.y + line_height(style) < clip_min.y || at.x > clip_max.x) return;
  if (drawn_ != nullptr) drawn_->push_back({std::string(text), at});
  const Run& line = run(style, colour, text);
  const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  const ImVec2 texel(1.0F / static_cast<float>(atlas.TexData->Width), 1.0F / static_cast<float>(atlas.TexData->Height));
  const ImVec2 from(static_cast<float>(page_x_ + line.x), static_cast<float>(page_y_ + line.y));
  const ImVec2 size(line.width, line.height);
  const ImVec2 corner(snapped(at.x, density_) - kOverhang, snapped(at.y, density_) - kOverhang);
  list.AddImage(atlas.TexRef, corner, corner + size / density_, from * texel, (from + size) * texel);
}

const TextPainter::Run& TextPainter::run(const TextStyle& style, theme::Rgb colour, std::string_view text) {
  const std::uint64_t hash = key(style, text, colour);
  if (const auto found = runs_.find(hash); found != runs_.end() && found->second.text == text) return found->second;

  const int width_wanted = static_cast<int>(std::ceil((width(style, text) + 2 * kOverhang) * density_));
  const int width_px = std::clamp(width_wanted, 1, page_width_);
  const int height_px = static_cast<int>(std::ceil((line_height(style) + 2 * kOverhang) * density_));
  AtlasShelf& shelf = shelf_for(width_px, height_px);
  Run line{std::string(text), static_cast<std::uint16_t>(shelf.used), static_cast<std::uint16_t>(shelf.y),
           static_cast<std::uint16_t>(width_px), static_cast<std::uint16_t>(std::min(height_px, page_height_))};
  shelf.used += width_px;
  shelf.runs.push_back(hash);

  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImTextureData& texture = *atlas.TexData;
  const int x = page_x_ + line.x;
  const int y = page_y_ + line.y;
  // ImGui allocates its texture in whole 32-bit pixels.
  void* pixels = texture.GetPixelsAt(x, y);
  rasterizer_.draw(style, density_, colour, text, kOverhang * density_,
                   std::round((kOverhang + baseline(style)) * density_),
                   Bitmap{static_cast<std::uint32_t*>(pixels), line.width, line.height, texture.Width});
  ImFontAtlasTextureBlockQueueUpload(&atlas, &texture, x, y, line.width, line.height);
  return runs_.insert_or_assign(hash, std::move(line)).first->second;
}

TextPainter::AtlasShelf& TextPainter::shelf_for(int width, int height) {
  height = std::min((height + kShelfStep - 1) / kShelfStep * kShelfStep, page_height_);
  for (auto shelf = shelves_.rbegin(); shelf != shelves_.rend(); ++shelf) {
    if (shelf->height == height && shelf->used + width <= page_width_) return *shelf;
  }
  if (next_shelf_y_ + height > page_height_) next_shelf_y_ = 0;
  const int y = next_shelf_y_;
  next_shelf_y_ += height;
  const auto overlaps = [&](const AtlasShelf& shelf) { return shelf.y < y + height && y < shelf.y + shelf.height; };
  for (const AtlasShelf& shelf : shelves_) {
    if (!overlaps(shelf)) continue;
    for (const std::uint64_t hash : shelf.runs) runs_.erase(hash);
  }
  shelves_.erase(std::remove_if(shelves_.begin(), shelves_.end(), overlaps), shelves_.end());
  shelves_.push_back(AtlasShelf{y, height, 0, {}});
  return shelves_.back();
}

const std::vector<std::string>& TextPainter::wrap(const TextStyle& style, std::string_view text, float width_max,
                                                  int lines_max) {
  if (wrapped_.size() > kCachedMax) wrapped_.clear();
  const std::uint64_t more = static_cast<std::uint64_t>(width_max * 8) << 8 | static_cast<std::uint64_t>(lines_max);
  const auto [found, added] = wrapped_.try_emplace(key(style, text, more));
  std::vector<std::string>& lines = found->second;
  if (!added) return lines;
  while (!text.empty()) {
    if (static_cast<int>(lines.size()) + 1 == lines_max) {
      lines.push_back(width(style, text) <= width_max ? std::string(text) : fitted(style, text, width_max));
      break;
    }
    // Cuts at the last blank before the line is full; if a single word is too long, after as many characters as fit.
    std::size_t end = 0;
    for (std::size_t next = 0; next < text.size();) {
      next = std::min(text.find_first_of(" \n", next + 1), text.size());
      if (width(style, text.substr(0, next)) > width_max) break;
      end = next;
      if (next < text.size() && text[next] == '\n') break;
    }
    for (std::size_t chars = 1; end == 0; ++chars) {
      const std::string_view longer = first_chars(text, chars + 1);
      if (longer.size() == text.size() || rasterizer_.measure(style, density_, longer) > width_max) {
        end = first_chars(text, chars).size();
      }
    }
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  }
  return lines;
}

float TextPainter::draw_wrapped(ImDrawList& list, ImVec2 at, const TextStyle& style, theme::Rgb colour,
                                std::string_view text, float width_max, int lines_max) {
  const std::vector<std::string>& lines = wrap(style, text, width_max, lines_max);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    draw_line(list, ImVec2(at.x, at.y + static_cast<float>(i) * line_height(style)), style, colour, lines[i]);
  }
  return static_cast<float>(lines.size()) * line_height(style);
}

}  // namespace undersigned::dashboard
