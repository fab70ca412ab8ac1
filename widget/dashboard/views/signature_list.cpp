#include "widget/dashboard/views/signature_list.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "widget/dashboard/views/controls.h"
#include "widget/dashboard/views/format.h"

namespace undersigned::dashboard {
namespace {

constexpr float kRowHeight = 40.0F;
constexpr float kStackedRowHeight = 64.0F;
constexpr float kHeaderHeight = 40.0F;
constexpr float kFilterHeight = theme::kButtonHeightPx - space(1);
constexpr float kFilterWidthMax = 420.0F;
constexpr float kStackBelow = 640.0F;
constexpr float kCommentsFrom = 1000.0F;
constexpr float kMarkWidth = 3.0F;
constexpr float kDateWidth = 148.0F;

struct Cell {
  Column column;
  float x = 0;
  float width = 0;
};

// Columns and their widths: fixed if their content has a fixed width; the rest is shared by weight.
std::vector<Cell> lay_out(float width) {
  struct ColumnSpec {
    Column column;
    float fixed;
    float weight;
  };
  std::vector<ColumnSpec> specs{{Column::Name, 0, 3}};
  if (width >= kStackBelow) {
    specs.push_back({Column::Organization, 0, 2.2F});
    specs.push_back({Column::Place, 96, 0});
    specs.push_back({Column::Source, 0, 2});
    specs.push_back({Column::Status, 92, 0});
    if (width >= kCommentsFrom) specs.push_back({Column::Comment, 0, 3});
  }
  specs.push_back({Column::Signed, kDateWidth, 0});
  float fixed = 0;
  float weights = 0;
  for (const ColumnSpec& spec : specs) {
    fixed += spec.fixed;
    weights += spec.weight;
  }
  const float gaps = space(4) * static_cast<float>(specs.size() - 1);
  std::vector<Cell> cells;
  float x = 0;
  for (const ColumnSpec& spec : specs) {
    const float share = spec.fixed + std::floor((width - fixed - gaps) * spec.weight / weights);
    cells.push_back({spec.column, x, share});
    x += share + space(4);
  }
  cells.back().x = width - cells.back().width;
  return cells;
}

std::string cell_text(const Ui& ui, std::uint32_t row, Column column) {
  const SignatureTable& table = ui.model.signatures();
  switch (column) {
    case Column::Name:
      return std::string(table.text(row, TextField::Name));
    case Column::Organization:
      return std::string(table.text(row, TextField::Organization));
    case Column::Place:
      return place(table, row);
    case Column::Source:
      return std::string(source_of(ui, row));
    case Column::Status:
      return std::string(ui.words().signature_status[static_cast<std::size_t>(table.status(row))]);
    case Column::Signed:
      return signed_at(ui, row, Year::IfNotThisOne);
    case Column::Comment:
      return std::string(table.text(row, TextField::Comment));
  }
  return {};
}

theme::Rgb status_colour(const Ui& ui, std::uint32_t row) {
  switch (ui.model.signatures().status(row)) {
    case SignatureStatus::Confirmed:
      return ui.colours.ink;
    case SignatureStatus::Invalid:
    case SignatureStatus::Quarantined:
      return ui.colours.error;
    default:
      return ui.colours.quiet;
  }
}

void draw_row_side_by_side(Ui& ui, std::uint32_t row, const ImRect& box, const std::vector<Cell>& cells) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = box.GetCenter().y - line_height(kSmall) / 2;
  for (const Cell& cell : cells) {
    const std::string text = cell_text(ui, row, cell.column);
    const bool name = cell.column == Column::Name;
    const bool right = cell.column == Column::Signed;
    const TextStyle style = name ? kSmallStrong : right ? kSmallFigures : kSmall;
    const theme::Rgb colour = name                            ? ui.colours.ink
                              : cell.column == Column::Status ? status_colour(ui, row)
                                                              : ui.colours.quiet;
    const float x = box.Min.x + cell.x;
    ui.text.draw(list, ImVec2(right ? x + cell.width : x, y), style, colour, text, cell.width,
                 right ? Align::Right : Align::Left);
    if (!name) ui.semantics.add(Role::Cell, text, ImVec2(x, box.Min.y), ImVec2(x + cell.width, box.Max.y));
  }
}

// Name and time; below them organization, place and source; the status only if it is not the usual one.
void draw_row_stacked(Ui& ui, std::uint32_t row, const ImRect& box) {
  const SignatureTable& table = ui.model.signatures();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float first = box.Min.y + space(2);
  const float second = first + line_height(kBodyStrong);
  const std::string when = signed_at(ui, row, Year::IfNotThisOne);
  const float when_width =
      ui.text.draw(list, ImVec2(box.Max.x, second), kSmallFigures, ui.colours.quiet, when, 0, Align::Right);
  const std::string status = cell_text(ui, row, Column::Status);
  const bool usual = table.status(row) == SignatureStatus::Confirmed;
  const float status_width =
      usual ? 0
            : ui.text.draw(list, ImVec2(box.Max.x, first + 2), kSmall, status_colour(ui, row), status, 0, Align::Right);
  ui.text.draw(list, ImVec2(box.Min.x, first), kBodyStrong, ui.colours.ink, table.text(row, TextField::Name),
               box.GetWidth() - status_width - space(3));
  std::string where;
  for (const std::string& part : {cell_text(ui, row, Column::Organization), place(table, row)}) {
    if (part.empty()) continue;
    where.append(where.empty() ? "" : " \u00b7 ").append(part);
  }
  ui.text.draw(list, ImVec2(box.Min.x, second), kSmall, ui.colours.quiet, where,
               box.GetWidth() - when_width - space(3));
  ui.semantics.add(Role::Cell, where + " " + status + " " + when, box.Min, box.Max);
}

void draw_row(Ui& ui, std::uint32_t row, const ImRect& box, const std::vector<Cell>& cells, bool stacked) {
  ImGui::PushID(static_cast<int>(row));
  ui.semantics.open(Role::Row, {});
  ui.semantics.open(Role::Cell, {});
  const std::string_view name = ui.model.signatures().text(row, TextField::Name);
  const bool open = ui.open_row == row;
  const Press pressed =
      press(ui, "row", box, fill(ui.words().show_row, {name}), open ? state::kExpanded : state::kCollapsed);
  ui.semantics.close();
  if (pressed.pressed) {
    ui.open_row = open ? std::nullopt : std::optional(row);
    ui.copied = false;
  }
  if (pressed.hovered || open) {
    const ImVec2 beyond(space(2), 0);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(box.Min - beyond, box.Max + beyond, packed(ui.colours.surface), open ? 0 : kRadius);
    if (open) {
      list.AddRectFilled(box.Min - beyond, ImVec2(box.Min.x - beyond.x + kMarkWidth, box.Max.y),
                         packed(ui.colours.accent));
    }
  }
  if (stacked) {
    draw_row_stacked(ui, row, box);
  } else {
    draw_row_side_by_side(ui, row, box, cells);
  }
  rule(ui, ImVec2(box.Min.x, box.Max.y - kHairline), box.GetWidth());
  ui.semantics.close();
  ImGui::PopID();
}

void draw_header_cell(Ui& ui, const Cell& cell, ImVec2 at) {
  SignatureView& view = ui.model.view();
  const Order order = view.order();
  const bool sorted = order.column == cell.column;
  const bool descending = order.direction == SortDirection::Descending;
  const bool right = cell.column == Column::Signed;
  std::string label(ui.words().column[static_cast<std::size_t>(cell.column)]);
  const std::string_view plain = ui.words().column[static_cast<std::size_t>(cell.column)];
  if (sorted) label += descending ? " \u2193" : " \u2191";
  const ImRect box(at + ImVec2(cell.x, 0), at + ImVec2(cell.x + cell.width, kHeaderHeight));
  const std::uint16_t sort_state = !sorted ? std::uint16_t{0} : descending ? state::kDescending : state::kAscending;
  ui.semantics.open(Role::ColumnHeader, {}, 0, sort_state);
  const Press pressed = press(ui, plain, box, plain);
  ui.semantics.close();
  if (pressed.pressed) {
    // The first press sorts in the more useful direction: names from A, times from the newest.
    const bool falling = sorted ? !descending : cell.column == Column::Signed;
    view.set_order({cell.column, falling ? SortDirection::Descending : SortDirection::Ascending});
  }
  const theme::Rgb colour = sorted || pressed.hovered ? ui.colours.ink : ui.colours.quiet;
  ui.text.draw(*ImGui::GetWindowDrawList(),
               ImVec2(right ? box.Max.x : box.Min.x, box.GetCenter().y - line_height(kSmallStrong) / 2), kSmallStrong,
               colour, label, cell.width, right ? Align::Right : Align::Left);
}

// The header stays at the top of the pane while its rows scroll.
void draw_header(Ui& ui, ImVec2 at, float width, const std::vector<Cell>& cells) {
  ui.semantics.open(Role::Row, {});
  ImGui::PushID("header");
  for (const Cell& cell : cells) draw_header_cell(ui, cell, at);
  ImGui::PopID();
  ui.semantics.close();
  const float y = crisp(at.y + kHeaderHeight - kHairline);
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, y), ImVec2(at.x + width, y + kHairline),
                                            packed(ui.colours.ink));
}

