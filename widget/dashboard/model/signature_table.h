// The signatures of one campaign in columns: numbers in vectors, text in one arena, and in a second arena the same text
// normalized for searching and sorting.
//
// Rows keep the index they were given. At most limits::kDashboardRowsMax rows, about 130 bytes each for typical text.
// Not thread-safe. Views into text() are valid until the next merge() or clear().
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace undersigned::dashboard {

enum class SignatureStatus : std::uint8_t { Confirmed, Pending, Withdrawn, Invalid, Quarantined };
inline constexpr std::size_t kSignatureStatuses = 5;
enum class Visibility : std::uint8_t { Public, Initials, Hidden };

// The searchable texts of a row.
enum class TextField : std::uint8_t { Name, Organization, Postcode, Comment };
inline constexpr std::size_t kTextFields = 4;

// One signature as received. The views need to be valid only during the call.
struct SignatureRow {
  std::string_view id;
  std::int64_t created_ms = 0;  // UTC
  std::array<std::string_view, kTextFields> text;
  std::string_view country;  // ISO 3166-1 alpha-2, or empty
  std::string_view partner;  // empty: this server's own page
  SignatureStatus status = SignatureStatus::Pending;
  Visibility visibility = Visibility::Public;
};

class SignatureTable {
 public:
  enum class Merged : std::uint8_t { Added, Changed, Known, Full };

  void clear();
  void reserve(std::size_t rows);

  // Adds the row. If its id is known, updates only status and visibility.
  Merged merge(const SignatureRow& row);

  [[nodiscard]] std::size_t size() const { return created_ms_.size(); }
  // How often existing rows were changed.
  [[nodiscard]] std::uint32_t edits() const { return edits_; }

  [[nodiscard]] std::int64_t created_ms(std::size_t row) const { return created_ms_[row]; }
  [[nodiscard]] SignatureStatus status(std::size_t row) const { return status_[row]; }
  [[nodiscard]] Visibility visibility(std::size_t row) const { return visibility_[row]; }
  [[nodiscard]] std::uint16_t partner(std::size_t row) const { return partner_[row]; }
  [[nodiscard]] std::string_view country(std::size_t row) const;
  [[nodiscard]] std::string_view text(std::size_t row, TextField field) const;
  [[nodiscard]] std::string_view search_text(std::size_t row, TextField field) const;

  // Eight bytes of search_text() from `begin`, most significant byte first, padded with zeros.
  [[nodiscard]] std::uint64_t search_word(std::size_t row, TextField field, std::size_t begin) const;

  // Partners in the order in which they first occurred.
  [[nodiscard]] std::size_t partners() const { return partner_ids_.size(); }
  [[nodiscard]] const std::string& partner_id(std::uint16_t partner) const { return partner_ids_[partner]; }

  // Sets matches[row] to 1 for every row from `first` on whose text contains `needle`, and leaves the others alone.
  // `matches` has size() entries.
  void search(std::string_view needle, std::size_t first, std::vector<std::uint8_t>& matches) const;

 private:
  struct Span {
    std::uint32_t begin = 0;
    std::array<std::uint16_t, kTextFields> bytes{};
  };

  [[nodiscard]] std::uint32_t* find_slot(std::uint64_t id_hash);
  void grow_slots();
  std::uint16_t partner_index(std::string_view id);
  void append_text(const SignatureRow& row);

  std::vector<std::uint64_t> id_hash_;
  std::vector<std::int64_t> created_ms_;
  std::vector<Span> span_;
  std::vector<Span> search_span_;
  std::vector<std::array<char, 2>> country_;
  std::vector<std::uint16_t> partner_;
  std::vector<SignatureStatus> status_;
  std::vector<Visibility> visibility_;
  std::string arena_;
  std::string search_arena_;
  std::vector<std::uint32_t> slots_;  // open addressing over id_hash_: row + 1, 0 is free
  std::vector<std::string> partner_ids_;
  std::map<std::string, std::uint16_t, std::less<>> partner_index_;
  std::uint32_t edits_ = 0;
};

}  // namespace undersigned::dashboard
