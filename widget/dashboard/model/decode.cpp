#include "widget/dashboard/model/decode.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "shared/limits.h"
#include "widget/dashboard/model/message.h"

namespace undersigned::dashboard {
namespace {

// A zone's offset changes a few times a year; more changes than this are not a time zone.
constexpr std::size_t kZoneChangesMax = 512;
constexpr int kOffsetMinutesMax = 24 * 60;

template <class Value, std::size_t N>
using WireNames = std::array<std::pair<std::string_view, Value>, N>;

constexpr WireNames<CampaignKind, 3> kKinds{
    {{"petition", CampaignKind::Petition}, {"endorsement", CampaignKind::Endorsement}, {"call", CampaignKind::Call}}};
constexpr WireNames<CampaignStatus, 4> kStatuses{{{"draft", CampaignStatus::Draft},
                                                  {"open", CampaignStatus::Open},
                                                  {"closed", CampaignStatus::Closed},
                                                  {"won", CampaignStatus::Won}}};
constexpr WireNames<SignatureStatus, kSignatureStatuses> kSignatureStates{
    {{"confirmed", SignatureStatus::Confirmed},
     {"pending", SignatureStatus::Pending},
     {"withdrawn", SignatureStatus::Withdrawn},
     {"invalid", SignatureStatus::Invalid},
     {"quarantined", SignatureStatus::Quarantined}}};
constexpr WireNames<Visibility, 3> kVisibilities{
    {{"public", Visibility::Public}, {"initials", Visibility::Initials}, {"hidden", Visibility::Hidden}}};

template <class Value, std::size_t N>
Value named(const WireNames<Value, N>& names, std::string_view name, Value otherwise) {
  for (const auto& [wire_name, value] : names) {
    if (wire_name == name) return value;
  }
  return otherwise;
}

std::size_t length(MessageReader& reader, std::size_t most) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(reader.count(), most));
}

Campaign read_campaign(MessageReader& reader) {
  Campaign campaign;
  campaign.slug = reader.text();
  campaign.title = reader.text();
  campaign.kind = named(kKinds, reader.text(), CampaignKind::Petition);
  campaign.status = named(kStatuses, reader.text(), CampaignStatus::Draft);
  campaign.confirmed = reader.count();
  campaign.pending = reader.count();
  campaign.withdrawn = reader.count();
  campaign.quarantined = reader.count();
  campaign.offline = reader.count();
  campaign.goal = reader.count();
  campaign.today = reader.count();
  campaign.last_hour = reader.count();
  return campaign;
}

SignatureRow read_signature(MessageReader& reader) {
  SignatureRow row;
  row.id = reader.text();
  row.created_ms = reader.milliseconds();
  row.text[static_cast<std::size_t>(TextField::Name)] = reader.text();
  row.text[static_cast<std::size_t>(TextField::Organization)] = reader.text();
  row.country = reader.text();
  row.text[static_cast<std::size_t>(TextField::Postcode)] = reader.text();
  row.partner = reader.text();
  row.status = named(kSignatureStates, reader.text(), SignatureStatus::Invalid);
  row.visibility = named(kVisibilities, reader.text(), Visibility::Hidden);
  row.text[static_cast<std::size_t>(TextField::Comment)] = reader.text();
  return row;
}

}  // namespace

bool decode_campaigns(std::string_view message, Dashboard& dashboard) {
  MessageReader reader(message);
  const std::int64_t now_ms = reader.milliseconds();
  std::vector<Campaign> campaigns;
  for (std::size_t left = length(reader, limits::kCampaignsMax); left > 0 && !reader.failed(); --left) {
    campaigns.push_back(read_campaign(reader));
  }
  if (reader.failed()) return false;
  dashboard.now_ms = now_ms;
  dashboard.campaigns = std::move(campaigns);
  dashboard.campaigns_known = true;
  return true;
}

bool decode_momentum(std::string_view message, Dashboard& dashboard) {
  MessageReader reader(message);
  const std::string_view slug = reader.text();
  Series series;
  series.unit = reader.text() == "day" ? Unit::Day : Unit::Hour;
  series.from_ms = reader.milliseconds();
  series.step_ms = reader.milliseconds();
  const std::int64_t expected_step = series.unit == Unit::Day ? kDayMs : kHourMs;
  for (std::size_t left = length(reader, buckets_max(series.unit)); left > 0 && !reader.failed(); --left) {
    series.counts.push_back(static_cast<std::uint32_t>(std::min<std::uint64_t>(reader.count(), UINT32_MAX)));
  }
  if (reader.failed() || series.step_ms != expected_step) return false;
  if (slug != dashboard.chosen_slug() || series.unit != dashboard.unit) return true;
  fill_until(series, dashboard.now_ms);
  dashboard.momentum = std::move(series);
  return true;
}

bool decode_sources(std::string_view message, Dashboard& dashboard) {
  MessageReader reader(message);
  const std::string_view slug = reader.text();
  std::vector<Source> sources;
  for (std::size_t left = length(reader, limits::kPartnersMax + 1); left > 0 && !reader.failed(); --left) {
    Source source;
    source.partner = reader.text();
    source.name = reader.text();
    source.count = reader.count();
    sources.push_back(std::move(source));
  }
  if (reader.failed()) return false;
  if (slug != dashboard.chosen_slug()) return true;
  std::stable_sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.count > b.count; });
  dashboard.sources = std::move(sources);
  return true;
}

bool decode_time_zone(std::string_view message, Dashboard& dashboard) {
  MessageReader reader(message);
  std::vector<TimeZone::Change> changes;
  for (std::size_t left = length(reader, kZoneChangesMax); left > 0 && !reader.failed(); --left) {
    const std::int64_t from_ms = reader.milliseconds();
    const double minutes = reader.number();
    if (!(minutes >= -kOffsetMinutesMax && minutes <= kOffsetMinutesMax)) return false;
    changes.push_back({from_ms, static_cast<int>(minutes)});
  }
  if (reader.failed()) return false;
  dashboard.zone = TimeZone(std::move(changes));
  return true;
}

MergedRows decode_signatures(std::string_view message, Dashboard& dashboard) {
  MessageReader reader(message);
  MergedRows merged;
  const std::string_view slug = reader.text();
  const std::size_t rows = length(reader, limits::kSignaturePageRows);
  if (slug != dashboard.chosen_slug()) {
    merged.well_formed = !reader.failed();
    return merged;
  }
  SignatureTable& table = dashboard.signatures();
  if (const Campaign* campaign = dashboard.chosen(); campaign != nullptr && table.size() == 0) {
    table.reserve(static_cast<std::size_t>(
        std::min<std::uint64_t>(campaign->confirmed + campaign->pending + campaign->withdrawn + campaign->quarantined,
                                limits::kDashboardRowsMax)));
  }
  for (std::size_t left = rows; left > 0; --left) {
    const SignatureRow row = read_signature(reader);
    if (reader.failed()) return merged;
    const SignatureTable::Merged how = table.merge(row);
    merged.added += how == SignatureTable::Merged::Added;
    merged.known += how == SignatureTable::Merged::Known || how == SignatureTable::Merged::Changed;
    merged.full = merged.full || how == SignatureTable::Merged::Full;
  }
  merged.well_formed = !reader.failed();
  return merged;
}

}  // namespace undersigned::dashboard
