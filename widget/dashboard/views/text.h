// Text as whole lines drawn by the platform: kerned, shaped and in any script the reader's fonts have.
//
// A line is drawn once into a page of ImGui's own texture and shown as an image from then on, so text and shapes stay
// one draw call and a lost WebGL context is refilled by ImGui. The page is a ring of shelves: the oldest shelf makes
// room. All lengths are CSS pixels unless they say device. Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "imgui.h"
#include "widget/dashboard/views/look.h"

namespace undersigned::dashboard {

// 32-bit pixels, red in the lowest byte, alpha not multiplied in.
struct Bitmap {
  std::uint32_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;  // pixels from one row to the next
};

// What a platform provides. `density` is device pixels per CSS pixel.
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

// A piece of text as it was put on the canvas in this frame; for tests.
struct DrawnText {
  std::string text;
  ImVec2 position;
};

class TextPainter {
 public:
  explicit TextPainter(TextRasterizer& rasterizer) : rasterizer_(rasterizer) {}

  // Between NewFrame() and the first draw(). A new density forgets what was drawn.
  void begin_frame(float density);

  float width(const TextStyle& style, std::string_view text);

  // One line at most `width_max` wide (0: as wide as it is), cut with an ellipsis. For Left `at` is the line's top left
  // corner, for Right its top right, for Centre its top middle. Returns the width drawn.
  float draw(ImDrawList& list, ImVec2 at, const TextStyle& style, theme::Rgb colour, std::string_view text,
             float width_max = 0, Align align = Align::Left);

  // `text` broken into lines of at most `width`; the last of `lines_max` is cut with an ellipsis.
  const std::vector<std::string>& wrap(const TextStyle& style, std::string_view text, float width, int lines_max);
  // Draws wrap()ped lines and returns their height.
  float draw_wrapped(ImDrawList& list, ImVec2 at, const TextStyle& style, theme::Rgb colour, std::string_view text,
                     float width, int lines_max);

  // Collects what is drawn, for tests; null stops it.
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
  void forget_runs();

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
