#include "server/export/csv_export.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::exports {
namespace {

using http::BodySource;
using store::NewSignature;
using store::SignatureStatus;
using namespace store::testing;

std::string whole(CsvExport& source) {
  std::string all;
  for (;;) {
    std::string piece;
    const BodySource::More more = source.next(piece);
    REQUIRE(more != BodySource::More::Failed);
    all += piece;
    if (more == BodySource::More::No) return all;
  }
}

std::string exported(store::Store& store, Rows rows = Rows::Confirmed) {
  CsvExport source(store, kSlug, rows);
  return whole(source);
}

std::size_t lines(const std::string& csv) {
  return static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n'));
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// Signs without waiting for each; only waits for the last answer.
void sign_many(store::Store& store, std::uint64_t first, std::uint64_t last, SignatureStatus status) {
  for (std::uint64_t signer = first; signer < last; ++signer) {
    NewSignature signature = a_signature(signer);
    signature.status = status;
    std::promise<void> answered;
    const bool wait = signer % limits::kWriteBatchMax == 0;
    store.sign(std::move(signature), [&answered, wait](const Result<store::Signed>& result) {
      CHECK(result.ok());
      if (wait) answered.set_value();
    });
    if (wait) answered.get_future().wait();
  }
  NewSignature signature = a_signature(last);
  signature.status = status;
  REQUIRE(sign(store, std::move(signature)).ok());
}

TEST_CASE("a campaign without signatures gives a file with its first row alone, marked as UTF-8") {
  const Fixture fixture;
  CHECK(exported(*fixture.store) ==
        "\xEF\xBB\xBF"
        "id,signed_at_utc,status,kind,name,organization,role,email,postcode,phone,comment,country,visibility,consents,"
        "language,text_version,partner,origin,page,utm_source,utm_medium,utm_campaign,consents_withdrawn\r\n");
}

TEST_CASE("each signature is a row with everything that is kept of it") {
  const Fixture fixture;
  NewSignature signature = a_signature(1);
  signature.signature.kind = SignatureKind::Organization;
  signature.signature.organization = "Friends, \"of\" Dontae";
  signature.signature.role = "Chair";
  signature.signature.comment = "For my brother.\nAnd yours.";
  signature.signature.consents = {"updates", "calls"};
  signature.source = {"tribune", "https://tribune.example.org", "https://tribune.example.org/news", "mail", "share",
                      "spring"};
  REQUIRE(sign(*fixture.store, signature).ok());
  const std::string csv = exported(*fixture.store);
  const std::string row = csv.substr(csv.find("\r\n") + 2);
  CHECK(row ==
        "public-id-1,2023-11-15 12:00:00,confirmed,organization,Ana María Pérez,\"Friends, \"\"of\"\" Dontae\",Chair,"
        "ana1@example.org,27858,,\"For my brother.\nAnd yours.\",US,public,calls updates,en,0123456789abcdef,tribune,"
        "https://tribune.example.org,https://tribune.example.org/news,mail,share,spring,\r\n");

  const store::SignatureKey key = fixture.store->signature_records(kSlug, 0, 1)->at(0).key;
  REQUIRE(fixture.store->withdraw_consent(key, "updates", kNoonMs).ok());
  const std::string withdrawn = exported(*fixture.store);
  CHECK(contains(withdrawn, ",public,calls,en,"));
  CHECK(contains(withdrawn, ",spring,updates 2023-11-15\r\n"));
}

TEST_CASE("what people typed runs in no spreadsheet, wherever they typed it") {
  const Fixture fixture;
  NewSignature signature = a_signature(1);
  const std::string formula = "=HYPERLINK(\"https://example.org\")";
  CheckedSignature& typed = signature.signature;
  for (std::string* text : {&typed.name, &typed.organization, &typed.role, &typed.postcode, &typed.comment}) {
    *text = formula;
  }
  typed.phone = "+12025550123";
  signature.source.utm_source = "=cmd";
  REQUIRE(sign(*fixture.store, signature).ok());
  const std::string csv = exported(*fixture.store);
  for (std::size_t at = csv.find('='); at != std::string::npos; at = csv.find('=', at + 1)) {
    CHECK(csv.substr(at - 2, 2) == "\"'");
  }
  CHECK(contains(csv, ",\"'+12025550123\","));
  CHECK(contains(csv, ",\"'=cmd\","));
}

TEST_CASE("every text of a record passes through the guard of cells, whatever the store hands over") {
  class OneRecord final : public store::ReadingStore {
   public:
    Result<std::vector<store::PublicSigner>> public_signers(std::string_view, std::optional<std::int64_t>,
                                                            std::size_t) override {
      return std::vector<store::PublicSigner>{};
    }
    Result<std::vector<store::HourCount>> confirmed_by_hour(std::string_view, std::int64_t) override {
      return std::vector<store::HourCount>{};
    }
    Result<std::vector<store::PartnerCount>> confirmed_by_partner(std::string_view) override {
      return std::vector<store::PartnerCount>{};
    }
    Result<std::vector<store::SourceCount>> confirmed_by_source(std::string_view) override {
      return std::vector<store::SourceCount>{};
    }
    Result<std::vector<store::CountryCount>> confirmed_by_country(std::string_view) override {
      return std::vector<store::CountryCount>{};
    }
    Result<std::vector<store::SignatureRow>> signatures(std::string_view, std::optional<std::int64_t>,
                                                        std::size_t) override {
      return std::vector<store::SignatureRow>{};
    }
    Result<std::vector<store::SignatureRecord>> signature_records(std::string_view, std::int64_t,
                                                                  std::size_t) override {
      const std::string evil = "=x,\"";
      store::SignatureRecord record;
      record.key = {1, evil};
      record.signature = {.name = evil,
                          .organization = evil,
                          .role = evil,
                          .email = evil,
                          .postcode = evil,
                          .country = evil,
                          .phone = evil,
                          .comment = evil,
                          .consents = {evil},
                          .text_version = evil};
      record.locale = evil;
      record.source = {evil, evil, evil, evil, evil, evil};
      record.withdrawn_consents = {{evil, kNoonMs}};
      return std::vector{record};
    }
  } store;
  CsvExport source(store, kSlug, Rows::All);
  const std::string csv = whole(source);
  const std::string row = csv.substr(csv.find("\r\n") + 2);
  std::size_t guarded = 0;
  for (std::size_t at = row.find("=x"); at != std::string::npos; at = row.find("=x", at + 1), ++guarded) {
    CHECK(row.substr(at - 2, 6) == "\"'=x,\"");
  }
  CHECK(guarded == 19);
}

TEST_CASE("a comment is no cell of its own where semicolons, tabs or lines part them") {
  const Fixture fixture;
  NewSignature signature = a_signature(1);
  signature.signature.comment = "Yes;=cmd\n@SUM(A1)\n; \"+1\"";
  REQUIRE(sign(*fixture.store, signature).ok());
  CHECK(contains(exported(*fixture.store), ",\"Yes;'=cmd\n'@SUM(A1)\n;' \"\"+1\"\"\","));
}

TEST_CASE("only confirmed signatures are in it, unless all are asked for") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 3; ++signer) REQUIRE(sign(*fixture.store, a_signature(signer)).ok());
  REQUIRE(sign(*fixture.store, a_pending(4)).ok());
  NewSignature suspicious = a_signature(5);
  suspicious.suspicion = 1;
  REQUIRE(sign(*fixture.store, suspicious).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 2), SignatureStatus::Withdrawn).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 3), SignatureStatus::Invalid).ok());
  const std::string confirmed = exported(*fixture.store);
  CHECK(lines(confirmed) == 2);
  CHECK(contains(confirmed, "public-id-1,2023-11-15 12:00:00,confirmed,"));
  const std::string all = exported(*fixture.store, Rows::All);
  CHECK(lines(all) == 6);
  for (const char* row : {"public-id-1,2023-11-15 12:00:00,confirmed,", "public-id-2,2023-11-15 12:00:00,withdrawn,",
                          "public-id-3,2023-11-15 12:00:00,invalid,", "public-id-4,2023-11-15 12:00:00,pending,",
                          "public-id-5,2023-11-15 12:00:00,quarantined,"}) {
    CAPTURE(row);
    CHECK(contains(all, row));
  }
}

