// Errors in words for operators, who read English terminals; signers read the catalogues.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned::commands {

// Goes behind the name of what is wrong: "is not a date such as 2018-08-21".
std::string_view explain(ErrorCode code);

// "1 signature", "2 signatures".
std::string counted(std::uint64_t number, std::string_view noun);

}  // namespace undersigned::commands
