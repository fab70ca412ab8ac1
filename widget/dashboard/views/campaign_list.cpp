#include "widget/dashboard/views/campaign_list.h"

#include <algorithm>

#include "widget/dashboard/views/controls.h"
#include "widget/dashboard/views/format.h"

namespace undersigned::dashboard {
namespace {

constexpr int kTitleLinesMax = 2;
constexpr float kBarHeight = 4.0F;
constexpr float kMarkWidth = 3.0F;

std::string_view status_words(const Ui& ui, const Campaign& campaign) {
  return ui.words().campaign_status[static_cast<std::size_t>(campaign.status)];
}

float margin(const Ui& ui) {
  return space(ui.narrow ? 5 : 4);
}

std::string spoken(const Ui& ui, const Campaign& campaign) {
  std::string text = campaign.title;
  text += ". ";
  if (campaign.status != CampaignStatus::Open) text.append(status_words(ui, campaign)).append(". ");
  text += done_sentence(ui, campaign);
  if (campaign.today > 0) text.append(", ").append(fill(ui.words().gained_today, {ui.number(campaign.today)}));
  return text;
}

// The line below the title: the count, the goal, and at the right today's signatures, or that the campaign has ended.
void draw_figures(Ui& ui, const Campaign& campaign, ImVec2 at, float width) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float small_drop = baseline(kBodyStrong) - baseline(kSmall);
  const float count = ui.text.draw(list, at, kBodyStrong, ui.colours.ink, ui.number(campaign.confirmed));
  if (campaign.goal > 0) {
    ui.text.draw(list, at + ImVec2(count + space(1), small_drop), kSmall, ui.colours.quiet,
                 "/ " + ui.number(campaign.goal));
  }
  std::string right;
  if (campaign.status != CampaignStatus::Open) {
    right = status_words(ui, campaign);
  } else if (campaign.today > 0) {
    right = fill(ui.words().gained_today, {ui.number(campaign.today)});
  }
  ui.text.draw(list, at + ImVec2(width, small_drop), kSmall, ui.colours.quiet, right, width, Align::Right);
}

float draw_entry(Ui& ui, const Campaign& campaign, ImVec2 at, float width) {
  const float pad = margin(ui);
  const float inner = width - 2 * pad;
  const auto lines = static_cast<float>(ui.text.wrap(kEntry, campaign.title, inner, kTitleLinesMax).size());
  const float title_height = lines * line_height(kEntry);
  const float height = space(3) + title_height + space(1) + line_height(kBodyStrong) + space(1) + kBarHeight + space(4);
  const ImRect box(at, at + ImVec2(width, height));

  const bool chosen = campaign.slug == ui.model.chosen_slug() && !ui.narrow;
  const Press entry = press(ui, campaign.slug, box, spoken(ui, campaign), chosen ? state::kCurrent : std::uint16_t{0});
  if (entry.pressed) ui.next_choice = campaign.slug;
  if (!ImGui::IsRectVisible(box.Min, box.Max)) return height;

  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (chosen || entry.hovered) list.AddRectFilled(box.Min, box.Max, packed(ui.colours.surface));
  if (chosen) list.AddRectFilled(box.Min, ImVec2(box.Min.x + kMarkWidth, box.Max.y), packed(ui.colours.accent));
  ImVec2 cursor = at + ImVec2(pad, space(3));
  ui.text.draw_wrapped(list, cursor, kEntry, ui.colours.ink, campaign.title, inner, kTitleLinesMax);
  cursor.y += title_height + space(1);
  draw_figures(ui, campaign, cursor, inner);
  cursor.y += line_height(kBodyStrong) + space(1);
  if (campaign.goal > 0) {
    bar(ui, ImRect(cursor, cursor + ImVec2(inner, kBarHeight)), in_all(campaign), campaign.goal, ui.colours.accent,
        ui.colours.accent_soft);
  }
  if (!chosen) rule(ui, ImVec2(at.x + pad, box.Max.y - kHairline), inner);
  return height;
}

}  // namespace

std::string_view done_words(const Ui& ui, const Campaign& campaign) {
  const auto kind = static_cast<std::size_t>(campaign.kind);
  return campaign.confirmed == 1 ? ui.words().done_one[kind] : ui.words().done_many[kind];
}

std::string done_sentence(const Ui& ui, const Campaign& campaign) {
  return ui.number(campaign.confirmed).append(" ").append(done_words(ui, campaign));
}

void draw_campaign_list(Ui& ui, const ImRect& box) {
  const ImVec2 origin = begin_pane(ui, ui.list_pane, "campaigns", box);
  const Words& words = ui.words();
  ui.semantics.open(Role::Navigation, words.campaigns);
  const float width = box.GetWidth();
  ImVec2 at = origin + ImVec2(0, space(ui.narrow ? 5 : 8));
  at.y += heading(ui, at + ImVec2(margin(ui), 0), kHeading, words.campaigns, width - 2 * margin(ui), 1) + space(3);
  if (!ui.model.campaigns_known) {
    at.y += paragraph(ui, at + ImVec2(margin(ui), 0), kBody, ui.colours.quiet, words.loading, width - 2 * margin(ui));
  }
  for (const Campaign& campaign : ui.model.campaigns) at.y += draw_entry(ui, campaign, at, width);
  ui.semantics.close();
  end_pane(ui, ui.list_pane, at.y - origin.y + space(8));
}

}  // namespace undersigned::dashboard
