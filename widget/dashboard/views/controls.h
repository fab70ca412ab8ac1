// The pieces the views are made of: things to press, bars, chips, rules, scrolling panes.
//
// Everything that can be pressed goes through press(), which tells ImGui (mouse, keyboard), the semantics (screen
// readers, tests) and draws the focus ring, so none of the three can be forgotten.
#pragma once

#include <span>
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

// Scrolls the item into sight if that was asked for.
void reveal_if_wanted(Ui& ui, ImGuiID id, const ImRect& box);

// A bordered box with words in its middle, kButtonHeight high.
inline constexpr float kButtonHeight = kTouchTarget - space(2);
float text_button_width(Ui& ui, std::string_view label);
bool text_button(Ui& ui, std::string_view key, ImVec2 at, std::string_view label);

// Words that act, underlined on hover. Returns whether it was pressed.
bool link(Ui& ui, std::string_view key, ImVec2 at, const TextStyle& style, std::string_view label);

// A row of words of which one holds, underlined. Returns the index pressed, or `chosen`.
std::size_t choices(Ui& ui, std::string_view key, ImVec2 at, std::span<const std::string_view> labels,
                    std::size_t chosen);
float choices_width(Ui& ui, std::span<const std::string_view> labels);
inline constexpr float kChoicesHeight = kButtonHeight;

// A bar filled to `part` of `whole`.
void bar(Ui& ui, const ImRect& box, std::uint64_t part, std::uint64_t whole, theme::Rgb fill, theme::Rgb track);

// A hairline across.
void rule(Ui& ui, ImVec2 at, float width);

// A section's heading, drawn and announced. Returns the height taken.
float heading(Ui& ui, ImVec2 at, const TextStyle& style, std::string_view text, float width, std::uint16_t level);

// A paragraph, drawn and announced. Returns the height taken.
float paragraph(Ui& ui, ImVec2 at, const TextStyle& style, theme::Rgb colour, std::string_view text, float width,
                Role role = Role::Text);

// A scrolling column. Between the two, ImGui's window is the pane's. Returns the point to draw from: the top left of
// the scrolled content.
ImVec2 begin_pane(Ui& ui, Pane& pane, const char* name, const ImRect& box);
void end_pane(Ui& ui, Pane& pane, float content_height);

// The blank left and right of a campaign's column in a pane of that width.
float content_margin(float pane_width);

// Rounds to whole device pixels, so that edges are sharp.
float crisp(float css);

}  // namespace undersigned::dashboard
