// What every view receives: the state to show, the tools to draw with, and the view state (what is open, focused,
// scrolled).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/locale/locale.h"
#include "widget/dashboard/model/dashboard.h"
#include "widget/dashboard/views/look.h"
#include "widget/dashboard/views/semantics.h"
#include "widget/dashboard/views/text.h"
#include "widget/dashboard/views/words.h"

namespace undersigned::dashboard {

enum class Motion : std::uint8_t { Full, Reduced };

// A scrolling column of the page. A million rows are higher than a float can count pixels. So the content is drawn from
// an origin at most kFarthest above the pane, and the rows (signature_list) add `beyond`.
struct Pane {
  static constexpr float kFarthest = 100'000.0F;

  ImRect box;
  float scroll = 0;
  float beyond = 0;  // how far it is scrolled beyond kFarthest
  float scroll_max = 0;
  float pending = 0;  // not yet scrolled, CSS pixels
  bool back_to_top = false;
};

// Where the focus ring is drawn, after the pane's contents.
struct FocusRing {
  ImRect box;
  ImRect clip;
};

struct Ui {
  Ui(Dashboard& model_given, TextPainter& text_given) : model(model_given), text(text_given) {}

  Dashboard& model;
  TextPainter& text;
  Semantics semantics;
  Locale locale = Locale::English;
  theme::Palette colours = theme::kLight;
  Motion motion = Motion::Full;

  Pane list_pane;
  Pane detail_pane;
  Pane card_pane;
  bool narrow = false;  // one column at a time: the list, or the campaign
  bool all_sources = false;
  std::optional<std::string> next_choice;  // the campaign to choose after this frame; empty: none
  std::optional<std::uint32_t> open_row;   // the signature whose card is open
  bool copied = false;                     // the card's text is on the clipboard
  std::optional<FocusRing> focus_ring;
  ImGuiID focus_wanted = 0;   // the item to focus when it is drawn
  ImGuiID reveal_wanted = 0;  // the item to scroll into sight when it is drawn
  std::string clipboard;      // text that the platform copies after the frame; empty: nothing
  bool animating = false;     // needs another frame without an event

  // The level of the campaign's title: with only one column it is the page's first heading.
  [[nodiscard]] std::uint16_t title_level() const { return narrow ? 1 : 2; }
  [[nodiscard]] std::uint16_t section_level() const { return narrow ? 2 : 3; }
  [[nodiscard]] const Words& words() const { return dashboard::words(locale); }
  [[nodiscard]] std::string number(std::uint64_t value) const { return undersigned::number(locale, value); }
};

}  // namespace undersigned::dashboard
