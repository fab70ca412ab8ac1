// The count with its goal and bar. Internal to view/.
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::view {

// Those of a count that came through one partner; shown where there are any.
struct PartnerShare {
  std::string_view partner;  // by name
  std::uint64_t confirmed = 0;
};

Node count_block(const Campaign& campaign, Locale locale, std::uint64_t confirmed, const PartnerShare& share = {});

}  // namespace undersigned::view
