#include "widget/dashboard/views/controls.h"

#include <algorithm>
#include <cmath>

namespace undersigned::dashboard {
namespace {

constexpr float kRingGap = 2.0F;
constexpr float kChoiceGap = space(5);
constexpr float kChosenLine = 2.0F;
constexpr float kScrollHalvesPerSecond = 40.0F;  // so that a wheel step is shown within theme::kMotionMs

void draw_focus_ring(const Ui& ui) {
  constexpr float kWidth = theme::kFocusRingPx;
  const FocusRing& ring = *ui.focus_ring;
  // If the item reaches the edge of its pane, the ring is drawn inside it: outside it would be cut off.
  const ImVec2 inside(kWidth / 2, kWidth / 2);
  const ImVec2 min = ImMax(ring.box.Min - ImVec2(kRingGap, kRingGap), ring.clip.Min + inside);
  const ImVec2 max = ImMin(ring.box.Max + ImVec2(kRingGap, kRingGap), ring.clip.Max - inside);
  if (min.x < max.x && min.y < max.y) {
    ImGui::GetWindowDrawList()->AddRect(min, max, packed(ui.colours.focus), kRadius, 0, kWidth);
  }
}

// Returns true if the pane was sent to its top first: far down, the position of what is above the rows is not known.
bool sent_to_top(Ui& ui, bool in_sight) {
  ui.animating = true;
  if (in_sight || ui.detail_pane.beyond == 0) return false;
  ImGui::SetScrollY(0);
  return true;
}

// Gives the last item the keyboard focus; ImGui scrolls it into sight.
void take_focus(Ui& ui, bool in_sight) {
  if (sent_to_top(ui, in_sight)) return;
  ImGui::FocusItem();
  ImGui::SetNavCursorVisible(true);
  ui.focus_wanted = 0;
}

}  // namespace

float content_margin(float pane_width) {
  return std::clamp(std::floor(pane_width / 16), space(5), space(12));
}

float crisp(float css) {
  const float density = ImGui::GetIO().DisplayFramebufferScale.x;
  return std::round(css * density) / density;
}

Press press(Ui& ui, std::string_view key, const ImRect& box, std::string_view name, std::uint16_t states, Role role) {
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID(key.data(), key.data() + key.size());
  ui.semantics.add(role, name, box.Min, box.Max, id, states);
  const bool in_sight = ImGui::ItemAdd(box, id);
  reveal_if_wanted(ui, id, box);
  if (ui.focus_wanted == id) take_focus(ui, in_sight);
  if (!in_sight) return {};
  Press result;
  bool held = false;
  result.pressed = ImGui::ButtonBehavior(box, id, &result.hovered, &held);
  if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (context.NavId == id && context.NavCursorVisible) {
    ui.focus_ring = FocusRing{box, ImGui::GetCurrentWindow()->ClipRect};
  }
  return result;
}

void reveal_if_wanted(Ui& ui, ImGuiID id, const ImRect& box) {
  if (ui.reveal_wanted != id || sent_to_top(ui, ImGui::IsRectVisible(box.Min, box.Max))) return;
  ImGui::ScrollToRect(ImGui::GetCurrentWindow(), box, ImGuiScrollFlags_KeepVisibleCenterY);
  ui.reveal_wanted = 0;
}

float text_button_width(Ui& ui, std::string_view label) {
  return std::ceil(ui.text.width(kSmallStrong, label)) + 2 * space(3);
}

bool text_button(Ui& ui, std::string_view key, ImVec2 at, std::string_view label) {
  const ImRect box(at, at + ImVec2(text_button_width(ui, label), kButtonHeight));
  const Press button = press(ui, key, box, label);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (button.hovered) list.AddRectFilled(box.Min, box.Max, packed(ui.colours.surface), kRadius);
  list.AddRect(box.Min, box.Max, packed(button.hovered ? ui.colours.ink : ui.colours.edge), kRadius);
  const ImVec2 top(box.GetCenter().x, box.GetCenter().y - line_height(kSmallStrong) / 2);
  ui.text.draw(list, top, kSmallStrong, ui.colours.ink, label, 0, Align::Centre);
  return button.pressed;
}

// Both weights take the width of the bolder one, so that nothing moves when another choice is pressed.
float choices_width(Ui& ui, std::span<const std::string_view> labels) {
  float width = -kChoiceGap;
  for (const std::string_view label : labels) width += std::ceil(ui.text.width(kSmallStrong, label)) + kChoiceGap;
  return width;
}

std::size_t choices(Ui& ui, std::string_view key, ImVec2 at, std::span<const std::string_view> labels,
                    std::size_t chosen) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::size_t now = chosen;
  ImGui::PushID(key.data(), key.data() + key.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float width = std::ceil(ui.text.width(kSmallStrong, labels[i]));
    const ImRect text(at, at + ImVec2(width, kChoicesHeight));
    ImRect target = text;
    target.Expand(ImVec2(kChoiceGap / 2, 0));
    const bool holds = i == chosen;
    const Press choice = press(ui, labels[i], target, labels[i], holds ? state::kPressed : state::kNotPressed);
    if (choice.pressed) now = i;
    const ImVec2 top(text.GetCenter().x, text.GetCenter().y - line_height(kSmall) / 2);
    ui.text.draw(list, top, holds ? kSmallStrong : kSmall, holds || choice.hovered ? ui.colours.ink : ui.colours.quiet,
                 labels[i], 0, Align::Centre);
    if (holds) {
      const float y = crisp(text.Max.y - kChosenLine);
      list.AddRectFilled(ImVec2(text.Min.x, y), ImVec2(text.Max.x, y + kChosenLine), packed(ui.colours.ink));
    }
    at.x += width + kChoiceGap;
  }
  ImGui::PopID();
  return now;
}

