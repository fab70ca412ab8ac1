#include "widget/dashboard/model/row_order.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace undersigned::dashboard {
namespace {

constexpr std::size_t kKeyBytes = 8;
constexpr std::size_t kDepths = kSortedBytes / kKeyBytes;
constexpr std::size_t kRadixRowsMin = 64;  // below this, an insertion sort is faster than counting
constexpr std::uint64_t kLast = ~std::uint64_t{0};
constexpr std::uint64_t kTimeMask = (std::uint64_t{1} << 48) - 1;  // milliseconds until the year 10889

TextField text_field(Column column) {
  switch (column) {
    case Column::Organization:
      return TextField::Organization;
    case Column::Place:
      return TextField::Postcode;
    case Column::Comment:
      return TextField::Comment;
    default:
      return TextField::Name;
  }
}

// The two letters of a country as the most significant bytes of a key.
std::uint64_t country_bits(std::string_view country) {
  if (country.size() != 2) return 0;
  return std::uint64_t{static_cast<std::uint8_t>(country[0])} << 56 |
         std::uint64_t{static_cast<std::uint8_t>(country[1])} << 48;
}

}  // namespace

RowOrder::RowOrder(const SignatureTable& table, Order order) : table_(table), order_(order) {
  std::vector<std::uint16_t> by_id(table.partners());
  std::iota(by_id.begin(), by_id.end(), std::uint16_t{0});
  std::sort(by_id.begin(), by_id.end(),
            [&](std::uint16_t a, std::uint16_t b) { return table.partner_id(a) < table.partner_id(b); });
  partner_rank_.resize(by_id.size());
  for (std::size_t rank = 0; rank < by_id.size(); ++rank) partner_rank_[by_id[rank]] = static_cast<std::uint16_t>(rank);
}

bool RowOrder::is_text() const {
  return order_.column == Column::Name || order_.column == Column::Organization || order_.column == Column::Place ||
         order_.column == Column::Comment;
}

std::uint64_t RowOrder::text_key(std::uint32_t row, std::size_t depth) const {
  const TextField field = text_field(order_.column);
  std::uint64_t rising = 0;
  if (order_.column != Column::Place) {
    rising = table_.search_word(row, field, depth * kKeyBytes);
  } else if (depth > 0) {
    rising = table_.search_word(row, field, depth * kKeyBytes - 2);
  } else {
    rising = country_bits(table_.country(row)) | table_.search_word(row, field, 0) >> 16;
  }
  if (rising == 0 && depth == 0) return kLast;
  return order_.direction == SortDirection::Descending ? ~rising : rising;
}

// In either direction, smaller keys come first. In columns with few distinct values, the time is in the low bits of the
// key, newest first.
std::uint64_t RowOrder::key(std::uint32_t row, std::size_t depth) const {
  if (is_text()) return text_key(row, depth);
  const bool descending = order_.direction == SortDirection::Descending;
  const auto time = static_cast<std::uint64_t>(table_.created_ms(row)) & kTimeMask;
  if (order_.column == Column::Signed) return descending ? kTimeMask - time : time;
  const std::uint16_t value = order_.column == Column::Source ? partner_rank_[table_.partner(row)]
                                                              : static_cast<std::uint16_t>(table_.status(row));
  return (std::uint64_t{descending ? 0xFFFFU - value : value} << 48) + (kTimeMask - time);
}

// Whether texts with this key may differ further on, because they fill all eight bytes.
bool RowOrder::continues(std::uint64_t key) const {
  if (!is_text() || key == kLast) return false;
  return ((order_.direction == SortDirection::Descending ? ~key : key) & 0xFFU) != 0;
}

bool RowOrder::before(std::uint32_t a, std::uint32_t b) const {
  for (std::size_t depth = 0; depth < kDepths; ++depth) {
    const std::uint64_t key_a = key(a, depth);
    const std::uint64_t key_b = key(b, depth);
    if (key_a != key_b) return key_a < key_b;
    if (!continues(key_a)) break;
  }
  const std::int64_t time_a = table_.created_ms(a);
  const std::int64_t time_b = table_.created_ms(b);
  return time_a != time_b ? time_a > time_b : a < b;
}

