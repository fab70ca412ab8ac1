// What the organizer sees of a SignatureTable: the rows that pass a filter, in the order of a column.
//
// The order of all rows is kept and new rows are inserted into it, so typing in the filter never sorts, and changing
// the order never searches. tests/bench has figures for a million rows. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "widget/dashboard/model/signature_table.h"

namespace undersigned::dashboard {

enum class Column : std::uint8_t { Name, Organization, Place, Source, Status, Signed, Comment };
enum class SortDirection : std::uint8_t { Ascending, Descending };

struct Order {
  Column column = Column::Signed;
  SortDirection direction = SortDirection::Descending;

  friend bool operator==(const Order& a, const Order& b) { return a.column == b.column && a.direction == b.direction; }
};

struct Filter {
  std::string text;                    // as typed; leading and trailing blanks are ignored
  std::optional<std::string> partner;  // a partner's id; empty: this server's own page
  std::optional<SignatureStatus> status;

  [[nodiscard]] bool none() const { return text.empty() && !partner && !status; }
};

class SignatureView {
 public:
  // `table` must outlive the view.
  explicit SignatureView(const SignatureTable& table) : table_(table) {}

  void set_filter(Filter filter);
  void set_order(Order order);
  [[nodiscard]] const Filter& filter() const { return filter_; }
  [[nodiscard]] Order order() const { return order_; }

  // The rows that pass the filter, in order. Updates the view first.
  const std::vector<std::uint32_t>& rows();

  // Discards everything computed. Call after the table was cleared.
  void reset();

 private:
  void update_order();
  void update_matches();

  const SignatureTable& table_;
  Filter filter_;
  Order order_;
  std::vector<std::uint32_t> ordered_;  // every row of the table, sorted; empty if not computed for order_
  std::vector<std::uint8_t> matches_;   // by row: passes the filter; empty if not computed for filter_
  std::vector<std::uint32_t> rows_;
  std::size_t seen_rows_ = 0;
  std::uint32_t seen_edits_ = 0;
  bool stale_ = true;
};

}  // namespace undersigned::dashboard
