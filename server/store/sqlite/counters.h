// What a signature counts as, in one place: the writer adds each new row to the counters with it, and recount() counts
// all rows again with the same function.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// Kept in the database: never renumber. Status counts every signature, the others confirmed ones.
enum class Series : std::uint8_t { Status = 0, Hour = 1, Partner = 2, Country = 3, Source = 4 };

struct CounterKey {
  std::int64_t campaign_id = 0;
  Series series = Series::Status;
  std::variant<std::int64_t, std::string> bucket;  // status or hour; partner, country or source

  friend bool operator<(const CounterKey& a, const CounterKey& b);
};

// What is counted of a signature.
struct CountedSignature {
  std::int64_t campaign_id = 0;
  SignatureStatus status = SignatureStatus::Pending;
  std::int64_t time_ms = 0;
  std::string partner;
  std::string country;
  std::string source;
};

using CounterValues = std::map<CounterKey, std::int64_t>;

// Adds `signatures` (may be negative) to every counter that this signature belongs to.
void count_signature(CounterValues& values, const CountedSignature& signature, std::int64_t signatures);

// Adds `changes` to the counters in the database, each key once.
void add_to_counters(Connection& connection, const CounterValues& changes);

Counts read_counts(Connection& connection, std::int64_t campaign_id);
void add_status_count(Counts& counts, std::int64_t status, std::int64_t signatures);

// A counter whose stored value differs from the rows.
struct CounterDifference {
  CounterKey key;
  std::int64_t kept = 0;
  std::int64_t counted = 0;
};

// Call within a transaction, so that rows and counters are from the same moment.
std::vector<CounterDifference> find_differences(Connection& connection);
void repair(Connection& connection, const std::vector<CounterDifference>& differences);

// The same with the names of campaigns.
std::vector<RecountDifference> named_differences(Connection& connection,
                                                 const std::vector<CounterDifference>& differences);

// For operators: "confirmed", "hour 480000", "partner tribune", "country DE", "source email".
std::string counter_name(const CounterKey& key);

}  // namespace undersigned::store::sqlite
