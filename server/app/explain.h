// Error texts for operators, in English. Signers get those of the catalogues.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.h"

namespace undersigned::app {

// To be appended to the name of what is wrong: "is not a date such as 2018-08-21".
std::string_view explain(ErrorCode code);

// What an operator should know about campaigns that count signatures at once (campaign.h). At least one slug.
std::string counting_at_once(const std::vector<std::string>& campaigns);

// About campaigns that do not name their organizer. At least one slug.
std::string naming_no_organizer(const std::vector<std::string>& campaigns);

// "1 signature", "2 signatures".
std::string counted(std::uint64_t number, std::string_view noun);

}  // namespace undersigned::app
