// The schemas of the messages from the page's script, and what they change in the dashboard.
//
// Each function takes a complete message and returns whether it was well-formed. A malformed message changes nothing,
// except in decode_signatures(), which keeps the rows before the mistake. Lists longer than their limit are cut.
//
//   campaigns   now, n, n x (slug, title, kind, status, confirmed, pending, withdrawn, offline, goal, today, last_hour)
//   momentum    slug, unit, from, step, n, n x count
//   sources     slug, n, n x (partner, name, count)
//   signatures  slug, n, n x (id, created, name, organization, country, postcode, partner, status, visibility, comment)
//   time zone   n, n x (from, minutes)
//
// Messages about a campaign other than the chosen one are ignored: they were requested before the choice changed.
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
  std::size_t known = 0;  // rows that were already in the table, changed or not
  bool full = false;      // the table has reached its limit
};
MergedRows decode_signatures(std::string_view message, Dashboard& dashboard);

}  // namespace undersigned::dashboard
