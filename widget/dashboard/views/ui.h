// What every view is given: the state to show, the tools to draw with, and the choices that are only about looking.
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

// A scrolling column of the page. A million rows are taller than a float counts pixels, so what stands above them is
// drawn from an origin that never goes further up than kFarthest, and the rows correct for `beyond` (signature_list).
struct Pane {
  static constexpr float kFarthest = 100'000.0F;

  ImRect box;
  float scroll = 0;
  float beyond = 0;  // how much further than kFarthest it is scrolled
  float scroll_max = 0;
  float pending = 0;  // still to be scrolled, CSS pixels
  bool back_to_top = false;
};

// Where the keyboard's focus is to be shown, once the pane's contents are drawn.
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
  std::optional<std::string> next_choice;  // the campaign to choose once the frame is drawn; empty: none
  std::optional<std::uint32_t> open_row;   // the signature whose card is open
  bool copied = false;                     // the card's text is on the clipboard
  std::optional<FocusRing> focus_ring;
  ImGuiID focus_wanted = 0;   // to be given ImGui's keyboard focus when it comes by
  ImGuiID reveal_wanted = 0;  // to be scrolled into sight when it comes by
  std::string clipboard;      // to be copied by the platform after the frame; empty: nothing
  bool animating = false;     // wants another frame although nothing happened

  // Headings' levels: where there is only one column, the campaign's title is the first of the page.
  [[nodiscard]] std::uint16_t title_level() const { return narrow ? 1 : 2; }
  [[nodiscard]] std::uint16_t section_level() const { return narrow ? 2 : 3; }
  [[nodiscard]] const Words& words() const { return dashboard::words(locale); }
  [[nodiscard]] std::string number(std::uint64_t value) const { return undersigned::number(locale, value); }
};

}  // namespace undersigned::dashboard
