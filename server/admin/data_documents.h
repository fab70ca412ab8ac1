// The dashboard's data as JSON. Times are UTC milliseconds since 1970. "today" began at midnight UTC; "last_hour" is
// the current hour of the clock, since the store counts by such hours.
//
//   campaigns   {"now","campaigns":[{"slug","title","kind","status","confirmed","pending","withdrawn","quarantined",
//               "offline","goal","today","last_hour"}]}
//   momentum    {"unit","from","step","confirmed":[n...]}, one bucket an hour or day from "from" until now
//   sources     {"sources":[{"partner","name","count"}]}; this server's own page has no partner, and its host as name
//   signatures  {"rows":[[id, created, name, organization, country, postcode, partner, status, visibility,
//               comment]...], "next": cursor or null}, newest first; "next" is null after the oldest
//
// Errors are the store's. Safe to call from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "server/api/services.h"
#include "shared/result.h"

namespace undersigned::admin {

enum class MomentumUnit : std::uint8_t { Hour, Day };

Result<std::string> campaigns_data(const api::Services& services);
Result<std::string> momentum_data(const api::Services& services, const Campaign& campaign, MomentumUnit unit);
Result<std::string> sources_data(const api::Services& services, const Campaign& campaign);
Result<std::string> signatures_data(const api::Services& services, const Campaign& campaign,
                                    std::optional<std::int64_t> before, std::size_t rows);

}  // namespace undersigned::admin
