// The controls that views are made of: items to press, bars, chips, rules, scrolling panes.
//
// Everything that can be pressed goes through press(). It registers the item with ImGui (mouse, keyboard) and the
// semantics (screen readers, tests), and draws the focus ring, so that none of the three can be forgotten.
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

// Scrolls the item into sight if that was requested.
void reveal_if_wanted(Ui& ui, ImGuiID id, const ImRect& box);

// A bordered box with centred text, kButtonHeight high.
inline constexpr float kButtonHeight = kTouchTarget - space(2);
float text_button_width(Ui& ui, std::string_view label);
bool text_button(Ui& ui, std::string_view key, ImVec2 at, std::string_view label);

// Text that can be pressed, underlined on hover. Returns whether it was pressed.
bool link(Ui& ui, std::string_view key, ImVec2 at, const TextStyle& style, std::string_view label);

// A row of labels, of which the chosen one is underlined. Returns the index pressed, or `chosen`.
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

// A scrolling column. Between begin_pane() and end_pane(), ImGui's current window is the pane. Returns the top left of
// the scrolled content, where drawing starts.
ImVec2 begin_pane(Ui& ui, Pane& pane, const char* name, const ImRect& box);
void end_pane(Ui& ui, Pane& pane, float content_height);

// The margin left and right of a campaign's column in a pane of that width.
float content_margin(float pane_width);

// Rounds to whole device pixels, so that edges are sharp.
float crisp(float css);

}  // namespace undersigned::dashboard