float draw_table(Ui& ui, ImVec2 at, float width, const std::vector<std::uint32_t>& rows, std::string_view summary) {
  const Pane& pane = ui.detail_pane;
  const bool stacked = width < kStackBelow;
  const float row_height = stacked ? kStackedRowHeight : kRowHeight;
  const std::vector<Cell> cells = lay_out(width);
  ui.semantics.open(Role::Table, std::string(ui.words().signatures) + ", " + std::string(summary));
  const ImRect pane_clip = ImGui::GetCurrentWindow()->ClipRect;
  // In doubles: at ten million pixels, floats have a precision of one pixel.
  const double header_top = static_cast<double>(at.y) - static_cast<double>(pane.beyond);
  const float header_y = static_cast<float>(std::max(header_top, static_cast<double>(pane.box.Min.y)));
  draw_header(ui, ImVec2(at.x, header_y), width, cells);

  const ImVec2 clip_min(pane_clip.Min.x, std::max(pane_clip.Min.y, header_y + kHeaderHeight));
  ImGui::PushClipRect(clip_min, pane_clip.Max, true);
  ui.semantics.set_clip(clip_min, pane_clip.Max);
  const double top = header_top + static_cast<double>(kHeaderHeight);
  const auto row_at = [&](float y) {
    const double index = std::floor((static_cast<double>(y) - top) / static_cast<double>(row_height));
    return static_cast<std::size_t>(std::clamp(index, 0.0, static_cast<double>(rows.size())));
  };
  const std::size_t end = std::min(row_at(pane_clip.Max.y) + 1, rows.size());
  for (std::size_t i = row_at(clip_min.y); i < end; ++i) {
    const auto y = static_cast<float>(top + static_cast<double>(i) * static_cast<double>(row_height));
    draw_row(ui, rows[i], ImRect(at.x, y, at.x + width, y + row_height), cells, stacked);
  }
  ImGui::PopClipRect();
  ui.semantics.set_clip(pane_clip.Min, pane_clip.Max);
  ui.semantics.close();
  return kHeaderHeight + static_cast<float>(rows.size()) * row_height;
}

