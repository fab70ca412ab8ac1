// Errors in words for operators, who read English terminals; signers read the catalogues.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.h"

namespace undersigned::app {

// Goes behind the name of what is wrong: "is not a date such as 2018-08-21".
std::string_view explain(ErrorCode code);

// What to know of these campaigns (slugs, at least one), which count signatures at once (campaign.h).
std::string counting_at_once(const std::vector<std::string>& campaigns);

// "1 signature", "2 signatures".
std::string counted(std::uint64_t number, std::string_view noun);

}  // namespace undersigned::app
