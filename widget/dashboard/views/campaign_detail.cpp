#include "widget/dashboard/views/campaign_detail.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "shared/campaign/goal.h"
#include "widget/dashboard/views/campaign_list.h"
#include "widget/dashboard/views/controls.h"
#include "widget/dashboard/views/format.h"
#include "widget/dashboard/views/momentum_chart.h"
#include "widget/dashboard/views/signature_card.h"
#include "widget/dashboard/views/signature_list.h"
#include "widget/dashboard/views/source_bars.h"

namespace undersigned::dashboard {
namespace {

constexpr float kContentMax = 1080.0F;
constexpr float kTitleMax = 760.0F;
constexpr float kBarHeight = 14.0F;
constexpr float kFigureColumnMin = 130.0F;

// The count, as large as possible, with the verb ("have signed") on the same baseline or, if there is no room, below.
float draw_count(Ui& ui, const Campaign& campaign, ImVec2 at, float width) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float count_width = ui.text.draw(list, at, kCount, ui.colours.ink, ui.number(campaign.confirmed));
  const std::string_view done = done_words(ui, campaign);
  const bool beside = count_width + space(3) + ui.text.width(kLead, done) <= width;
  const ImVec2 done_at =
      beside ? ImVec2(count_width + space(3), baseline(kCount) - baseline(kLead)) : ImVec2(0, line_height(kCount));
  ui.text.draw(list, at + done_at, kLead, ui.colours.quiet, done, width);
  const float height = line_height(kCount) + (beside ? 0 : line_height(kLead));
  ui.semantics.add(Role::Status, done_sentence(ui, campaign), at, at + ImVec2(width, height));
  return height;
}

float draw_goal(Ui& ui, const Campaign& campaign, ImVec2 at, float width) {
  const Words& words = ui.words();
  if (campaign.goal == 0) return paragraph(ui, at, kBody, ui.colours.quiet, words.no_goal, width);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  bar(ui, ImRect(at, at + ImVec2(width, kBarHeight)), in_all(campaign), campaign.goal, ui.colours.accent,
      ui.colours.accent_soft);
  at.y += kBarHeight + space(2);
  const auto reached = static_cast<std::uint64_t>(percent_of_goal(campaign.goal, in_all(campaign)));
  const std::string of_goal = fill(words.of_goal, {ui.number(reached), ui.number(campaign.goal)});
  const bool done = in_all(campaign) >= campaign.goal;
  const std::string rest =
      done ? std::string(words.goal_reached) : fill(words.to_go, {ui.number(campaign.goal - in_all(campaign))});
  const bool beside = ui.text.width(kBody, of_goal) + space(4) + ui.text.width(kBody, rest) <= width;
  ui.text.draw(list, at, kBody, ui.colours.ink, of_goal, width);
  ui.text.draw(list, at + (beside ? ImVec2(width, 0) : ImVec2(0, line_height(kBody))), kBody, ui.colours.quiet, rest,
               width, beside ? Align::Right : Align::Left);
  const float height = line_height(kBody) * (beside ? 1.0F : 2.0F);
  ui.semantics.add(Role::Text, of_goal + ", " + rest, at, at + ImVec2(width, height));
  return kBarHeight + space(2) + height;
}

struct LabelledFigure {
  std::uint64_t value;
  std::string_view label;
};

// Small figures in columns with hairlines between: first the new signatures, then those that are not in the count.
float draw_figures(Ui& ui, const Campaign& campaign, ImVec2 at, float width) {
  const Words& words = ui.words();
  std::vector<LabelledFigure> figures{{campaign.today, words.today},
                                      {campaign.last_hour, words.last_hour},
                                      {campaign.pending, words.pending},
                                      {campaign.withdrawn, words.withdrawn}};
  if (campaign.quarantined > 0) figures.push_back({campaign.quarantined, words.quarantined});
  if (campaign.offline > 0) figures.push_back({campaign.offline, words.offline});
  const std::size_t columns =
      std::clamp<std::size_t>(static_cast<std::size_t>(width / kFigureColumnMin), 1, figures.size());
  const float column = width / static_cast<float>(columns);
  const float row = line_height(kFigure) + line_height(kSmall) + space(4);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const std::size_t across = i % columns;
    const std::size_t down = i / columns;
    ImVec2 corner = at + ImVec2(static_cast<float>(across) * column, static_cast<float>(down) * row);
    if (across > 0) {
      const float x = crisp(corner.x);
      list.AddRectFilled(ImVec2(x, corner.y + space(1)), ImVec2(x + kHairline, corner.y + row - space(4)),
                         packed(ui.colours.line));
      corner.x += space(4);
    }
    const std::string value = ui.number(figures[i].value);
    ui.text.draw(list, corner, kFigure, ui.colours.ink, value);
    ui.text.draw(list, corner + ImVec2(0, line_height(kFigure)), kSmall, ui.colours.quiet, figures[i].label,
                 column - space(5));
    ui.semantics.add(Role::Text, value + " " + std::string(figures[i].label), corner, corner + ImVec2(column, row));
  }
  const std::size_t rows = (figures.size() + columns - 1) / columns;
  return row * static_cast<float>(rows) - space(4);
}