TEST_CASE("another campaign's signatures are not in it, and an erased one is a row without a name") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign("another")}, {}).ok());
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(sign(*fixture.store, a_signature(2, "another")).ok());
  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 1)).ok());
  const std::string csv = exported(*fixture.store);
  CHECK(lines(csv) == 2);
  CHECK(contains(csv, "public-id-1,2023-11-15 12:00:00,confirmed,person,,,,,,,,US,public,updates,"));
}

TEST_CASE("however many signatures there are, a piece stays as small, and every row comes once and in order") {
  const Fixture fixture;
  constexpr std::uint64_t kRows = 20'000;
  sign_many(*fixture.store, 1, kRows, SignatureStatus::Confirmed);
  CsvExport source(*fixture.store, kSlug, Rows::Confirmed);
  std::string all;
  std::size_t largest = 0;
  std::size_t pieces = 0;
  for (BodySource::More more = BodySource::More::Yes; more == BodySource::More::Yes; ++pieces) {
    std::string piece;
    more = source.next(piece);
    REQUIRE(more != BodySource::More::Failed);
    largest = std::max(largest, piece.size());
    all += piece;
  }
  CHECK(largest < limits::kStreamPieceBytes + 1'000);
  CHECK(pieces >= all.size() / (limits::kStreamPieceBytes + 1'000));
  CHECK(source.rows() == kRows);
  std::uint64_t expected = 0;
  for (std::size_t at = all.find('\n'); at + 1 < all.size(); at = all.find('\n', at + 1)) {
    ++expected;
    const std::string id = public_id_of(expected) + ",";
    if (all.compare(at + 1, id.size(), id) != 0) FAIL_CHECK("row " << expected << " is not there");
  }
  CHECK(expected == kRows);
}

TEST_CASE("while somebody reads slowly, people sign, and the write-ahead log does not grow for it") {
  const Fixture fixture;
  sign_many(*fixture.store, 1, 2'000, SignatureStatus::Confirmed);
  CsvExport source(*fixture.store, kSlug, Rows::Confirmed);
  std::string first;
  REQUIRE(source.next(first) == BodySource::More::Yes);
  std::uintmax_t largest = 0;
  for (std::uint64_t round = 0; round < 8; ++round) {
    sign_many(*fixture.store, 10'000 + round * 3'000, 10'000 + (round + 1) * 3'000 - 1, SignatureStatus::Confirmed);
    largest = std::max(largest, std::filesystem::file_size(fixture.folder + "/undersigned.db-wal"));
  }
  // While a reader holds the log, it could not be reset and would grow to the size of everything written: 20 MB.
  CHECK(largest < std::uintmax_t{4} * limits::kWalPagesMax * 4'096);
  whole(source);
  CHECK(source.rows() == 26'000);
}

TEST_CASE("where few of many are confirmed, a piece does not look through them all") {
  const Fixture fixture;
  sign_many(*fixture.store, 1, limits::kExportPageRows * limits::kExportPagesAtOnce * 2, SignatureStatus::Withdrawn);
  CsvExport source(*fixture.store, kSlug, Rows::Confirmed);
  std::string piece;
  CHECK(source.next(piece) == BodySource::More::Yes);
  piece.clear();
  CHECK(source.next(piece) == BodySource::More::Yes);
  CHECK(piece.empty());
  piece.clear();
  CHECK(source.next(piece) == BodySource::More::No);
  CHECK(source.rows() == 0);
}

TEST_CASE("a file's name says whose it is, what is in it, and of which day") {
  CHECK(file_name("free-dontae-sharpe", Rows::Confirmed, kNoonMs) == "free-dontae-sharpe-2023-11-15.csv");
  CHECK(file_name("free-dontae-sharpe", Rows::All, kNoonMs) == "free-dontae-sharpe-all-2023-11-15.csv");
}

}  // namespace
}  // namespace undersigned::exports
