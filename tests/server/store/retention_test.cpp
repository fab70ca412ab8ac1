#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <thread>

#include "server/limits.h"
#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;
constexpr std::int64_t kPendingKeptMs = limits::kPendingKeptDays * kDayMs;
constexpr std::int64_t kTwoYearsLaterMs = 1'763'208'000'000;  // 2025-11-15 12:00 UTC, 24 months after kNoonMs

Campaign ended(std::string_view slug = kSlug) {
  Campaign campaign = a_campaign(slug);
  campaign.status = CampaignStatus::Won;
  return campaign;
}

// Repeats the step until everything expired was taken.
std::map<std::string, Expired> walk(Result<RetentionStep> (Store::*take)(std::int64_t, std::int64_t), Store& store,
                                    std::int64_t now_ms) {
  std::map<std::string, Expired> sums;
  std::int64_t after = 0;
  do {
    const Result<RetentionStep> step = (store.*take)(after, now_ms);
    REQUIRE(step.ok());
    for (const auto& [campaign, expired] : step->campaigns) {
      sums[campaign].personal_records += expired.personal_records;
      sums[campaign].unconfirmed += expired.unconfirmed;
      sums[campaign].dedupe_keys += expired.dedupe_keys;
    }
    CHECK((step->next == 0 || step->next > after));
    after = step->next;
  } while (after != 0);
  return sums;
}

std::map<std::string, Expired> look(Store& store, std::int64_t now_ms) {
  return walk(&Store::expired, store, now_ms);
}

std::map<std::string, Expired> erase(Store& store, std::int64_t now_ms) {
  return walk(&Store::erase_expired, store, now_ms);
}

// Whether any of the database's files holds these bytes.
bool on_disk(const Fixture& fixture, const std::string& bytes) {
  bool found = false;
  for (const char* name : {"/undersigned.db", "/undersigned.db-wal"}) {
    FILE* file = std::fopen((fixture.folder + name).c_str(), "rb");
    if (file == nullptr) continue;
    std::string all(std::size_t{1} << 24U, '\0');
    all.resize(std::fread(all.data(), 1, all.size(), file));
    std::fclose(file);
    found = found || all.find(bytes) != std::string::npos;
  }
  return found;
}

std::int64_t number(const Fixture& fixture, const char* sql) {
  SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY, 5'000);
  return database.execAndGet(sql).getInt64();
}

TEST_CASE("a personal record is erased once its campaign's months have gone by since the signature, and not before") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  CHECK(look(*fixture.store, kTwoYearsLaterMs).empty());
  CHECK(erase(*fixture.store, kTwoYearsLaterMs).empty());
  CHECK(all_rows(*fixture.store).at(0).name == "Ana María Pérez");

  CHECK(look(*fixture.store, kTwoYearsLaterMs + 1).at(kSlug).personal_records == 1);
  CHECK(all_rows(*fixture.store).at(0).name == "Ana María Pérez");
  CHECK(erase(*fixture.store, kTwoYearsLaterMs + 1).at(kSlug).personal_records == 1);
  CHECK(look(*fixture.store, kTwoYearsLaterMs + 1).empty());

  const Result<std::vector<SignatureRecord>> records = fixture.store->signature_records(kSlug, 0, 10);
  REQUIRE(records->size() == 1);
  CHECK(records->at(0).erased);
  CHECK(records->at(0).signature.email.empty());
  CHECK(records->at(0).signature.country == "US");
  CHECK(number(fixture, "SELECT count(*) FROM person") == 0);
  CHECK(number(fixture, "SELECT count(*) FROM signature WHERE idempotency_key <> ''") == 0);
}

TEST_CASE("counts stay as they were, shown names go, and a recount agrees") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 5; ++signer) REQUIRE(sign(*fixture.store, a_signature(signer)).ok());
  REQUIRE(fixture.store->public_signers(kSlug, {}, 10)->size() == 5);
  const std::int64_t version = *fixture.store->data_version();
  CHECK(erase(*fixture.store, kTwoYearsLaterMs + 1).at(kSlug).personal_records == 5);
  CHECK(*fixture.store->data_version() != version);
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->empty());
  CHECK(counts_of(*fixture.store).confirmed == 5);
  CHECK(fixture.store->confirmed_by_partner(kSlug)->at(0).confirmed == 5);
  CHECK(fixture.store->confirmed_by_hour(kSlug, 0)->at(0).confirmed == 5);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("months are the calendar's: the last day of a shorter one stands in") {
  const Fixture fixture;
  Campaign campaign = a_campaign("one-month");
  campaign.retention_months = 1;
  REQUIRE(fixture.store->import_campaigns({campaign}, {}).ok());
  NewSignature signature = a_signature(1, "one-month");
  signature.time_ms = 1'706'702'400'000;  // 2024-01-31 12:00
  REQUIRE(sign(*fixture.store, signature).ok());
  const std::int64_t leap_day_ms = signature.time_ms + 29 * kDayMs;  // 2024-02-29
  CHECK(look(*fixture.store, leap_day_ms).empty());
  const std::int64_t thirtieth_ms = leap_day_ms + 30 * kDayMs;  // 2024-03-30, whose month before has no 30th
  CHECK(look(*fixture.store, thirtieth_ms).at("one-month").personal_records == 1);
}

