// The pieces the views are made of: things to press, bars, chips, rules, scrolling panes.
//
// Everything that can be pressed goes through press(), which tells ImGui (mouse, keyboard), the semantics (screen
// readers, tests) and draws the focus ring, so none of the three can be forgotten.
#pragma once

#include <string_view>

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

struct Press {
  bool pressed = false;
  bool hovered = false;
};

// `key` names the item among its siblings in ImGui's id stack.
Press press(Ui& ui, std::string_view key, const ImRect& box, std::string_view name, std::uint16_t states = 0,
            Role role = Role::Button);

// A text button: a bordered box with the words in its middle. Its width is text_button_width().
enum class Emphasis : std::uint8_t { Plain, Chosen };
float text_button_width(Ui& ui, std::string_view label);
bool text_button(Ui& ui, std::string_view key, ImVec2 at, std::string_view label, Emphasis emphasis = Emphasis::Plain,
                 std::uint16_t states = 0);

// Words that act, underlined on hover. Returns whether it was pressed.
bool link(Ui& ui, std::string_view key, ImVec2 at, const TextStyle& style, std::string_view label);

// A row of choices of which one holds; returns the one pressed or `chosen`.
template <std::size_t N>
std::size_t choices(Ui& ui, std::string_view key, ImVec2 at, const std::array<std::string_view, N>& labels,
                    std::size_t chosen) {
  ImGui::PushID(key.data(), key.data() + key.size());
  for (std::size_t i = 0; i < N; ++i) {
    const Emphasis emphasis = i == chosen ? Emphasis::Chosen : Emphasis::Plain;
    const std::uint16_t pressed = i == chosen ? state::kPressed : state::kNotPressed;
    if (text_button(ui, labels[i], at, labels[i], emphasis, pressed)) chosen = i;
    at.x += text_button_width(ui, labels[i]) + space(2);
  }
  ImGui::PopID();
  return chosen;
}
template <std::size_t N>
float choices_width(Ui& ui, const std::array<std::string_view, N>& labels) {
  float width = -space(2);
  for (const std::string_view label : labels) width += text_button_width(ui, label) + space(2);
  return width;
}

// A bar filled to `part` of `whole`.
void bar(Ui& ui, const ImRect& box, std::uint64_t part, std::uint64_t whole, theme::Rgb fill, theme::Rgb track);

// A hairline across.
void rule(Ui& ui, ImVec2 at, float width);

// A section's heading, drawn and announced. Returns the height taken.
float heading(Ui& ui, ImVec2 at, const TextStyle& style, std::string_view text, float width, std::uint16_t level);

// A paragraph, drawn and announced. Returns the height taken.
float paragraph(Ui& ui, ImVec2 at, const TextStyle& style, theme::Rgb colour, std::string_view text, float width,
                Role role = Role::Text);

// A scrolling column. Between the two, ImGui's window is the pane's. Returns the point to draw from: the top left of the
// scrolled content.
ImVec2 begin_pane(Ui& ui, Pane& pane, const char* name, const ImRect& box);
void end_pane(Pane& pane, float content_height);

// Rounds to whole device pixels, so that edges are sharp.
float crisp(float css);

}  // namespace undersigned::dashboard
