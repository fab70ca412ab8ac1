// Finds and erases data past its retention period. The rules are at Campaign::retention_months.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/counters.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// Decides for signatures at one point in time, over one connection.
class Retention {
 public:
  Retention(Connection& connection, std::int64_t now_ms) : connection_(connection), now_ms_(now_ms) {}

  struct Found {
    std::int64_t id = 0;
    std::string campaign;  // slug
    Expired due;           // each number is 0 or 1
  };
  struct Page {
    std::vector<Found> due;
    std::int64_t next = 0;  // 0: this was the last page
  };

  // What is due among the next limits::kRetentionStepRows signatures after `after`.
  Page look(std::int64_t after);

  // Checks one signature again, as it may have changed since look(), erases what is due, and returns that.
  Expired erase(std::int64_t id, CounterValues& changes);

  // The signatures whose records erase() has erased.
  [[nodiscard]] std::vector<SignatureKey> take_erased() { return std::move(erased_); }

 private:
  // The rules of one campaign at this time.
  struct Rules {
    std::string slug;
    std::int64_t records_since_ms = std::numeric_limits<std::int64_t>::min();  // records of earlier signatures are due
    bool ended = false;                                                        // it accepts no signatures any more
  };
  struct Signature;

  Expired judge(const Signature& signature);
  const Rules& rules_of(std::int64_t campaign_id);
  void note_erased(std::int64_t id);
  bool has_record(std::int64_t id);
  bool may_be_confirmed(std::int64_t id);

  Connection& connection_;
  const std::int64_t now_ms_;
  std::map<std::int64_t, Rules> rules_;
  std::vector<SignatureKey> erased_;
};

void add_to(Expired& sum, const Expired& expired);
bool is_anything(const Expired& expired);

}  // namespace undersigned::store::sqlite