TEST_CASE("each campaign has its own clock, and a longer one set later holds for what is still there") {
  const Fixture fixture;
  Campaign shorter = a_campaign("shorter");
  shorter.retention_months = 6;
  REQUIRE(fixture.store->import_campaigns({shorter}, {}).ok());
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(sign(*fixture.store, a_signature(2, "shorter")).ok());
  const std::int64_t year_later_ms = kNoonMs + 365 * kDayMs;
  CHECK(look(*fixture.store, year_later_ms).size() == 1);
  CHECK(look(*fixture.store, year_later_ms).at("shorter").personal_records == 1);
  shorter.retention_months = 18;
  REQUIRE(fixture.store->import_campaigns({shorter}, {}).ok());
  CHECK(look(*fixture.store, year_later_ms).empty());
  CHECK(look(*fixture.store, kTwoYearsLaterMs + 1).size() == 2);
}

TEST_CASE(
    "while the campaign is open an erased signer still counts once, and when it has ended the key is forgotten too") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(sign(*fixture.store, a_signature(2)).ok());
  REQUIRE(erase(*fixture.store, kTwoYearsLaterMs + 1).at(kSlug).dedupe_keys == 0);
  CHECK(sign(*fixture.store, a_signature(1))->outcome == SignOutcome::AlreadyThere);
  CHECK(own_of(*fixture.store, 1).size() == 1);

  REQUIRE(fixture.store->import_campaigns({ended()}, {}).ok());
  const Expired erased = erase(*fixture.store, kTwoYearsLaterMs + 1).at(kSlug);
  CHECK(erased.dedupe_keys == 2);
  CHECK(erased.personal_records == 0);
  CHECK(own_of(*fixture.store, 1).empty());
  CHECK(look(*fixture.store, kTwoYearsLaterMs + 1).empty());
  CHECK(counts_of(*fixture.store).confirmed == 2);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a campaign whose last day is over has ended, one whose last day is today has not") {
  const Fixture fixture;
  Campaign campaign = a_campaign();
  campaign.closes_at = "2025-11-16";
  REQUIRE(fixture.store->import_campaigns({campaign}, {}).ok());
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  CHECK(look(*fixture.store, kTwoYearsLaterMs + kDayMs).at(kSlug).dedupe_keys == 0);
  CHECK(look(*fixture.store, kTwoYearsLaterMs + 2 * kDayMs).at(kSlug).dedupe_keys == 1);
}

TEST_CASE("what was erased is nowhere in the database's files any more") {
  Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({ended()}, {}).ok());
  NewSignature signature = a_signature(1);
  signature.signature.name = "Xochitl Quetzalli";
  for (std::size_t i = 0; i < signature.dedupe_key.size(); ++i) {
    signature.dedupe_key[i] = static_cast<std::uint8_t>(0xA1 + 7 * i);
  }
  const std::string key(signature.dedupe_key.begin(), signature.dedupe_key.end());
  REQUIRE(sign(*fixture.store, signature).ok());
  CHECK(on_disk(fixture, "Xochitl"));
  CHECK(on_disk(fixture, key));
  REQUIRE_FALSE(erase(*fixture.store, kTwoYearsLaterMs + 1).empty());
  fixture.reopen();  // the last connection to close checkpoints the log and deletes it
  for (const std::string& gone : {std::string("Xochitl"), std::string("ana1@example.org"), key}) {
    CHECK_FALSE(on_disk(fixture, gone));
  }
}

TEST_CASE("a signature that nobody confirmed goes as a whole, with its mails, and its signer may sign anew") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  CHECK(look(*fixture.store, kNoonMs + kPendingKeptMs).empty());
  CHECK(look(*fixture.store, kNoonMs + kPendingKeptMs + 1).at(kSlug).unconfirmed == 1);
  CHECK(erase(*fixture.store, kNoonMs + kPendingKeptMs + 1).at(kSlug).unconfirmed == 1);
  CHECK(all_rows(*fixture.store).empty());
  CHECK(counts_of(*fixture.store).pending == 0);
  CHECK(counts_are_right(*fixture.store));
  for (const char* table : {"person", "consent", "confirmation", "outbox"}) {
    CAPTURE(table);
    CHECK(number(fixture, ("SELECT count(*) FROM " + std::string(table)).c_str()) == 0);
  }
  CHECK(confirm(*fixture.store, code_of(1, 1)).error().code == ErrorCode::WrongCode);
  CHECK(sign(*fixture.store, a_pending(1))->outcome == SignOutcome::Stored);
}