// A radix sort, least significant byte first; a byte that is the same in all keys is skipped. Stable.
void RowOrder::sort_run(std::vector<SortEntry>& rows, Run run, std::vector<SortEntry>& scratch) {
  const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(run.begin);
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(run.end);
  const std::size_t size = run.end - run.begin;
  if (size < kRadixRowsMin) {
    for (auto item = begin; item != end; ++item) {
      const auto place =
          std::upper_bound(begin, item, *item, [](const SortEntry& a, const SortEntry& b) { return a.key < b.key; });
      std::rotate(place, item, item + 1);
    }
    return;
  }
  std::array<std::array<std::uint32_t, 256>, kKeyBytes> counts{};
  for (auto item = begin; item != end; ++item) {
    for (std::size_t byte = 0; byte < kKeyBytes; ++byte) ++counts[byte][item->key >> (8 * byte) & 0xFFU];
  }
  if (scratch.size() < size) scratch.resize(size);
  SortEntry* from = &*begin;
  SortEntry* to = scratch.data();
  for (std::size_t byte = 0; byte < kKeyBytes; ++byte) {
    auto& count = counts[byte];
    if (count[from->key >> (8 * byte) & 0xFFU] == size) continue;
    std::uint32_t position = 0;
    for (std::uint32_t& slot : count) {
      const std::uint32_t in_slot = slot;
      slot = position;
      position += in_slot;
    }
    for (const SortEntry* item = from; item != from + size; ++item)
      to[count[item->key >> (8 * byte) & 0xFFU]++] = *item;
    std::swap(from, to);
  }
  if (from == scratch.data()) std::copy(from, from + size, begin);
}

// The sorts are stable: rows that start newest first stay so among equals.
std::vector<RowOrder::SortEntry> RowOrder::newest_first(const std::vector<std::uint32_t>& rows) const {
  std::vector<SortEntry> entries(rows.size());
  bool sorted = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    entries[i] = SortEntry{kTimeMask - (static_cast<std::uint64_t>(table_.created_ms(rows[i])) & kTimeMask), rows[i]};
    sorted = sorted && (i == 0 || entries[i - 1].key <= entries[i].key);
  }
  std::vector<SortEntry> scratch;
  if (!sorted) sort_run(entries, Run{0, entries.size()}, scratch);
  return entries;
}

// Reads the keys at `depth` for the rows of `runs`. If most rows take part, the keys are read in table order first: in
// sorted order, every row would be a cache miss.
void RowOrder::read_keys(std::vector<SortEntry>& rows, const std::vector<Run>& runs, std::size_t depth) const {
  std::size_t wanted = 0;
  for (const Run run : runs) wanted += run.end - run.begin;
  std::vector<std::uint64_t> in_table_order;
  if (wanted > table_.size() / 4) {
    in_table_order.assign(table_.size(), 0);
    for (std::uint32_t row = 0; row < table_.size(); ++row) in_table_order[row] = key(row, depth);
  }
  for (const Run run : runs) {
    for (std::size_t i = run.begin; i < run.end; ++i) {
      rows[i].key = in_table_order.empty() ? key(rows[i].row, depth) : in_table_order[rows[i].row];
    }
  }
}

std::vector<std::uint32_t> RowOrder::sort(const std::vector<std::uint32_t>& rows) const {
  std::vector<SortEntry> entries = newest_first(rows);
  std::vector<SortEntry> scratch;
  std::vector<Run> runs;
  if (entries.size() > 1) runs.push_back(Run{0, entries.size()});
  for (std::size_t depth = 0; depth < kDepths && !runs.empty(); ++depth) {
    read_keys(entries, runs, depth);
    std::vector<Run> equal;
    for (const Run run : runs) {
      sort_run(entries, run, scratch);
      for (std::size_t begin = run.begin; begin < run.end;) {
        std::size_t end = begin + 1;
        while (end < run.end && entries[end].key == entries[begin].key) ++end;
        if (end - begin > 1 && continues(entries[begin].key)) equal.push_back(Run{begin, end});
        begin = end;
      }
    }
    runs = std::move(equal);
  }
  std::vector<std::uint32_t> sorted(rows.size());
  std::transform(entries.begin(), entries.end(), sorted.begin(), [](const SortEntry& item) { return item.row; });
  return sorted;
}

}  // namespace undersigned::dashboard
