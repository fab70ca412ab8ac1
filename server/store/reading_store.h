// What is read of signatures: lists, sums, exports.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/signature.h"
#include "shared/result.h"

namespace undersigned::store {

struct PublicSigner {
  std::string name;  // initials where the signer chose so
  std::string organization;
  std::string country;
  std::string comment;
  std::int64_t time_ms = 0;
};

struct HourCount {
  std::int64_t hour = 0;  // hours since 1970, UTC
  std::uint64_t confirmed = 0;
};

struct PartnerCount {
  std::string partner;  // empty: this server's own page
  std::uint64_t confirmed = 0;
};

struct SourceCount {
  std::string source;  // utm_source: "whatsapp", "newsletter"; empty: none given
  std::uint64_t confirmed = 0;
};

struct CountryCount {
  std::string country;  // ISO 3166-1 alpha-2; empty: not given
  std::uint64_t confirmed = 0;
};

// A row of the organizer's table, newest first.
struct SignatureRow {
  std::int64_t cursor = 0;  // pass as `before` to go on behind this row
  std::string public_id;
  std::int64_t time_ms = 0;
  std::string name;
  std::string organization;
  std::string country;
  std::string postcode;
  std::string partner;
  SignatureStatus status = SignatureStatus::Confirmed;
  Visibility visibility = Visibility::Hidden;
  std::string comment;
  CommentState comment_state = CommentState::Shown;
};

class ReadingStore {
 public:
  virtual ~ReadingStore() = default;

  // recent_signers() are confirmed ones who chose to be shown, newest first; an organization is shown by its name, its
  // representative by theirs or by initials.
  virtual Result<std::vector<PublicSigner>> recent_signers(std::string_view campaign, std::size_t rows) = 0;
  virtual Result<std::vector<HourCount>> confirmed_by_hour(std::string_view campaign, std::int64_t from_hour) = 0;
  virtual Result<std::vector<PartnerCount>> confirmed_by_partner(std::string_view campaign) = 0;
  virtual Result<std::vector<SourceCount>> confirmed_by_source(std::string_view campaign) = 0;
  virtual Result<std::vector<CountryCount>> confirmed_by_country(std::string_view campaign) = 0;
  virtual Result<std::vector<SignatureRow>> signatures(std::string_view campaign, std::optional<std::int64_t> before,
                                                       std::size_t rows) = 0;

  // Whole records in the order they came, from behind the cursor `after` (0: from the first), whatever their status. At
  // most limits::kExportPageRows: an export goes from page to page and holds no snapshot between them, so that it sees
  // every signature that was there all along once, and others as they are when it passes.
  virtual Result<std::vector<SignatureRecord>> signature_records(std::string_view campaign, std::int64_t after,
                                                                 std::size_t rows) = 0;
};

}  // namespace undersigned::store