TEST_CASE("a pending signature stays as long as a link of its mails works") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  const std::int64_t asked_ms = kNoonMs + kPendingKeptMs - kDayMs;
  take_mails(*fixture.store);
  REQUIRE(send_again(*fixture.store, 1, asked_ms).ok());
  take_mails(*fixture.store, asked_ms);
  CHECK(erase(*fixture.store, asked_ms + limits::kMailLinkMs - 1).empty());
  CHECK(erase(*fixture.store, asked_ms + limits::kMailLinkMs).at(kSlug).unconfirmed == 1);
}

TEST_CASE(
    "withdrawn, ruled out and quarantined signatures are erased like the others, the mails that wait for them too") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 3; ++signer) REQUIRE(sign(*fixture.store, a_pending(signer)).ok());
  for (std::uint64_t signer = 1; signer <= 3; ++signer) REQUIRE(confirm(*fixture.store, code_of(signer, 1)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Withdrawn).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 2), SignatureStatus::Invalid).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 3), SignatureStatus::Quarantined).ok());
  CHECK(erase(*fixture.store, kTwoYearsLaterMs + 1).at(kSlug).personal_records == 3);
  CHECK(take_mails(*fixture.store, kTwoYearsLaterMs).empty());
  CHECK(number(fixture, "SELECT count(*) FROM outbox") == 0);
  CHECK(counts_of(*fixture.store).withdrawn == 1);
  CHECK(counts_of(*fixture.store).quarantined == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("more than a step's signatures are walked step by step, and a walk begun anew finds only what is left") {
  const Fixture fixture;
  constexpr std::uint64_t kSigners = limits::kRetentionStepRows * 2 + 100;
  for (std::uint64_t signer = 1; signer < kSigners; ++signer) {
    fixture.store->sign(a_signature(signer), [](const Result<Signed>& /*result*/) {});
  }
  NewSignature recent = a_signature(kSigners);
  recent.time_ms = kTwoYearsLaterMs;
  REQUIRE(sign(*fixture.store, recent).ok());

  const Result<RetentionStep> first = fixture.store->erase_expired(0, kTwoYearsLaterMs + 1);
  REQUIRE(first.ok());
  CHECK(first->campaigns.at(kSlug).personal_records == limits::kRetentionStepRows);
  CHECK(first->next > 0);
  CHECK(erase(*fixture.store, kTwoYearsLaterMs + 1).at(kSlug).personal_records ==
        kSigners - 1 - limits::kRetentionStepRows);
  CHECK(number(fixture, "SELECT count(*) FROM person") == 1);
  CHECK(counts_of(*fixture.store).confirmed == kSigners);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a clock that goes backwards erases nothing and keeps nothing longer") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  NewSignature of_wrong_clock = a_signature(2);
  of_wrong_clock.time_ms = kTwoYearsLaterMs + 400 * kDayMs;
  REQUIRE(sign(*fixture.store, of_wrong_clock).ok());
  REQUIRE(sign(*fixture.store, a_signature(3)).ok());
  CHECK(erase(*fixture.store, kNoonMs - 100 * kDayMs).empty());
  CHECK(erase(*fixture.store, 0).empty());
  CHECK(erase(*fixture.store, kTwoYearsLaterMs + 1).at(kSlug).personal_records == 2);
  CHECK(erase(*fixture.store, kNoonMs).empty());
}

TEST_CASE("people who sign while records are erased are all counted, and none of theirs is erased") {
  const Fixture fixture;
  constexpr std::uint64_t kOld = 600;
  constexpr std::uint64_t kNew = 600;
  for (std::uint64_t signer = 1; signer < kOld; ++signer) {
    fixture.store->sign(a_signature(signer), [](const Result<Signed>& /*result*/) {});
  }
  REQUIRE(sign(*fixture.store, a_signature(kOld)).ok());
  std::thread signing([&] {
    for (std::uint64_t signer = kOld + 1; signer <= kOld + kNew; ++signer) {
      NewSignature signature = a_signature(signer);
      signature.time_ms = kTwoYearsLaterMs;
      fixture.store->sign(std::move(signature), [](const Result<Signed>& /*result*/) {});
    }
  });
  CHECK(erase(*fixture.store, kTwoYearsLaterMs + 1).at(kSlug).personal_records == kOld);
  signing.join();
  REQUIRE(sign(*fixture.store, a_signature(kOld + kNew + 1)).ok());
  CHECK(counts_of(*fixture.store).confirmed == kOld + kNew + 1);
  CHECK(number(fixture, "SELECT count(*) FROM person") == kNew + 1);
  CHECK(counts_are_right(*fixture.store));
}

}  // namespace
}  // namespace undersigned::store::testing
