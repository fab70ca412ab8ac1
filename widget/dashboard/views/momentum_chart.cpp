#include "widget/dashboard/views/momentum_chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "widget/dashboard/views/controls.h"
#include "widget/dashboard/views/format.h"

namespace undersigned::dashboard {
namespace {

constexpr float kPlotHeight = 200.0F;
constexpr float kBarWidthMin = 4.0F;  // including the gap; below this, neighbours cannot be told apart
constexpr float kBarWidthMax = 48.0F;
constexpr std::size_t kValueStepsMax = 4;
constexpr float kTimeLabelWidth = 96.0F;
constexpr std::size_t kHoursPerDay = 24;

struct Plot {
  float left = 0;  // left edge of the value axis labels
  ImRect box;      // the area of the bars
  float slot = 1;
  ValueAxis axis;
  Series series;

  [[nodiscard]] float y(std::uint64_t value) const {
    return box.Max.y - box.GetHeight() * static_cast<float>(value) / static_cast<float>(axis.top);
  }
  [[nodiscard]] float x(std::size_t bucket) const { return box.Min.x + static_cast<float>(bucket) * slot; }
};

// "Tue 21 Aug, 14:00–15:00", "21 Aug 2018", "21 Aug – 27 Aug 2018".
std::string bucket_name(const Ui& ui, const Series& series, std::size_t bucket) {
  const Words& words = ui.words();
  const std::int64_t from = series.bucket_ms(bucket);
  const std::int64_t until = from + series.step_ms;
  if (series.unit == Unit::Hour) {
    const CalendarTime begin = ui.model.zone.calendar(from);
    return weekday_date(words, begin) + ", " + clock_time(begin) + "\u2013" + clock_time(ui.model.zone.calendar(until));
  }
  const CalendarTime begin = utc_calendar(from);
  if (series.step_ms == kDayMs) {
    return std::string(words.weekday[static_cast<std::size_t>(begin.weekday)]) + " " + long_date(words, begin);
  }
  return short_date(words, begin) + " \u2013 " + long_date(words, utc_calendar(until - kDayMs));
}

std::string bar_value(const Ui& ui, std::uint64_t count) {
  return fill(count == 1 ? ui.words().bar_value_one : ui.words().bar_value_many, {ui.number(count)});
}

std::string caption(const Ui& ui, const Series& series) {
  const Words& words = ui.words();
  if (series.unit == Unit::Hour) {
    const std::size_t days = (series.counts.size() + kHoursPerDay - 1) / kHoursPerDay;
    return fill(words.hours_shown, {ui.number(days)});
  }
  if (series.step_ms == kDayMs) return std::string(words.days_shown);
  return fill(words.day_groups_shown, {ui.number(static_cast<std::uint64_t>(series.step_ms / kDayMs))});
}

// `year` is the last year written on the axis; a month is written with its year when that changes.
std::string tick_label(const Ui& ui, const Series& series, TimeTick tick, int& year) {
  const Words& words = ui.words();
  const std::int64_t ms = series.bucket_ms(tick.bucket);
  const CalendarTime time = series.unit == Unit::Hour ? ui.model.zone.calendar(ms) : utc_calendar(ms);
  const bool new_year = std::exchange(year, time.year) != time.year;
  switch (tick.kind) {
    case TickKind::Hour:
      return time.hour == 0 ? short_date(words, time) : clock_time(time);
    case TickKind::Day:
      return short_date(words, time);
    case TickKind::Month: {
      const std::string_view month = words.month[static_cast<std::size_t>(time.month - 1)];
      return new_year ? fill(words.month_with_year, {month, std::to_string(time.year)}) : std::string(month);
    }
    case TickKind::Year:
      return std::to_string(time.year);
  }
  return {};
}

void draw_axes(Ui& ui, const Plot& plot) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::uint64_t value = 0; value <= plot.axis.top; value += plot.axis.step) {
    const float y = crisp(plot.y(value));
    const theme::Rgb colour = value == 0 ? ui.colours.edge : ui.colours.line;
    list.AddRectFilled(ImVec2(plot.box.Min.x, y), ImVec2(plot.box.Max.x, y + kHairline), packed(colour));
    ui.text.draw(list, ImVec2(plot.box.Min.x - space(2), y - line_height(kSmallFigures) / 2), kSmallFigures,
                 ui.colours.quiet, ui.number(value), plot.box.Min.x - plot.left, Align::Right);
  }
  const auto ticks_max = static_cast<std::size_t>(plot.box.GetWidth() / kTimeLabelWidth);
  int year = 0;
  for (const TimeTick tick : time_ticks(plot.series, ui.model.zone, std::max<std::size_t>(ticks_max, 2))) {
    const float x = crisp(plot.x(tick.bucket));
    list.AddRectFilled(ImVec2(x, plot.box.Max.y), ImVec2(x + kHairline, plot.box.Max.y + space(2)),
                       packed(ui.colours.edge));
    const std::string label = tick_label(ui, plot.series, tick, year);
    const float half = ui.text.width(kSmallFigures, label) / 2;
    const float middle = std::clamp(x, plot.box.Min.x + half, std::max(plot.box.Min.x + half, plot.box.Max.x - half));
    ui.text.draw(list, ImVec2(middle, plot.box.Max.y + space(2)), kSmallFigures, ui.colours.quiet, label, 0,
                 Align::Centre);
  }
}

