#include "widget/dashboard/views/source_bars.h"

#include <algorithm>
#include <numeric>

#include "widget/dashboard/views/controls.h"
#include "widget/dashboard/views/format.h"

namespace undersigned::dashboard {
namespace {

constexpr std::size_t kShownAtFirst = 8;
constexpr float kBarHeight = 12.0F;
constexpr float kNameWidthMax = 260.0F;
constexpr float kStackBelow = 560.0F;
constexpr float kShareWidth = 52.0F;

std::string_view source_name(const Ui& ui, const Source& source) {
  if (!source.name.empty()) return source.name;
  return source.partner.empty() ? ui.words().own_page : std::string_view(source.partner);
}

void filter_by(Ui& ui, const Source& source) {
  Filter filter = ui.model.view().filter();
  const bool already = filter.partner == source.partner;
  filter.partner = already ? std::nullopt : std::optional<std::string>(source.partner);
  ui.model.view().set_filter(std::move(filter));
}

struct Columns {
  bool stacked = false;  // name and numbers above the bar
  float name = 0;
  float count = 0;
  std::uint64_t largest = 0;
  std::uint64_t all = 0;
};

float draw_source(Ui& ui, const Source& source, ImVec2 at, float width, const Columns& columns) {
  const float line = line_height(kBody);
  const float height = columns.stacked ? line + space(1) + kBarHeight + space(5) : kTouchTarget - space(1);
  const ImRect box(at, at + ImVec2(width, height));
  const std::string_view name = source_name(ui, source);
  const std::string count = ui.number(source.count);
  const std::string part = share(source.count, columns.all);
  const bool chosen = ui.model.view().filter().partner == source.partner;
  // The prefix is needed: an id may not be empty, and signatures of this server's own page have no partner.
  const Press row = press(ui, "source " + source.partner, box, fill(ui.words().share, {name, count, part}),
                          chosen ? state::kPressed : state::kNotPressed);
  if (row.pressed) filter_by(ui, source);
  if (!ImGui::IsRectVisible(box.Min, box.Max)) return height;

  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float text_y = columns.stacked ? at.y + space(1) : box.GetCenter().y - line / 2;
  const float right = box.Max.x;
  if (row.hovered)
    list.AddRectFilled(box.Min - ImVec2(space(2), 0), box.Max + ImVec2(space(2), 0), packed(ui.colours.surface),
                       kRadius);
  ui.text.draw(list, ImVec2(right, text_y), kBody, ui.colours.quiet, part, kShareWidth, Align::Right);
  ui.text.draw(list, ImVec2(right - kShareWidth - space(2), text_y), kBodyFigures, ui.colours.ink, count, 0,
               Align::Right);
  const float numbers = columns.count + kShareWidth + space(4);
  ui.text.draw(list, ImVec2(at.x, text_y), chosen ? kBodyStrong : kBody, ui.colours.ink, name,
               columns.stacked ? width - numbers - space(2) : columns.name - space(4));
  const float bar_left = columns.stacked ? at.x : at.x + columns.name;
  const float bar_right = columns.stacked ? right : right - numbers - space(2);
  const float bar_top = columns.stacked ? text_y + line + space(1) : box.GetCenter().y - kBarHeight / 2;
  const float length = (bar_right - bar_left) * static_cast<float>(source.count) /
                       static_cast<float>(std::max<std::uint64_t>(columns.largest, 1));
  list.AddRectFilled(ImVec2(crisp(bar_left), crisp(bar_top)),
                     ImVec2(crisp(bar_left + std::max(length, 2.0F)), crisp(bar_top + kBarHeight)),
                     packed(chosen ? ui.colours.accent : ui.colours.edge));
  return height;
}

}  // namespace

float draw_sources(Ui& ui, ImVec2 at, float width) {
  const float top = at.y;
  const Words& words = ui.words();
  at.y += heading(ui, at, kHeading, words.sources, width, ui.section_level()) + space(3);
  if (!ui.model.sources) return at.y - top + paragraph(ui, at, kBody, ui.colours.quiet, words.loading, width);
  const std::vector<Source>& sources = *ui.model.sources;
  Columns columns;
  for (const Source& source : sources) {
    columns.all += source.count;
    columns.largest = std::max(columns.largest, source.count);
  }
  if (columns.all == 0) return at.y - top + paragraph(ui, at, kBody, ui.colours.quiet, words.sources_empty, width);

  columns.stacked = width < kStackBelow;
  columns.name = std::min(kNameWidthMax, width * 0.35F);
  columns.count = ui.text.width(kBodyFigures, ui.number(columns.largest));
  const std::size_t shown = ui.all_sources ? sources.size() : std::min(sources.size(), kShownAtFirst);
  for (std::size_t i = 0; i < shown; ++i) at.y += draw_source(ui, sources[i], at, width, columns);
  if (sources.size() > kShownAtFirst) {
    at.y += space(3);
    const std::string label =
        ui.all_sources ? std::string(words.show_fewer) : fill(words.show_all, {ui.number(sources.size())});
    if (text_button(ui, "all", at, label)) ui.all_sources = !ui.all_sources;
    at.y += kButtonHeight;
  }
  return at.y - top;
}

}  // namespace undersigned::dashboard
