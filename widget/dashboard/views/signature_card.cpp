#include "widget/dashboard/views/signature_card.h"

#include <algorithm>

#include "widget/dashboard/views/controls.h"
#include "widget/dashboard/views/signature_list.h"

namespace undersigned::dashboard {
namespace {

constexpr float kWidthMax = theme::kMeasurePx + space(10);
constexpr float kAreaShare = 0.6F;  // at most, of the height of the pane
constexpr int kCommentLinesMax = 60;

struct Contents {
  std::string name, organization, where, status, comment;
};

Contents contents_of(const Ui& ui, std::uint32_t row) {
  const SignatureTable& table = ui.model.signatures();
  const Words& words = ui.words();
  Contents card;
  card.name = table.text(row, TextField::Name);
  card.organization = table.text(row, TextField::Organization);
  card.comment = table.text(row, TextField::Comment);
  card.where = place(table, row);
  card.where.append(card.where.empty() ? "" : " \u00b7 ").append(source_of(ui, row));
  card.where.append(" \u00b7 ").append(signed_at(ui, row, Year::Always));
  card.status = words.signature_status[static_cast<std::size_t>(table.status(row))];
  card.status.append(" \u00b7 ").append(words.visibility[static_cast<std::size_t>(table.visibility(row))]);
  return card;
}

std::string as_text(const Contents& card) {
  std::string text;
  for (const std::string& line : {card.name, card.organization, card.where, card.status, card.comment}) {
    if (!line.empty()) text.append(text.empty() ? "" : "\n").append(line);
  }
  return text;
}

float draw_contents(Ui& ui, const Contents& card, ImVec2 at, float width) {
  const float top = at.y;
  at.y += heading(ui, at, kHeading, card.name, width, ui.section_level());
  if (!card.organization.empty()) at.y += paragraph(ui, at, kBody, ui.colours.ink, card.organization, width);
  at.y += space(1) + paragraph(ui, at + ImVec2(0, space(1)), kSmall, ui.colours.quiet, card.where, width);
  at.y += paragraph(ui, at, kSmall, ui.colours.quiet, card.status, width);
  if (!card.comment.empty())
    at.y += space(3) + paragraph(ui, at + ImVec2(0, space(3)), kBody, ui.colours.ink, card.comment, width);
  return at.y - top;
}

float height_of(Ui& ui, const Contents& card, float width) {
  const auto lines = [&](const TextStyle& style, std::string_view text, int most) {
    return static_cast<float>(ui.text.wrap(style, text, width, most).size()) * line_height(style);
  };
  float height =
      lines(kHeading, card.name, 5) + space(1) + lines(kSmall, card.where, 40) + lines(kSmall, card.status, 40);
  if (!card.organization.empty()) height += lines(kBody, card.organization, 40);
  if (!card.comment.empty()) height += space(3) + lines(kBody, card.comment, kCommentLinesMax);
  return height;
}

}  // namespace

void draw_signature_card(Ui& ui, const ImRect& area) {
  ui.card_pane.box = ImRect();
  if (!ui.open_row || *ui.open_row >= ui.model.signatures().size()) return;
  const Contents card = contents_of(ui, *ui.open_row);
  const float pad = space(5);
  const float margin = ui.narrow ? space(2) : content_margin(area.GetWidth()) - pad;
  const float width = std::min(area.GetWidth() - 2 * margin, kWidthMax);
  const float wanted = height_of(ui, card, width - 2 * pad) + 2 * pad + space(4) + kButtonHeight;
  const float height = std::min(wanted, area.GetHeight() * kAreaShare);
  const ImVec2 corner(area.Min.x + margin, crisp(area.Max.y - space(ui.narrow ? 2 : 6) - height));
  const ImRect box(corner, corner + ImVec2(width, height));

  ImGui::PushStyleColor(ImGuiCol_ChildBg, packed(ui.colours.paper));
  const ImVec2 origin = begin_pane(ui, ui.card_pane, "card", box);
  ImGui::PopStyleColor();
  ui.semantics.open(Role::Group, ui.words().signature);
  const ImVec2 at = origin + ImVec2(pad, pad);
  const float taken = draw_contents(ui, card, at, width - 2 * pad);
  const ImVec2 copy_at = at + ImVec2(0, taken + space(4));
  const std::string_view copy = ui.copied ? ui.words().copied : ui.words().copy;
  if (text_button(ui, "copy", copy_at, copy)) {
    ui.clipboard = as_text(card);
    ui.copied = true;
  }
  const ImVec2 close_at = copy_at + ImVec2(text_button_width(ui, copy) + space(2), 0);
  const bool close = text_button(ui, "close", close_at, ui.words().close);
  if (close || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) ui.open_row.reset();
  ui.semantics.close();
  ImGui::GetWindowDrawList()->AddRect(box.Min, box.Max, packed(ui.colours.ink), kRadius);
  end_pane(ui, ui.card_pane, 2 * pad + taken + space(4) + kButtonHeight);
}

}  // namespace undersigned::dashboard
