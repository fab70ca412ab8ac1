// The state of a campaign that takes no signatures. Internal to view/.
#pragma once

#include <string>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"

namespace undersigned::view {

// Why nobody can sign, in one sentence: won, closed, or, if `not_yet_open`, the day on which it opens.
std::string state_text(const Campaign& campaign, Locale locale, bool not_yet_open);

}  // namespace undersigned::view
