// The dashboard without a screen, for tests: frames run, nothing is rasterized, and tests can read what was drawn.
//
// Items are found by their accessible name and pressed with simulated mouse events at their position, so a test fails
// where a person's click would. Every character is half its size wide. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "widget/dashboard/views/app.h"

namespace undersigned::dashboard {

class MonospacedRasterizer : public TextRasterizer {
 public:
  float measure(const TextStyle& style, float density, std::string_view text) override;
  void draw(const TextStyle& style, float density, theme::Rgb colour, std::string_view text, float x, float y,
            Bitmap bitmap) override;
};

class Headless {
 public:
  Headless(float width, float height, Locale locale = Locale::English);
  ~Headless();
  Headless(const Headless&) = delete;
  Headless& operator=(const Headless&) = delete;

  [[nodiscard]] App& app() { return app_; }
  [[nodiscard]] Dashboard& model() { return app_.model(); }
  void resize(float width, float height) { app_.resize(width, height, 1); }

  // Draws until no more frames are wanted and returns their number, at most kFramesMax.
  static constexpr int kFramesMax = 600;
  int settle();

  // The node of a role whose name contains `name`, if there is one.
  [[nodiscard]] std::optional<Node> find(Role role, std::string_view name) const;
  [[nodiscard]] std::string name_of(const Node& node) const { return std::string(app_semantics().name(node)); }

  // Clicks the button of that name. False if it is not in sight.
  bool click(std::string_view name);
  void move_mouse(float x, float y);
  void press_key(ImGuiKey key);
  // Types into the search box of that name, replacing what was there. False if it is not in sight.
  bool type(std::string_view name, std::string_view text);

  // Every piece of text on the canvas in the last frame.
  [[nodiscard]] const std::vector<DrawnText>& drawn() const { return drawn_; }
  [[nodiscard]] bool shows(std::string_view text) const;

  // Items that can be pressed but have no accessible description; empty unless a view has a bug.
  [[nodiscard]] std::vector<std::uint32_t> items_without_description() const;

 private:
  [[nodiscard]] const Semantics& app_semantics() const { return app_.ui().semantics; }
  void frame();

  MonospacedRasterizer rasterizer_;
  mutable App app_;
  std::vector<DrawnText> drawn_;
};

}  // namespace undersigned::dashboard