// The box over which the platform lays its text field, with a label above.
float draw_filter_field(Ui& ui, ImVec2 at, float width) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ui.text.draw(list, at, kSmall, ui.colours.quiet, ui.words().filter, width);
  const ImVec2 top = at + ImVec2(0, line_height(kSmall) + space(1));
  const ImRect box(top, top + ImVec2(width, kFilterHeight));
  list.AddRect(box.Min, box.Max, packed(ui.colours.edge), kRadius);
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID("filter");
  ui.semantics.add(Role::SearchBox, ui.words().filter, box.Min, box.Max, id);
  reveal_if_wanted(ui, id, box);
  return line_height(kSmall) + space(1) + kFilterHeight;
}

// All, confirmed, pending, withdrawn. If a source is chosen, also that source; pressing it shows all sources again.
float draw_status_choices(Ui& ui, ImVec2 at, float width) {
  const Words& words = ui.words();
  Filter filter = ui.model.view().filter();
  const std::array<std::string_view, 4> labels{words.everyone, words.signature_status[0], words.signature_status[1],
                                               words.signature_status[2]};
  const std::size_t chosen = filter.status ? static_cast<std::size_t>(*filter.status) + 1 : 0;
  const std::size_t now = choices(ui, "status", at, labels, chosen);
  if (now != chosen) {
    filter.status = now == 0 ? std::nullopt : std::optional(static_cast<SignatureStatus>(now - 1));
    ui.model.view().set_filter(std::move(filter));
    return kChoicesHeight;
  }
  if (!filter.partner) return kChoicesHeight;
  const std::string_view partner = ui.model.partner_name(*filter.partner);
  const std::string label = fill(words.only_from, {partner.empty() ? words.own_page : partner}) + " \u00d7";
  const float beside = choices_width(ui, labels) + space(6);
  const bool fits = beside + text_button_width(ui, label) <= width;
  const ImVec2 source_at = fits ? at + ImVec2(beside, 0) : at + ImVec2(0, kTouchTarget);
  if (text_button(ui, "source", source_at, label)) {
    filter.partner.reset();
    ui.model.view().set_filter(std::move(filter));
  }
  return (fits ? 0 : kTouchTarget) + kChoicesHeight;
}

