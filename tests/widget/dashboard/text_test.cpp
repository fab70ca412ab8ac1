#include "widget/dashboard/views/text.h"

#include <doctest/doctest.h>

#include <set>

#include "fixtures.h"
#include "widget/dashboard/platform/headless/headless.h"

using namespace undersigned;
using namespace undersigned::dashboard;

namespace {

// kBody is 16 px, so every character of the headless rasterizer is 8 px wide.
constexpr float kCharacter = 8;

}  // namespace

TEST_CASE("text wraps at blanks, cuts words that are too long, and ends the last line with an ellipsis") {
  Headless screen(800, 600);
  TextPainter& text = screen.app().text();
  using Lines = std::vector<std::string>;
  CHECK(text.wrap(kBody, "free dontae sharpe", 11 * kCharacter, 5) == Lines{"free dontae", "sharpe"});
  CHECK(text.wrap(kBody, "one\ntwo", 20 * kCharacter, 5) == Lines{"one", "two"});
  CHECK(text.wrap(kBody, "abcdefgh", 3 * kCharacter, 5) == Lines{"abc", "def", "gh"});
  CHECK(text.wrap(kBody, "ééééé", 2 * kCharacter, 5) == Lines{"éé", "éé", "é"});
  CHECK(text.wrap(kBody, "one two three", 7 * kCharacter, 1) == Lines{"one tw\u2026"});
  CHECK(text.wrap(kBody, "", 7 * kCharacter, 3).empty());
}

TEST_CASE("text wraps into a column narrower than a character without end") {
  Headless screen(800, 600);
  CHECK(screen.app().text().wrap(kBody, "abc", 1, 10).size() == 3);
}

TEST_CASE("the page of drawn lines makes room when it is full") {
  // A rasterizer that writes into the pixels what it drew, so that an overwritten line is noticed.
  class Marking : public MonospacedRasterizer {
   public:
    void draw(const TextStyle&, float, theme::Rgb, std::string_view, float, float, Bitmap bitmap) override {
      ++drawn;
      for (int y = 0; y < bitmap.height; ++y) {
        for (int x = 0; x < bitmap.width; ++x) bitmap.pixels[y * bitmap.stride + x] = drawn;
      }
    }
    std::uint32_t drawn = 0;
  };
  Marking rasterizer;
  App app(rasterizer, Locale::English);
  app.resize(4000, 4000, 1);
  app.frame(0.01F);
  ImGui::NewFrame();
  TextPainter& text = app.text();
  text.begin_frame(1);
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const std::string long_line(200, 'x');
  for (int i = 0; i < 400; ++i) text.draw(list, ImVec2(0, 0), kBody, 0, long_line + std::to_string(i));
  const std::uint32_t before = rasterizer.drawn;
  text.draw(list, ImVec2(0, 0), kBody, 0, long_line + "399");
  CHECK(rasterizer.drawn == before);
  text.draw(list, ImVec2(0, 0), kBody, 0, long_line + "0");
  CHECK(rasterizer.drawn == before + 1);
  ImGui::Render();
}
