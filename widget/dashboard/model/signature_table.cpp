#include "widget/dashboard/model/signature_table.h"

#include <algorithm>
#include <cstring>

#include "shared/limits.h"
#include "widget/dashboard/model/search_normalize.h"

namespace undersigned::dashboard {
namespace {

constexpr std::size_t kFieldBytesMax = limits::kCommentCharsMax * limits::kUtf8BytesPerChar;
constexpr std::size_t kTypicalRowBytes = 48;
constexpr std::size_t kSlotsMin = 1024;

// FNV-1a. The server makes the ids, so nobody can choose them to collide.
std::uint64_t hash_id(std::string_view id) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : id) {
    hash ^= static_cast<std::uint8_t>(c);
    hash *= 0x100000001B3U;
  }
  return hash;
}

// Cuts between characters, so that a limit never splits one.
std::string_view limited(std::string_view text) {
  if (text.size() <= kFieldBytesMax) return text;
  std::size_t end = kFieldBytesMax;
  while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

void SignatureTable::clear() {
  *this = SignatureTable{};
}

void SignatureTable::reserve(std::size_t rows) {
  rows = std::min(rows, limits::kDashboardRowsMax);
  id_hash_.reserve(rows);
  created_ms_.reserve(rows);
  span_.reserve(rows);
  search_span_.reserve(rows);
  country_.reserve(rows);
  partner_.reserve(rows);
  status_.reserve(rows);
  visibility_.reserve(rows);
  arena_.reserve(rows * kTypicalRowBytes);
  search_arena_.reserve(rows * kTypicalRowBytes);
}

std::uint32_t* SignatureTable::find_slot(std::uint64_t id_hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = static_cast<std::size_t>(id_hash) & mask;
  while (slots_[at] != 0 && id_hash_[slots_[at] - 1] != id_hash) at = (at + 1) & mask;
  return &slots_[at];
}

void SignatureTable::grow_slots() {
  slots_.assign(std::max(kSlotsMin, slots_.size() * 2), 0);
  for (std::size_t row = 0; row < id_hash_.size(); ++row) {
    *find_slot(id_hash_[row]) = static_cast<std::uint32_t>(row + 1);
  }
}

std::uint16_t SignatureTable::partner_index(std::string_view id) {
  if (const auto found = partner_index_.find(id); found != partner_index_.end()) return found->second;
  // More partners than can be registered means a wrong answer: the rest share the last index.
  if (partner_ids_.size() > limits::kPartnersMax) return static_cast<std::uint16_t>(partner_ids_.size() - 1);
  const auto index = static_cast<std::uint16_t>(partner_ids_.size());
  partner_ids_.emplace_back(id);
  partner_index_.emplace(std::string(id), index);
  return index;
}

void SignatureTable::append_text(const SignatureRow& row) {
  Span span;
  Span search_span;
  span.begin = static_cast<std::uint32_t>(arena_.size());
  search_span.begin = static_cast<std::uint32_t>(search_arena_.size());
  for (std::size_t field = 0; field < kTextFields; ++field) {
    const std::string_view text = limited(row.text[field]);
    arena_ += text;
    span.bytes[field] = static_cast<std::uint16_t>(text.size());
    const std::size_t search_begin = search_arena_.size();
    normalize_for_search(text, search_arena_);
    search_span.bytes[field] = static_cast<std::uint16_t>(search_arena_.size() - search_begin);
    search_arena_ += kFieldEnd;
  }
  span_.push_back(span);
  search_span_.push_back(search_span);
}

SignatureTable::Merged SignatureTable::merge(const SignatureRow& row) {
  if ((size() + 1) * 2 > slots_.size()) grow_slots();
  const std::uint64_t hash = hash_id(row.id);
  std::uint32_t* slot = find_slot(hash);
  if (*slot != 0) {
    const std::size_t known = *slot - 1;
    if (status_[known] == row.status && visibility_[known] == row.visibility) return Merged::Known;
    status_[known] = row.status;
    visibility_[known] = row.visibility;
    ++edits_;
    return Merged::Changed;
  }
  if (size() >= limits::kDashboardRowsMax) return Merged::Full;
  id_hash_.push_back(hash);
  created_ms_.push_back(row.created_ms);
  append_text(row);
  country_.push_back(row.country.size() == 2 ? std::array<char, 2>{row.country[0], row.country[1]}
                                             : std::array<char, 2>{});
  partner_.push_back(partner_index(row.partner));
  status_.push_back(row.status);
  visibility_.push_back(row.visibility);
  *slot = static_cast<std::uint32_t>(size());
  return Merged::Added;
}

std::string_view SignatureTable::country(std::size_t row) const {
  return country_[row][0] == 0 ? std::string_view{} : std::string_view(country_[row].data(), 2);
}

std::string_view SignatureTable::text(std::size_t row, TextField field) const {
  const Span& span = span_[row];
  std::size_t begin = span.begin;
  for (std::size_t before = 0; before < static_cast<std::size_t>(field); ++before) begin += span.bytes[before];
  return std::string_view(arena_).substr(begin, span.bytes[static_cast<std::size_t>(field)]);
}

std::string_view SignatureTable::search_text(std::size_t row, TextField field) const {
  const Span& span = search_span_[row];
  std::size_t begin = span.begin;
  for (std::size_t before = 0; before < static_cast<std::size_t>(field); ++before) begin += span.bytes[before] + 1U;
  return std::string_view(search_arena_).substr(begin, span.bytes[static_cast<std::size_t>(field)]);
}

std::uint64_t SignatureTable::search_word(std::size_t row, TextField field, std::size_t begin) const {
  constexpr std::size_t kWordBytes = 8;
  const std::string_view text = search_text(row, field);
  if (begin >= text.size()) return 0;
  const std::size_t at = static_cast<std::size_t>(text.data() - search_arena_.data()) + begin;
  const std::size_t left = text.size() - begin;
  // Reads past the end of the field into the rest of the arena and masks that out: copying `left` bytes would be
  // slower.
  std::array<std::uint8_t, kWordBytes> bytes{};
  if (at + kWordBytes <= search_arena_.size()) {
    std::memcpy(bytes.data(), search_arena_.data() + at, kWordBytes);
  } else {
    std::memcpy(bytes.data(), search_arena_.data() + at, search_arena_.size() - at);
  }
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8 | byte;
  return left >= kWordBytes ? value : value & ~std::uint64_t{0} << (8 * (kWordBytes - left));
}

// One search through the whole arena instead of one per row: most of the arena does not match.
void SignatureTable::search(std::string_view needle, std::size_t first, std::vector<std::uint8_t>& matches) const {
  const std::string_view arena = search_arena_;
  std::size_t row = first;
  while (row < size()) {
    const std::size_t hit = arena.find(needle, search_span_[row].begin);
    if (hit == std::string_view::npos) return;
    while (row + 1 < size() && search_span_[row + 1].begin <= hit) ++row;
    matches[row] = 1;
    ++row;
  }
}

}  // namespace undersigned::dashboard
