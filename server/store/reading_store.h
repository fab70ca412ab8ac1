// Reading signatures: lists, totals, exports.
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
  std::int64_t cursor = 0;  // pass as `before` to continue after this signer; never show it
  std::string name;  // initials if a person chose so; empty if an organization is shown without its representative
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
  std::int64_t cursor = 0;  // pass as `before` to continue after this row
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

  // Those who are confirmed and chose to be shown, newest first, from the newest or after the cursor `before`. An
  // organization appears under its name, its representative under their name or initials.
  virtual Result<std::vector<PublicSigner>> public_signers(std::string_view campaign,
                                                           std::optional<std::int64_t> before, std::size_t rows) = 0;
  virtual Result<std::vector<HourCount>> confirmed_by_hour(std::string_view campaign, std::int64_t from_hour) = 0;
  virtual Result<std::vector<PartnerCount>> confirmed_by_partner(std::string_view campaign) = 0;
  virtual Result<std::vector<SourceCount>> confirmed_by_source(std::string_view campaign) = 0;
  virtual Result<std::vector<CountryCount>> confirmed_by_country(std::string_view campaign) = 0;
  virtual Result<std::vector<SignatureRow>> signatures(std::string_view campaign, std::optional<std::int64_t> before,
                                                       std::size_t rows) = 0;

  // Full records in the order they were stored, after the cursor `after` (0: from the first), of every status; at most
  // limits::kExportPageRows. An export reads page after page without a snapshot. So it sees every signature that exists
  // throughout exactly once, and each as it is when its page is read.
  virtual Result<std::vector<SignatureRecord>> signature_records(std::string_view campaign, std::int64_t after,
                                                                 std::size_t rows) = 0;
};

}  // namespace undersigned::store
