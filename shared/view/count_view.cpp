#include "shared/view/count_view.h"

#include <string>

#include "shared/campaign/goal.h"
#include "shared/view/build.h"
#include "shared/view/petition_view.h"

namespace undersigned::view {
namespace {

// What is said where nobody has signed yet.
Message invitation(const Campaign& campaign) {
  const bool has_paper = campaign.offline.count > 0 && campaign.kind == CampaignKind::Petition;
  if (has_paper) return Message::BeFirstOnline;
  return by_kind(campaign.kind, Message::BeFirstToSign, Message::BeFirstToEndorse, Message::BeFirstToCall);
}

// The bar tells how many there are in all; so does the line under it, if that is more than the count above.
std::string goal_words(const Campaign& campaign, Locale locale, std::uint64_t goal, std::uint64_t in_all) {
  const std::string shown = number(locale, goal);
  if (campaign.offline.count > 0) {
    return text_of(locale, Message::GoalInAll, {{"count", number(locale, in_all)}, {"goal", shown}});
  }
  const bool is_first = goal == goal_for(campaign.goal_steps, 0);
  return text_of(locale, is_first ? Message::FirstGoal : Message::NextGoal, {{"goal", shown}});
}

Node bar(Locale locale, std::uint64_t goal, std::uint64_t count) {
  const std::string label =
      text_of(locale, Message::GoalBar, {{"count", number(locale, count)}, {"goal", number(locale, goal)}});
  return element(Tag::Meter,
                 {{Attr::Class, "bar"},
                  {Attr::Min, "0"},
                  {Attr::Max, std::to_string(goal)},
                  {Attr::Value, std::to_string(count)},
                  {Attr::AriaLabel, label}},
                 label);
}

}  // namespace

Node count_block(const Campaign& campaign, Locale locale, std::uint64_t confirmed, const CountContext& context) {
  const CampaignKind kind = campaign.kind;
  Nodes parts;
  if (confirmed == 0 && context.open) {
    add(parts, with_class(Tag::P, "count-first", text_of(locale, invitation(campaign))));
  } else if (confirmed > 0) {
    add(parts,
        with_class(
            Tag::P, "count-line",
            {with_class(Tag::Strong, "count-number", number(locale, confirmed)), text(" "),
             with_class(Tag::Span, "count-label",
                        text_of_count(locale,
                                      by_kind(kind, Message::CountSigned, Message::CountEndorsed, Message::CountCalled),
                                      confirmed))}));
  }
  if (context.by_partner > 0 && !context.partner.empty()) {
    add(parts, with_class(Tag::P, "by-partner",
                          text_of_count(locale, Message::CountByPartner, context.by_partner,
                                        {{"partner", isolated(locale, context.partner)}})));
  }
  if (campaign.offline.count > 0) {
    add(parts, with_class(Tag::P, "offline",
                          text_of_count(locale, Message::OfflineCount, campaign.offline.count,
                                        {{"note", isolated(locale, campaign.offline.note)}})));
  }
  if (context.open) {
    const std::uint64_t in_all = counted_in_all(campaign, confirmed);
    const std::uint64_t goal = goal_for(campaign.goal_steps, in_all);
    add(parts, bar(locale, goal, in_all));
    add(parts, with_class(Tag::P, "goal", goal_words(campaign, locale, goal, in_all)));
  }
  return element(Tag::Div, {{Attr::Class, "count"}, {Attr::DataPart, "count"}}, std::move(parts));
}

Node count(const PetitionPage& page) {
  return count_block(page.campaign, page.locale, page.confirmed, {page.open, page.partner_name, page.by_partner});
}

}  // namespace undersigned::view