void draw_bars(Ui& ui, const Plot& plot, std::size_t marked) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float gap = std::max(1.0F / ImGui::GetIO().DisplayFramebufferScale.x, std::floor(plot.slot / 5));
  for (std::size_t i = 0; i < plot.series.counts.size(); ++i) {
    if (plot.series.counts[i] == 0) continue;
    const float left = crisp(plot.x(i));
    const float right = std::max(crisp(plot.x(i + 1)) - gap, left + 1);
    const float top = std::min(crisp(plot.y(plot.series.counts[i])), plot.box.Max.y - 1);
    list.AddRectFilled(ImVec2(left, top), ImVec2(right, plot.box.Max.y),
                       packed(i == marked ? ui.colours.accent : ui.colours.edge));
  }
}

// Writes the value of one bar above it.
void draw_bar_label(Ui& ui, const Plot& plot, std::size_t bucket) {
  const std::string value = ui.number(plot.series.counts[bucket]);
  const float half = ui.text.width(kSmallStrong, value) / 2;
  const float middle = std::clamp(plot.x(bucket) + plot.slot / 2, plot.box.Min.x + half, plot.box.Max.x - half);
  ui.text.draw(*ImGui::GetWindowDrawList(),
               ImVec2(middle, plot.y(plot.series.counts[bucket]) - line_height(kSmallStrong)), kSmallStrong,
               ui.colours.ink, value, 0, Align::Centre);
}

// The tooltip of one bar: above the plot, so that it covers no other bar, with a line down to the bar.
void draw_tooltip(Ui& ui, const Plot& plot, std::size_t bucket) {
  const std::string value = bar_value(ui, plot.series.counts[bucket]);
  const std::string when = bucket_name(ui, plot.series, bucket);
  const float value_width = ui.text.width(kSmallStrong, value);
  const ImVec2 size(value_width + space(3) + ui.text.width(kSmall, when) + 2 * space(3),
                    line_height(kSmall) + 2 * space(2));
  const float middle = crisp(plot.x(bucket) + plot.slot / 2);
  const float left = std::clamp(middle - size.x / 2, plot.left, std::max(plot.left, plot.box.Max.x - size.x));
  const ImVec2 corner(crisp(left), crisp(plot.box.Min.y - space(2) - size.y));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(ImVec2(middle, corner.y + size.y), ImVec2(middle + kHairline, plot.y(plot.series.counts[bucket])),
                     packed(ui.colours.accent));
  list.AddRectFilled(corner, corner + size, packed(ui.colours.paper), kRadius);
  list.AddRect(corner, corner + size, packed(ui.colours.ink), kRadius);
  const ImVec2 text = corner + ImVec2(space(3), space(2));
  ui.text.draw(list, text, kSmallStrong, ui.colours.ink, value);
  ui.text.draw(list, text + ImVec2(value_width + space(3), 0), kSmall, ui.colours.quiet, when);
}

