// The count with its goal and bar. Internal to view/.
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::view {

struct CountContext {
  bool open = true;               // nobody is asked to be the first, and no goal is left, where nobody can sign
  std::string_view partner = {};  // by name
  std::uint64_t by_partner = 0;   // those of the count that came through the partner; shown where there are any
};

Node count_block(const Campaign& campaign, Locale locale, std::uint64_t confirmed, const CountContext& context);

}  // namespace undersigned::view
