// The count with its goal and bar. Internal to view/.
#pragma once

#include <cstdint>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::view {

Node count_block(const Campaign& campaign, Locale locale, std::uint64_t confirmed);

}  // namespace undersigned::view