float draw_head(Ui& ui, const Campaign& campaign, ImVec2 at, float width) {
  const float top = at.y;
  const Words& words = ui.words();
  if (ui.narrow) {
    const std::string back = std::string("\u2190 ").append(words.all_campaigns);
    if (link(ui, "back", at, kBody, back)) ui.next_choice.emplace();
    at.y += line_height(kBody) + space(5);
  }
  const std::string kicker = std::string(words.kind[static_cast<std::size_t>(campaign.kind)])
                                 .append(" \u00b7 ")
                                 .append(words.campaign_status[static_cast<std::size_t>(campaign.status)]);
  at.y += paragraph(ui, at, kSmall, ui.colours.quiet, kicker, width) + space(1);
  at.y += heading(ui, at, kTitle, campaign.title, std::min(width, kTitleMax), ui.title_level()) + space(5);
  at.y += draw_count(ui, campaign, at, width) + space(2);
  at.y += draw_goal(ui, campaign, at, width) + space(6);
  at.y += draw_figures(ui, campaign, at, width);
  return at.y - top;
}

using Section = float (*)(Ui&, ImVec2, float);

float draw_section(Ui& ui, Section section, ImVec2 at, float width) {
  rule(ui, at, width);
  return space(5) + section(ui, at + ImVec2(0, space(5)), width) + space(10);
}

}  // namespace

void draw_campaign_detail(Ui& ui, const ImRect& box) {
  const ImVec2 origin = begin_pane(ui, ui.detail_pane, "campaign", box);
  const Campaign* campaign = ui.model.chosen();
  const float margin = ui.narrow ? space(5) : content_margin(box.GetWidth());
  const float width = std::floor(std::min(box.GetWidth() - 2 * margin, kContentMax));
  ImVec2 at = origin + ImVec2(margin, space(ui.narrow ? 5 : 8));
  if (campaign == nullptr) {
    const std::string_view say = ui.model.campaigns_known ? ui.words().choose_campaign : ui.words().loading;
    at.y += paragraph(ui, at, kBody, ui.colours.quiet, say, width);
    end_pane(ui, ui.detail_pane, at.y - origin.y + space(8));
    return;
  }
  ImGui::PushID(campaign->slug.c_str());
  ui.semantics.open(Role::Group, campaign->title);
  at.y += draw_head(ui, *campaign, at, width) + space(10);
  at.y += draw_section(ui, draw_momentum, at, width);
  at.y += draw_section(ui, draw_sources, at, width);
  at.y += draw_section(ui, draw_signatures, at, width);
  ui.semantics.close();
  ImGui::PopID();
  // Space at the bottom, so that the last rows can be scrolled out from under the card.
  end_pane(ui, ui.detail_pane, at.y - origin.y + (ui.open_row ? box.GetHeight() / 2 : 0));
}

}  // namespace undersigned::dashboard
