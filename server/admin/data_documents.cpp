#include "server/admin/data_documents.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "server/api/json_object.h"
#include "server/base/origin.h"
#include "server/store/status_name.h"
#include "shared/campaign/goal.h"
#include "shared/campaign/names.h"
#include "shared/limits.h"
#include "shared/signature/signature.h"

namespace undersigned::admin {
namespace {

using api::JsonArray;
using api::JsonObject;

constexpr std::int64_t kHourMs = 60LL * 60 * 1000;
constexpr std::int64_t kHoursPerDay = 24;

// A young campaign gets a chart of this length, too.
constexpr std::int64_t kHoursShownMin = 48;
constexpr std::int64_t kDaysShownMin = 14;

struct Recent {
  std::uint64_t today = 0;
  std::uint64_t this_hour = 0;
};

Result<Recent> recent_of(const api::Services& services, const Campaign& campaign, std::int64_t now_hour) {
  const std::int64_t midnight = now_hour - now_hour % kHoursPerDay;
  const auto hours = services.store.confirmed_by_hour(campaign.slug, midnight);
  if (!hours) return hours.error();
  Recent recent;
  for (const store::HourCount& hour : *hours) {
    recent.today += hour.confirmed;
    if (hour.hour == now_hour) recent.this_hour = hour.confirmed;
  }
  return recent;
}

std::string campaign_row(const campaigns::Entry& entry, const Recent& recent) {
  const Campaign& campaign = entry.campaign;
  const store::Counts counts = entry.count->read().counts;
  return JsonObject()
      .text("slug", campaign.slug)
      .text("title", campaign.title)
      .text("kind", to_name(campaign.kind))
      .text("status", to_name(campaign.status))
      .number("confirmed", counts.confirmed)
      .number("pending", counts.pending)
      .number("withdrawn", counts.withdrawn)
      .number("quarantined", counts.quarantined)
      .number("offline", campaign.offline.count)
      .number("goal", goal_for(campaign.goal_steps, counted_in_all(campaign, counts.confirmed)))
      .number("today", recent.today)
      .number("last_hour", recent.this_hour)
      .str();
}

std::string signature_row(const store::SignatureRow& row) {
  return JsonArray()
      .add(view::json_string(row.public_id))
      .add(std::to_string(row.time_ms))
      .add(view::json_string(row.name))
      .add(view::json_string(row.organization))
      .add(view::json_string(row.country))
      .add(view::json_string(row.postcode))
      .add(view::json_string(row.partner))
      .add(view::json_string(store::status_name(row.status)))
      .add(view::json_string(to_name(row.visibility)))
      .add(view::json_string(row.comment))
      .str();
}

// Groups hours into buckets of `hours_per_bucket`. The last bucket is the current one.
struct Series {
  std::int64_t first_bucket = 0;
  std::vector<std::uint64_t> counts;
};

Series group_by_bucket(const std::vector<store::HourCount>& hours, std::int64_t hours_per_bucket,
                       std::int64_t now_bucket, std::int64_t buckets_min, std::int64_t buckets_max) {
  Series series;
  series.first_bucket = now_bucket - buckets_min + 1;
  for (const store::HourCount& hour : hours) {
    series.first_bucket = std::min(series.first_bucket, hour.hour / hours_per_bucket);
  }
  series.first_bucket = std::max({series.first_bucket, now_bucket - buckets_max + 1, std::int64_t{0}});
  series.counts.resize(static_cast<std::size_t>(now_bucket - series.first_bucket + 1));
  for (const store::HourCount& hour : hours) {
    const std::int64_t at = hour.hour / hours_per_bucket - series.first_bucket;
    if (at >= 0 && at < static_cast<std::int64_t>(series.counts.size())) {
      series.counts[static_cast<std::size_t>(at)] += hour.confirmed;
    }
  }
  return series;
}

}  // namespace

Result<std::string> campaigns_data(const api::Services& services) {
  const std::int64_t now_ms = services.utc_now_ms();
  const auto snapshot = services.catalog.snapshot();
  JsonArray rows;
  for (const campaigns::EntryPointer& entry : snapshot->all()) {
    const Result<Recent> recent = recent_of(services, entry->campaign, now_ms / kHourMs);
    if (!recent) return recent.error();
    rows.add(campaign_row(*entry, *recent));
  }
  return JsonObject().number("now", static_cast<std::uint64_t>(now_ms)).json("campaigns", rows.str()).str();
}

Result<std::string> momentum_data(const api::Services& services, const Campaign& campaign, MomentumUnit unit) {
  const bool by_hour = unit == MomentumUnit::Hour;
  const std::int64_t per_bucket = by_hour ? 1 : kHoursPerDay;
  const auto buckets_max = static_cast<std::int64_t>(by_hour ? limits::kMomentumHoursMax : limits::kMomentumDaysMax);
  const std::int64_t now_bucket = services.utc_now_ms() / kHourMs / per_bucket;
  const std::int64_t from_hour = std::max<std::int64_t>(0, (now_bucket - buckets_max + 1) * per_bucket);
  const auto hours = services.store.confirmed_by_hour(campaign.slug, from_hour);
  if (!hours) return hours.error();

  const Series series =
      group_by_bucket(*hours, per_bucket, now_bucket, by_hour ? kHoursShownMin : kDaysShownMin, buckets_max);
  JsonArray counts;
  for (const std::uint64_t count : series.counts) counts.add(std::to_string(count));
  return JsonObject()
      .text("unit", by_hour ? "hour" : "day")
      .number("from", static_cast<std::uint64_t>(series.first_bucket * per_bucket * kHourMs))
      .number("step", static_cast<std::uint64_t>(per_bucket * kHourMs))
      .json("confirmed", counts.str())
      .str();
}

Result<std::string> sources_data(const api::Services& services, const Campaign& campaign) {
  const auto partners = services.store.confirmed_by_partner(campaign.slug);
  if (!partners) return partners.error();
  const auto snapshot = services.catalog.snapshot();
  JsonArray sources;
  for (const store::PartnerCount& source : *partners) {
    const Partner* partner = snapshot->partner(source.partner);
    const std::string own_page(base::authority_of(services.base_url));
    const std::string& name = source.partner.empty() ? own_page : partner == nullptr ? source.partner : partner->name;
    sources.add(
        JsonObject().text("partner", source.partner).text("name", name).number("count", source.confirmed).str());
  }
  return JsonObject().json("sources", sources.str()).str();
}

Result<std::string> signatures_data(const api::Services& services, const Campaign& campaign,
                                    std::optional<std::int64_t> before, std::size_t rows) {
  const auto signatures = services.store.signatures(campaign.slug, before, rows);
  if (!signatures) return signatures.error();
  JsonArray list;
  for (const store::SignatureRow& row : *signatures) list.add(signature_row(row));
  const bool more = signatures->size() == rows && rows > 0;
  const std::string next = more ? "\"" + std::to_string(signatures->back().cursor) + "\"" : "null";
  return JsonObject().json("rows", list.str()).json("next", next).str();
}

}  // namespace undersigned::admin
