// The count with its goal and bar. Internal to view/.
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::view {

struct CountContext {
  bool open = true;               // if closed, nobody is asked to be the first, and no goal is shown
  std::string_view partner = {};  // its name
  std::uint64_t by_partner = 0;   // of the count, those through the partner; shown if not 0
};

Node count_block(const Campaign& campaign, Locale locale, std::uint64_t confirmed, const CountContext& context);

}  // namespace undersigned::view
