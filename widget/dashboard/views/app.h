// The whole dashboard: Dear ImGui's context, the state, and the function that draws one frame.
//
// A platform passes it the size, events and messages, calls frame() while wants_frame(), and draws
// ImGui::GetDrawData(). Only one App at a time per process (ImGui's context is global). Not thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

enum class Button : std::uint8_t { Up, Down };

class App {
 public:
  // `rasterizer` must outlive the app.
  App(TextRasterizer& rasterizer, Locale locale);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  [[nodiscard]] Dashboard& model() { return model_; }
  [[nodiscard]] Ui& ui() { return ui_; }
  [[nodiscard]] TextPainter& text() { return text_; }

  void set_scheme(Scheme scheme);
  void set_motion(Motion motion) { ui_.motion = motion; }
  // Size in CSS pixels; `density` is device pixels per CSS pixel.
  void resize(float width, float height, float density);

  // Draws one frame, `seconds` after the one before.
  void frame(float seconds);
  // Something has happened: the next frames have to be drawn.
  void wake() { frames_wanted_ = kFramesPerEvent; }
  // False when idle: the next frame would look the same.
  [[nodiscard]] bool wants_frame() const;

  // The pointer is at a point, in CSS pixels, or has left the canvas. The button is the primary one.
  void move_pointer(float x, float y);
  void pointer_gone();
  void set_button(Button button);
  void set_key(ImGuiKey key, Button state);

  // Scrolls the pane at a point; can_scroll() says whether it would move.
  void scroll(float x, float y, float distance);
  [[nodiscard]] bool can_scroll(float x, float y, float distance) const;

  // Presses the item of a semantic node, or focuses it.
  void activate(std::uint32_t id);
  void focus(std::uint32_t id);
  // Scrolls the item into sight.
  void reveal(std::uint32_t id);
  // The item with ImGui's visible keyboard focus; 0: none.
  [[nodiscard]] std::uint32_t focused() const;

  void set_filter_text(std::string_view text);
  void choose(std::string_view slug);

 private:
  // ImGui receives an event in one frame, acts on it in the next and shows the result in a third.
  static constexpr int kFramesPerEvent = 3;

  void draw();
  void draw_banner(ImRect& area);
  void draw_no_campaigns(const ImRect& area);
  [[nodiscard]] const Pane* pane_at(float x, float y) const;

  Dashboard model_;
  TextPainter text_;
  Ui ui_;
  ImGuiContext* context_ = nullptr;
  int frames_wanted_ = kFramesPerEvent;
};

}  // namespace undersigned::dashboard
