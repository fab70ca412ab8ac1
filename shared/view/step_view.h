// The page of a step between form and thank-you view, and of that view itself. On a small screen the action comes
// first, and the title stays visible.
#pragma once

#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::view {

// `campaign` is localized; `back` is the address of its petition.
Node step(const Campaign& campaign, Locale locale, std::string_view back, Nodes action);

}  // namespace undersigned::view