std::string row_count(Ui& ui, std::size_t shown) {
  const Words& words = ui.words();
  const Campaign& campaign = *ui.model.chosen();
  const std::uint64_t all = ui.model.signatures().size();
  const std::uint64_t expected =
      std::max(all, campaign.confirmed + campaign.pending + campaign.withdrawn + campaign.quarantined);
  if (!ui.model.signatures_complete) return fill(words.rows_loading, {ui.number(all), ui.number(expected)});
  return shown == all ? ui.number(all) : fill(words.rows_shown, {ui.number(shown), ui.number(all)});
}

}  // namespace

std::string place(const SignatureTable& table, std::uint32_t row) {
  std::string text(table.country(row));
  const std::string_view postcode = table.text(row, TextField::Postcode);
  if (!text.empty() && !postcode.empty()) text += ' ';
  return text.append(postcode);
}

std::string signed_at(const Ui& ui, std::uint32_t row, Year year) {
  const CalendarTime time = ui.model.zone.calendar(ui.model.signatures().created_ms(row));
  const bool this_year = time.year == ui.model.zone.calendar(ui.model.now_ms).year;
  const bool plain = year == Year::IfNotThisOne && this_year;
  return (plain ? short_date(ui.words(), time) : long_date(ui.words(), time)) + ", " + clock_time(time);
}

std::string_view source_of(const Ui& ui, std::uint32_t row) {
  const SignatureTable& table = ui.model.signatures();
  const std::string_view name = ui.model.partner_name(table.partner_id(table.partner(row)));
  return name.empty() ? ui.words().own_page : name;
}

float draw_signatures(Ui& ui, ImVec2 at, float width) {
  const float top = at.y;
  const Words& words = ui.words();
  const float heading_height = heading(ui, at, kHeading, words.signatures, width, ui.section_level());
  if (ui.model.signatures_complete && ui.model.signatures().size() == 0) {
    at.y += heading_height + space(3);
    at.y += paragraph(ui, at, kBodyStrong, ui.colours.ink, words.no_signatures, width) + space(1);
    at.y += paragraph(ui, at, kBody, ui.colours.quiet, fill(words.no_signatures_how, {ui.model.chosen_slug()}), width);
    return at.y - top;
  }
  const std::vector<std::uint32_t>& rows = ui.model.view().rows();
  const std::string count = row_count(ui, rows.size());
  const float drop = baseline(kHeading) - baseline(kSmallFigures);
  const float count_width = ui.text.draw(*ImGui::GetWindowDrawList(), at + ImVec2(width, drop), kSmallFigures,
                                         ui.colours.quiet, count, width / 2, Align::Right);
  ui.semantics.add(Role::Text, count, at + ImVec2(width - count_width, drop), at + ImVec2(width, heading_height));
  at.y += heading_height + space(4);
  at.y += draw_filter_field(ui, at, std::min(width, kFilterWidthMax)) + space(3);
  at.y += draw_status_choices(ui, at, width) + space(4);
  if (rows.empty()) {
    const bool loading = !ui.model.signatures_complete && ui.model.signatures().size() == 0;
    at.y += paragraph(ui, at, kBody, ui.colours.quiet, loading ? words.loading : words.nothing_matches, width);
    if (loading) return at.y - top;
    at.y += space(3);
    if (text_button(ui, "everyone", at, words.clear_filter)) ui.model.view().set_filter({});
    return at.y + kTouchTarget - top;
  }
  at.y += draw_table(ui, at, width, rows, count);
  return at.y - top;
}

}  // namespace undersigned::dashboard
