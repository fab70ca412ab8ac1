#include "widget/dashboard/model/signature_view.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "widget/dashboard/model/row_order.h"
#include "widget/dashboard/model/search_normalize.h"

namespace undersigned::dashboard {
namespace {

std::string needle_of(std::string_view typed) {
  std::string needle;
  normalize_for_search(typed, needle);
  const std::size_t first = needle.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return needle.substr(first, needle.find_last_not_of(' ') - first + 1);
}

}  // namespace

void SignatureView::set_filter(Filter filter) {
  filter_ = std::move(filter);
  matches_.clear();
  stale_ = true;
}

void SignatureView::set_order(Order order) {
  if (order == order_) return;
  order_ = order;
  ordered_.clear();
  stale_ = true;
}

void SignatureView::reset() {
  ordered_.clear();
  matches_.clear();
  rows_.clear();
  seen_rows_ = 0;
  seen_edits_ = 0;
  stale_ = true;
}

// Merges from the back: a binary search finds the place of each new row, and the rows behind it move once.
void SignatureView::update_order() {
  const RowOrder order(table_, order_);
  const std::size_t known = ordered_.size();
  std::vector<std::uint32_t> added(table_.size() - known);
  std::iota(added.begin(), added.end(), static_cast<std::uint32_t>(known));
  added = order.sort(added);
  ordered_.resize(table_.size());
  const auto begin = ordered_.begin();
  std::size_t end_of_known = known;
  for (std::size_t i = added.size(); i-- > 0;) {
    const auto end = begin + static_cast<std::ptrdiff_t>(end_of_known);
    const auto place =
        std::upper_bound(begin, end, added[i], [&](std::uint32_t a, std::uint32_t b) { return order.before(a, b); });
    std::move_backward(place, end, end + static_cast<std::ptrdiff_t>(i + 1));
    end_of_known = static_cast<std::size_t>(place - begin);
    ordered_[end_of_known + i] = added[i];
  }
}

void SignatureView::update_matches() {
  const std::size_t first = matches_.size();
  const std::string needle = needle_of(filter_.text);
  matches_.resize(table_.size(), needle.empty() ? 1 : 0);
  if (!needle.empty()) table_.search(needle, first, matches_);
  if (filter_.status) {
    for (std::size_t row = first; row < matches_.size(); ++row) matches_[row] &= table_.status(row) == *filter_.status;
  }
  if (filter_.partner) {
    std::vector<std::uint8_t> wanted(table_.partners());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      wanted[i] = table_.partner_id(static_cast<std::uint16_t>(i)) == *filter_.partner ? 1 : 0;
    }
    for (std::size_t row = first; row < matches_.size(); ++row) matches_[row] &= wanted[table_.partner(row)];
  }
}

const std::vector<std::uint32_t>& SignatureView::rows() {
  if (seen_edits_ != table_.edits()) {
    seen_edits_ = table_.edits();
    stale_ = true;
    if (filter_.status) matches_.clear();
    if (order_.column == Column::Status) ordered_.clear();
  }
  stale_ = stale_ || seen_rows_ != table_.size();
  if (!stale_) return rows_;
  stale_ = false;
  seen_rows_ = table_.size();
  if (matches_.size() != table_.size()) update_matches();

  const auto matching = static_cast<std::size_t>(std::count(matches_.begin(), matches_.end(), 1));
  const auto passes = [this](std::uint32_t row) { return matches_[row] != 0; };
  rows_.clear();
  rows_.reserve(matching);
  // If few rows match, only they are sorted; all rows are sorted once they are needed.
  if (ordered_.empty() && matching < table_.size() / 4) {
    for (std::uint32_t row = 0; row < table_.size(); ++row) {
      if (passes(row)) rows_.push_back(row);
    }
    rows_ = RowOrder(table_, order_).sort(rows_);
    return rows_;
  }
  if (ordered_.size() != table_.size()) update_order();
  std::copy_if(ordered_.begin(), ordered_.end(), std::back_inserter(rows_), passes);
  return rows_;
}

}  // namespace undersigned::dashboard
