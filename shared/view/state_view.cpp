#include "shared/view/state_view.h"

namespace undersigned::view {

std::string state_text(const Campaign& campaign, Locale locale, bool not_yet_open) {
  if (campaign.status == CampaignStatus::Won) return text_of(locale, Message::StateWon);
  if (!not_yet_open) return text_of(locale, Message::StateClosed);
  return text_of(locale, Message::StateNotYet, {{"day", day(locale, campaign.opens_at)}});
}

}  // namespace undersigned::view