Plot lay_out(Ui& ui, ImVec2 at, float width) {
  Plot plot;
  const Series& whole = *ui.model.momentum;
  const std::uint64_t largest = whole.counts.empty() ? 0 : whole.counts[peak(whole)];
  const float gutter =
      std::ceil(ui.text.width(kSmallFigures, ui.number(value_axis(largest, kValueStepsMax).top))) + space(2);
  const float plot_width = std::max(width - gutter, kBarWidthMin);
  auto bars = static_cast<std::size_t>(plot_width / kBarWidthMin);
  if (whole.unit == Unit::Hour && bars > 2 * kHoursPerDay) bars -= bars % kHoursPerDay;
  plot.series = fitted(whole, bars);
  const std::uint64_t top = plot.series.counts.empty() ? 0 : plot.series.counts[peak(plot.series)];
  plot.axis = value_axis(top, kValueStepsMax);
  const float labelled = std::ceil(ui.text.width(kSmallFigures, ui.number(plot.axis.top))) + space(2);
  plot.left = at.x;
  plot.box = ImRect(ImVec2(at.x + labelled, at.y + line_height(kSmall)),
                    ImVec2(at.x + width, at.y + line_height(kSmall) + kPlotHeight));
  plot.slot = std::min(plot.box.GetWidth() / static_cast<float>(std::max<std::size_t>(plot.series.counts.size(), 1)),
                       kBarWidthMax);
  return plot;
}

void draw_chart(Ui& ui, const Plot& plot, ImVec2 max) {
  const std::size_t highest = peak(plot.series);
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID("chart");
  const bool in_sight = ImGui::ItemAdd(plot.box, id, nullptr, ImGuiItemFlags_NoNav);
  ui.semantics.add(Role::Image,
                   fill(ui.words().momentum_summary,
                        {caption(ui, plot.series), bar_value(ui, total(plot.series)),
                         bucket_name(ui, plot.series, highest), ui.number(plot.series.counts[highest])}),
                   ImVec2(plot.left, plot.box.Min.y), max);
  if (!in_sight) return;
  std::size_t marked = plot.series.counts.size();
  if (ImGui::ItemHoverable(plot.box, id, ImGuiItemFlags_NoNav)) {
    const float x = ImGui::GetIO().MousePos.x - plot.box.Min.x;
    if (x >= 0) marked = static_cast<std::size_t>(x / plot.slot);
  }
  draw_axes(ui, plot);
  draw_bars(ui, plot, marked);
  if (marked < plot.series.counts.size()) {
    draw_tooltip(ui, plot, marked);
  } else {
    draw_bar_label(ui, plot, highest);
  }
}

// The heading and the choice of unit beside it or, if there is no room, below.
float draw_momentum_head(Ui& ui, ImVec2 at, float width) {
  const Words& words = ui.words();
  const std::array<std::string_view, 2> units{words.by_hour, words.by_day};
  const float choices_wide = choices_width(ui, units);
  const bool beside = ui.text.width(kHeading, words.momentum) + choices_wide + space(4) <= width;
  const float height = heading(ui, at, kHeading, words.momentum, width, ui.section_level());
  const ImVec2 choices_at = at + (beside ? ImVec2(width - choices_wide, 0) : ImVec2(0, height + space(3)));
  const std::size_t chosen = choices(ui, "unit", choices_at, units, static_cast<std::size_t>(ui.model.unit));
  ui.model.choose_unit(static_cast<Unit>(chosen));
  return beside ? height : height + space(3) + kChoicesHeight + space(2);
}

}  // namespace

float draw_momentum(Ui& ui, ImVec2 at, float width) {
  const float top = at.y;
  at.y += draw_momentum_head(ui, at, width);
  const float plot_top = at.y + line_height(kSmall) + space(2);
  // The same height while loading, so that what is below does not move.
  const float bottom = plot_top + line_height(kSmall) + kPlotHeight + space(2) + line_height(kSmall);
  if (!ui.model.momentum) {
    paragraph(ui, at, kSmall, ui.colours.quiet, ui.words().loading, width);
    return bottom - top;
  }
  const Plot plot = lay_out(ui, ImVec2(at.x, plot_top), width);
  if (total(plot.series) == 0) {
    at.y += space(2);
    return at.y - top + paragraph(ui, at, kBody, ui.colours.quiet, ui.words().momentum_empty, width);
  }
  ui.text.draw(*ImGui::GetWindowDrawList(), at, kSmall, ui.colours.quiet, caption(ui, plot.series), width);
  draw_chart(ui, plot, ImVec2(at.x + width, bottom));
  return bottom - top;
}

}  // namespace undersigned::dashboard
