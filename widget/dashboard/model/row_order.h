// Sorting the rows of a SignatureTable by a column.
//
// Texts compare by the first kSortedBytes bytes of their search text, with empty text last in both directions. Equal
// rows stay newest first. Eight bytes of text are compared at a time: one radix sort over all rows, then smaller ones
// over the runs that are still equal. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "widget/dashboard/model/signature_table.h"
#include "widget/dashboard/model/signature_view.h"

namespace undersigned::dashboard {

inline constexpr std::size_t kSortedBytes = 64;

class RowOrder {
 public:
  RowOrder(const SignatureTable& table, Order order);

  // `rows`, which must be ascending, sorted.
  [[nodiscard]] std::vector<std::uint32_t> sort(const std::vector<std::uint32_t>& rows) const;

  // Whether row `a` comes before row `b`: a strict total order.
  [[nodiscard]] bool before(std::uint32_t a, std::uint32_t b) const;

 private:
  struct SortEntry {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
  };
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  [[nodiscard]] bool is_text() const;
  [[nodiscard]] std::uint64_t key(std::uint32_t row, std::size_t depth) const;
  [[nodiscard]] std::uint64_t text_key(std::uint32_t row, std::size_t depth) const;
  [[nodiscard]] bool continues(std::uint64_t key) const;
  [[nodiscard]] std::vector<SortEntry> newest_first(const std::vector<std::uint32_t>& rows) const;
  void read_keys(std::vector<SortEntry>& rows, const std::vector<Run>& runs, std::size_t depth) const;
  static void sort_run(std::vector<SortEntry>& rows, Run run, std::vector<SortEntry>& scratch);

  const SignatureTable& table_;
  Order order_;
  std::vector<std::uint16_t> partner_rank_;
};

}  // namespace undersigned::dashboard
