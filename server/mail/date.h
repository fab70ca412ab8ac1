// UTC times in the formats of mail. Internal to mail/.
//
// Pure, safe from any thread. Times are milliseconds since 1970, from 0 to kDateMsMax.
#pragma once

#include <cstdint>
#include <string>

namespace undersigned::mail {

inline constexpr std::int64_t kDateMsMax = 253'402'300'799'999;  // the end of the year 9999

std::string date_header(std::int64_t time_ms);   // RFC 5322 3.3: "Tue, 21 Aug 2018 12:00:00 +0000"
std::string date_compact(std::int64_t time_ms);  // for file names: "20180821T120000.000Z"

}  // namespace undersigned::mail