bool link(Ui& ui, std::string_view key, ImVec2 at, const TextStyle& style, std::string_view label) {
  const float width = ui.text.width(style, label);
  const ImRect text(at, at + ImVec2(width, line_height(style)));
  ImRect target = text;
  target.Expand(ImVec2(space(1), (kTouchTarget - space(2) - line_height(style)) / 2));
  const Press button = press(ui, key, target, label);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ui.text.draw(list, at, style, ui.colours.accent, label);
  if (button.hovered) {
    const float y = crisp(at.y + baseline(style) + space(1) / 2);
    list.AddRectFilled(ImVec2(text.Min.x, y), ImVec2(text.Max.x, y + kHairline), packed(ui.colours.accent));
  }
  return button.pressed;
}

void bar(Ui& /*ui*/, const ImRect& box, std::uint64_t part, std::uint64_t whole, theme::Rgb fill, theme::Rgb track) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float radius = std::min(kRadius, box.GetHeight() / 2);
  list.AddRectFilled(box.Min, box.Max, packed(track), radius);
  if (part == 0 || whole == 0) return;
  // Never quite full before the goal is reached, and always long enough to be seen.
  const float share = std::min(1.0F, static_cast<float>(part) / static_cast<float>(whole));
  const float width = std::clamp(box.GetWidth() * share, 2 * radius, box.GetWidth() - (part < whole ? 1.0F : 0.0F));
  list.AddRectFilled(box.Min, ImVec2(box.Min.x + width, box.Max.y), packed(fill), radius);
}

void rule(Ui& ui, ImVec2 at, float width) {
  const float y = crisp(at.y);
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, y), ImVec2(at.x + width, y + kHairline),
                                            packed(ui.colours.line));
}

float heading(Ui& ui, ImVec2 at, const TextStyle& style, std::string_view text, float width, std::uint16_t level) {
  constexpr int kLinesMax = 5;
  const float height =
      ui.text.draw_wrapped(*ImGui::GetWindowDrawList(), at, style, ui.colours.ink, text, width, kLinesMax);
  ui.semantics.add(Role::Heading, text, at, at + ImVec2(width, height), 0, level);
  return height;
}

float paragraph(Ui& ui, ImVec2 at, const TextStyle& style, theme::Rgb colour, std::string_view text, float width,
                Role role) {
  constexpr int kLinesMax = 40;
  const float column = std::min(width, static_cast<float>(theme::kMeasurePx));
  const float height = ui.text.draw_wrapped(*ImGui::GetWindowDrawList(), at, style, colour, text, column, kLinesMax);
  ui.semantics.add(role, text, at, at + ImVec2(column, height));
  return height;
}

ImVec2 begin_pane(Ui& ui, Pane& pane, const char* name, const ImRect& box) {
  pane.box = box;
  ImGui::SetCursorScreenPos(box.Min);
  ImGui::BeginChild(name, box.GetSize(), ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_NoScrollWithMouse);
  const float now = ImGui::GetScrollY();
  if (pane.back_to_top) {
    ImGui::SetScrollY(0);
    pane.pending = 0;
    pane.back_to_top = false;
  } else if (std::abs(pane.pending) >= 1) {
    // ImGui scrolls by whole pixels; the fraction is kept for the next movement.
    const float share =
        ui.motion == Motion::Reduced ? 1 : 1 - std::exp2(-kScrollHalvesPerSecond * ImGui::GetIO().DeltaTime);
    const float step =
        std::abs(pane.pending) * share < 1 ? std::copysign(1.0F, pane.pending) : std::trunc(pane.pending * share);
    const float to = std::clamp(now + step, 0.0F, pane.scroll_max);
    pane.pending = to == now + step ? pane.pending - step : 0;
    ImGui::SetScrollY(to);
    ui.animating = true;
  }
  pane.scroll = now;
  pane.beyond = std::max(0.0F, now - Pane::kFarthest);
  const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
  ui.semantics.set_clip(clip.Min, clip.Max);
  return box.Min - ImVec2(0, now - pane.beyond);
}

void end_pane(Ui& ui, Pane& pane, float content_height) {
  if (ui.focus_ring) draw_focus_ring(ui);
  ui.focus_ring.reset();
  ImGui::SetCursorPos(ImVec2(0, content_height));
  ImGui::Dummy(ImVec2(0, 0));
  pane.scroll_max = ImGui::GetScrollMaxY();
  ImGui::EndChild();
}

}  // namespace undersigned::dashboard
