// The partner that a signature is counted for. Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/campaigns/catalog.h"

namespace undersigned::signing {

// The sending page's origin decides; only where it is no partner's does `claimed` count, if there is such a partner.
// Empty: none.
std::string counted_partner(const campaigns::Snapshot& snapshot, std::string_view origin, std::string_view claimed);

}  // namespace undersigned::signing
