// A page of one step on the way from the form to the thanks, and the thanks themselves: what is to be done comes first
// where there is little room, and what it is about stays in sight.
#pragma once

#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::view {

// `campaign` is localized; `back` is the address of its petition.
Node step(const Campaign& campaign, Locale locale, std::string_view back, Nodes action);

}  // namespace undersigned::view
