// Text as whole lines drawn by the platform: kerned, shaped and in any script that the reader's fonts have.
//
// A line is drawn once into an area of ImGui's own texture (the atlas) and then shown as an image. So text and shapes
// stay one draw call, and ImGui restores the texture after a lost WebGL context. The area is divided into shelves, rows
// of lines of similar height; if it is full, the oldest shelf is reused. Lengths are CSS pixels unless they say device.
// Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "imgui.h"
#include "widget/dashboard/views/look.h"

namespace undersigned::dashboard {

// 32-bit pixels, red in the lowest byte, alpha not premultiplied.
struct Bitmap {
  std::uint32_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;  // pixels from one row to the next
};

// What a platform implements. `density` is device pixels per CSS pixel.
class TextRasterizer {
 public:
  TextRasterizer() = default;
  TextRasterizer(const TextRasterizer&) = delete;
  TextRasterizer& operator=(const TextRasterizer&) = delete;
  virtual ~TextRasterizer() = default;

  // The advance width of one line, in CSS pixels.
  virtual float measure(const TextStyle& style, float density, std::string_view text) = 0;
  // Draws one line with its left edge and baseline at (x, y), device pixels from the bitmap's top left.
  virtual void draw(const TextStyle& style, float density, theme::Rgb colour, std::string_view text, float x, float y,
                    Bitmap bitmap) = 0;
};

enum class Align : std::uint8_t { Left, Right, Centre };

// A piece of text that was drawn in this frame; for tests.
struct DrawnText {
  std::string text;
  ImVec2 position;
};

class TextPainter {
 public:
  explicit TextPainter(TextRasterizer& rasterizer) : rasterizer_(rasterizer) {}

  // Call between NewFrame() and the first draw(). A new density discards the drawn lines.
  void begin_frame(float density);

  float width(const TextStyle& style, std::string_view text);

  // Draws one line of at most `width_max` (0: unlimited), cut with an ellipsis. `at` is the line's top left corner for
  // Left, its top right corner for Right, and the middle of its top for Centre. Returns the width drawn.
  float draw(ImDrawList& list, ImVec2 at, const TextStyle& style, theme::Rgb colour, std::string_view text,
             float width_max = 0, Align align = Align::Left);

  // `text` broken into lines of at most `width`; if there are more than `lines_max`, the last is cut with an ellipsis.
  const std::vector<std::string>& wrap(const TextStyle& style, std::string_view text, float width, int lines_max);
  // Draws the lines of wrap() and returns their height.
  float draw_wrapped(ImDrawList& list, ImVec2 at, const TextStyle& style, theme::Rgb colour, std::string_view text,
                     float width, int lines_max);

  // Records what is drawn, for tests; null stops it.
  void record(std::vector<DrawnText>* drawn) { drawn_ = drawn; }

 private:
  struct Run {
    std::string text;
    std::uint16_t x = 0, y = 0, width = 0, height = 0;  // device pixels in the page
  };
  struct AtlasShelf {
    int y = 0, height = 0, used = 0;
    std::vector<std::uint64_t> runs;
  };

  std::uint64_t key(const TextStyle& style, std::string_view text, std::uint64_t more) const;
  const std::string& fitted(const TextStyle& style, std::string_view text, float width_max);
  void draw_line(ImDrawList& list, ImVec2 at, const TextStyle& style, theme::Rgb colour, std::string_view text);
  const Run& run(const TextStyle& style, theme::Rgb colour, std::string_view text);
  AtlasShelf& shelf_for(int width, int height);
  void clear_cache();

  TextRasterizer& rasterizer_;
  float density_ = 0;
  int page_id_ = -1;
  int page_x_ = 0, page_y_ = 0, page_width_ = 0, page_height_ = 0;
  int next_shelf_y_ = 0;
  std::vector<AtlasShelf> shelves_;  // oldest first
  std::unordered_map<std::uint64_t, Run> runs_;
  std::unordered_map<std::uint64_t, float> widths_;
  std::unordered_map<std::uint64_t, std::string> fitted_;
  std::unordered_map<std::uint64_t, std::vector<std::string>> wrapped_;
  std::vector<DrawnText>* drawn_ = nullptr;
};

}  // namespace undersigned::dashboard
