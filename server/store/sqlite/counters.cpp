#include "server/store/sqlite/counters.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "server/store/sqlite/stored_values.h"
#include "server/store/status_name.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kHourMs = std::int64_t{60} * 60 * 1000;

Query& bind_bucket(Query& query, const CounterKey& key) {
  if (const auto* number = std::get_if<std::int64_t>(&key.bucket)) return query.bind(*number);
  return query.bind(std::get<std::string>(key.bucket));
}

CounterValues recount_rows(Connection& connection) {
  CounterValues values;
  Query rows = connection.query("SELECT campaign_id, status, time_ms, partner, country, utm_source FROM signature");
  while (rows.next()) {
    const std::optional<SignatureStatus> status = enum_of<SignatureStatus>(rows.integer(1));
    if (!status) continue;  // a damaged row; it counts as nothing
    count_signature(values, {rows.integer(0), *status, rows.integer(2), rows.text(3), rows.text(4), rows.text(5)}, 1);
  }
  return values;
}

// Whether its buckets are numbers.
bool has_number(Series series) {
  return series == Series::Status || series == Series::Hour;
}

CounterValues kept_values(Connection& connection) {
  CounterValues values;
  Query rows = connection.query("SELECT campaign_id, series, bucket, signatures FROM counter");
  while (rows.next()) {
    const std::optional<Series> series = enum_of<Series>(rows.integer(1));
    if (!series || has_number(*series) != rows.is_integer(2)) continue;  // damaged
    CounterKey key{rows.integer(0), *series, rows.integer(2)};
    if (!has_number(*series)) key.bucket = rows.text(2);
    values.emplace(std::move(key), rows.integer(3));
  }
  return values;
}

}  // namespace

bool operator<(const CounterKey& a, const CounterKey& b) {
  return std::tie(a.campaign_id, a.series, a.bucket) < std::tie(b.campaign_id, b.series, b.bucket);
}

void count_signature(CounterValues& values, const CountedSignature& signature, std::int64_t signatures) {
  const std::int64_t id = signature.campaign_id;
  values[{id, Series::Status, static_cast<std::int64_t>(signature.status)}] += signatures;
  if (signature.status != SignatureStatus::Confirmed) return;
  values[{id, Series::Hour, signature.time_ms / kHourMs}] += signatures;
  values[{id, Series::Partner, signature.partner}] += signatures;
  values[{id, Series::Country, signature.country}] += signatures;
  values[{id, Series::Source, signature.source}] += signatures;
}

// A damaged counter must not overflow: nobody could sign any more.
void add_to_counters(Connection& connection, const CounterValues& changes) {
  for (const auto& [key, change] : changes) {
    if (change == 0) continue;
    Query add = connection.query(
        "INSERT INTO counter (campaign_id, series, bucket, signatures) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (campaign_id, series, bucket) DO UPDATE"
        " SET signatures = max(-1000000000000, min(1000000000000, signatures)) + excluded.signatures");
    add.bind(key.campaign_id).bind(static_cast<std::int64_t>(key.series));
    bind_bucket(add, key).bind(change).run();
  }
}

Counts read_counts(Connection& connection, std::int64_t campaign_id) {
  Counts counts;
  Query rows = connection.query("SELECT bucket, signatures FROM counter WHERE campaign_id = ? AND series = 0");
  rows.bind(campaign_id);
  while (rows.next()) add_status_count(counts, rows.integer(0), rows.integer(1));
  return counts;
}

void add_status_count(Counts& counts, std::int64_t status, std::int64_t signatures) {
  const auto count = static_cast<std::uint64_t>(std::max<std::int64_t>(signatures, 0));
  const std::optional<SignatureStatus> known = enum_of<SignatureStatus>(status);
  if (!known) return;
  switch (*known) {
    case SignatureStatus::Pending:
      counts.pending += count;
      break;
    case SignatureStatus::Confirmed:
      counts.confirmed += count;
      break;
    case SignatureStatus::Withdrawn:
      counts.withdrawn += count;
      break;
    case SignatureStatus::Quarantined:
      counts.quarantined += count;
      break;
    case SignatureStatus::Invalid:
      break;
  }
}

std::vector<CounterDifference> find_differences(Connection& connection) {
  const CounterValues counted = recount_rows(connection);
  const CounterValues kept = kept_values(connection);
  std::vector<CounterDifference> differences;
  for (const auto& [key, value] : counted) {
    const auto found = kept.find(key);
    const std::int64_t kept_value = found == kept.end() ? 0 : found->second;
    if (kept_value != value) differences.push_back({key, kept_value, value});
  }
  for (const auto& [key, value] : kept) {
    if (value != 0 && counted.find(key) == counted.end()) differences.push_back({key, value, 0});
  }
  return differences;
}

void repair(Connection& connection, const std::vector<CounterDifference>& differences) {
  for (const CounterDifference& difference : differences) {
    Query set = connection.query(
        "INSERT INTO counter (campaign_id, series, bucket, signatures) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (campaign_id, series, bucket) DO UPDATE SET signatures = excluded.signatures");
    set.bind(difference.key.campaign_id).bind(static_cast<std::int64_t>(difference.key.series));
    bind_bucket(set, difference.key).bind(difference.counted).run();
  }
}

std::vector<RecountDifference> named_differences(Connection& connection,
                                                 const std::vector<CounterDifference>& differences) {
  std::vector<RecountDifference> named;
  for (const CounterDifference& difference : differences) {
    Query slug = connection.query("SELECT slug FROM campaign WHERE id = ?");
    slug.bind(difference.key.campaign_id);
    const std::string campaign = slug.next() ? slug.text(0) : std::string();
    named.push_back({campaign, counter_name(difference.key), difference.kept, difference.counted});
  }
  return named;
}

std::string counter_name(const CounterKey& key) {
  if (key.series == Series::Partner) return "partner " + std::get<std::string>(key.bucket);
  if (key.series == Series::Country) return "country " + std::get<std::string>(key.bucket);
  if (key.series == Series::Source) return "source " + std::get<std::string>(key.bucket);
  const std::int64_t number = std::get<std::int64_t>(key.bucket);
  if (key.series == Series::Hour) return "hour " + std::to_string(number);
  const std::optional<SignatureStatus> status = enum_of<SignatureStatus>(number);
  return status ? std::string(status_name(*status)) : "status " + std::to_string(number);
}

}  // namespace undersigned::store::sqlite
