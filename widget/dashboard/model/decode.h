// The schemas of the messages the page's script hands over, and what they do to the dashboard.
//
// Each function takes a whole message and returns whether it was well formed. One that is not leaves the dashboard as
// it was, but for decode_signatures(), which keeps the rows before the fault. Lists longer than their limit are cut.
//
//   campaigns   now, n, n x (slug, title, kind, status, confirmed, pending, withdrawn, offline, goal, today, last_hour)
//   momentum    slug, unit, from, step, n, n x count
//   sources     slug, n, n x (partner, name, count)
//   signatures  slug, n, n x (id, created, name, organization, country, postcode, partner, status, visibility, comment)
//   time zone   n, n x (from, minutes)
//
// Messages about a campaign that is no longer the chosen one are ignored: the organizer has moved on.
#pragma once

#include <cstddef>
#include <string_view>

#include "widget/dashboard/model/dashboard.h"

namespace undersigned::dashboard {

bool decode_campaigns(std::string_view message, Dashboard& dashboard);
bool decode_momentum(std::string_view message, Dashboard& dashboard);
bool decode_sources(std::string_view message, Dashboard& dashboard);
bool decode_time_zone(std::string_view message, Dashboard& dashboard);

struct MergedRows {
  bool well_formed = false;
  std::size_t added = 0;
  std::size_t known = 0;  // were there before, changed or not
  bool full = false;      // the table took no more
};
MergedRows decode_signatures(std::string_view message, Dashboard& dashboard);

}  // namespace undersigned::dashboard
