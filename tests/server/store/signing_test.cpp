#include <doctest/doctest.h>

#include "server/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

TEST_CASE("a signature is stored and counted, and the answer has the new count") {
  const Fixture fixture;
  const Result<Signed> answer = sign(*fixture.store, a_signature(1));
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::Stored);
  CHECK(answer->counts.confirmed == 1);
  CHECK(counts_of(*fixture.store).confirmed == 1);

  const std::vector<SignatureRow> rows = all_rows(*fixture.store);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].public_id == public_id_of(1));
  CHECK(rows[0].name == "Ana María Pérez");
  CHECK(rows[0].postcode == "27858");
  CHECK(rows[0].country == "US");
  CHECK(rows[0].partner == "tribune");
  CHECK(rows[0].comment == "For my brother.");
  CHECK(rows[0].visibility == Visibility::Public);
  CHECK(rows[0].status == SignatureStatus::Confirmed);
  CHECK(rows[0].time_ms == kNoonMs);
}

TEST_CASE("a second signature of the same signer changes nothing, with the same or another idempotency key") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  NewSignature again = a_signature(1);
  again.signature.name = "ANA MARIA PEREZ";
  SUBCASE("a retry") {}
  SUBCASE("a new attempt") {
    again.idempotency_key = "another-idempotency-key";
  }

  const Result<Signed> answer = sign(*fixture.store, again);
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::AlreadyThere);
  CHECK(answer->counts.confirmed == 1);
  REQUIRE(all_rows(*fixture.store).size() == 1);
  CHECK(all_rows(*fixture.store)[0].name == "Ana María Pérez");
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("who signed under the key of an earlier version is the same signer under the key of now") {
  const Fixture fixture;
  const NewSignature before = a_signature(1);
  REQUIRE(sign(*fixture.store, before).ok());
  NewSignature again = a_signature(2);
  again.former_key = before.dedupe_key;
  again.dedupe_key = before.dedupe_key;  // of the same mailbox,
  again.dedupe_key.back() = 1;           // under the name as it is normalized now

  SUBCASE("and does not count twice") {
    const Result<Signed> answer = sign(*fixture.store, again);
    REQUIRE(answer.ok());
    CHECK(answer->outcome == SignOutcome::AlreadyThere);
    CHECK(answer->counts.confirmed == 1);
  }
  SUBCASE("and after withdrawing takes the former signature's place") {
    REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Withdrawn).ok());
    const Result<Signed> answer = sign(*fixture.store, again);
    REQUIRE(answer.ok());
    CHECK(answer->outcome == SignOutcome::Stored);
    CHECK(answer->counts.confirmed == 1);
    CHECK(all_rows(*fixture.store).size() == 1);
    again.former_key = {};
    CHECK(sign(*fixture.store, again)->outcome == SignOutcome::AlreadyThere);
  }
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("two people who share a mailbox have two keys, and both count") {
  const Fixture fixture;
  NewSignature mother = a_signature(1);
  NewSignature daughter = a_signature(2);
  daughter.signature.email = mother.signature.email;
  REQUIRE(sign(*fixture.store, mother).ok());
  const Result<Signed> answer = sign(*fixture.store, daughter);
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::Stored);
  CHECK(answer->counts.confirmed == 2);
}

TEST_CASE("the same signer may sign another campaign") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign("parole-for-elders")}, {}).ok());
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const Result<Signed> answer = sign(*fixture.store, a_signature(1, "parole-for-elders"));
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::Stored);
  CHECK(answer->counts.confirmed == 1);
  CHECK(counts_of(*fixture.store).confirmed == 1);
}

TEST_CASE("an unknown campaign is said, and others in the batch do not suffer") {
  const Fixture fixture;
  const Result<Signed> lost = sign(*fixture.store, a_signature(1, "no-such-campaign"));
  REQUIRE_FALSE(lost.ok());
  CHECK(lost.error() == Error{ErrorCode::UnknownCampaign, Field::Campaign});
  CHECK(sign(*fixture.store, a_signature(2)).ok());
  CHECK(counts_of(*fixture.store).confirmed == 1);
}

TEST_CASE("a pending signature is counted as pending and shown to nobody until it is confirmed") {
  const Fixture fixture;
  NewSignature signature = a_signature(1);
  signature.status = SignatureStatus::Pending;
  const Result<Signed> answer = sign(*fixture.store, signature);
  REQUIRE(answer.ok());
  CHECK(answer->counts.pending == 1);
  CHECK(answer->counts.confirmed == 0);
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->empty());
  CHECK(fixture.store->confirmed_by_hour(kSlug, 0)->empty());

  const Result<Counts> confirmed = fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Confirmed);
  REQUIRE(confirmed.ok());
  CHECK(confirmed->pending == 0);
  CHECK(confirmed->confirmed == 1);
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->size() == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("somebody who withdrew and signs anew is counted again, as of now") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const Result<Counts> withdrawn = fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Withdrawn);
  REQUIRE(withdrawn.ok());
  CHECK(withdrawn->confirmed == 0);
  CHECK(withdrawn->withdrawn == 1);

  NewSignature anew = a_signature(1);
  anew.idempotency_key = "another-idempotency-key";
  anew.public_id = public_id_of(2);
  anew.time_ms = kNoonMs + 3'600'000;
  anew.source.partner = "";
  const Result<Signed> answer = sign(*fixture.store, anew);
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::Stored);
  CHECK(answer->counts.confirmed == 1);
  CHECK(answer->counts.withdrawn == 0);
  REQUIRE(all_rows(*fixture.store).size() == 1);
  CHECK(all_rows(*fixture.store)[0].public_id == public_id_of(2));
  const Result<std::vector<HourCount>> hours = fixture.store->confirmed_by_hour(kSlug, 0);
  REQUIRE(hours->size() == 1);
  CHECK((*hours)[0].hour == kNoonMs / 3'600'000 + 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a late retry of a signature that was withdrawn meanwhile does not bring it back") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Withdrawn).ok());
  const Result<Signed> answer = sign(*fixture.store, a_signature(1));
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::AlreadyThere);
  CHECK(answer->counts.confirmed == 0);
  CHECK(answer->counts.withdrawn == 1);
}

TEST_CASE("a mailbox counts under three names in a campaign, more are stored and wait for an organizer, all of them") {
  const Fixture fixture;
  std::vector<NewSignature> names(20, a_signature(1));
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i].dedupe_key.back() = static_cast<std::uint8_t>(i + 1);
    names[i].public_id = public_id_of(i);
    names[i].idempotency_key += "-" + std::to_string(i);
    CHECK(sign(*fixture.store, names[i])->outcome == SignOutcome::Stored);
  }
  CHECK(counts_of(*fixture.store).confirmed == limits::kNamesPerMailboxMax);
  CHECK(counts_of(*fixture.store).quarantined == names.size() - limits::kNamesPerMailboxMax);
  const auto waiting = fixture.store->quarantined(kSlug, {}, 50);
  for (const QuarantinedSignature& each : *waiting) {
    CHECK(each.suspicion == static_cast<Suspicions>(Suspicion::ManyNames));
  }
  CHECK(sign(*fixture.store, names[10])->outcome == SignOutcome::AlreadyThere);
  CHECK(sign(*fixture.store, a_signature(2))->counts.confirmed == limits::kNamesPerMailboxMax + 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a name that was withdrawn makes room for another, and comes back itself") {
  const Fixture fixture;
  std::vector<NewSignature> names(limits::kNamesPerMailboxMax + 1, a_signature(1));
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i].dedupe_key.back() = static_cast<std::uint8_t>(i + 1);
    names[i].public_id = public_id_of(i);
  }
  for (std::size_t i = 0; i < limits::kNamesPerMailboxMax; ++i) REQUIRE(sign(*fixture.store, names[i]).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 0), SignatureStatus::Withdrawn).ok());
  SUBCASE("for another") {
    CHECK(sign(*fixture.store, names.back())->counts.confirmed == limits::kNamesPerMailboxMax);
  }
  SUBCASE("for itself") {
    names[0].idempotency_key = "another-idempotency-key";
    CHECK(sign(*fixture.store, names[0])->counts.confirmed == limits::kNamesPerMailboxMax);
  }
  CHECK(counts_of(*fixture.store).quarantined == 0);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("where a campaign no longer asks for confirmation, who was pending signs again and counts") {
  const Fixture fixture;
  NewSignature pending = a_signature(1);
  pending.status = SignatureStatus::Pending;
  REQUIRE(sign(*fixture.store, pending).ok());
  NewSignature again = a_signature(1);
  again.idempotency_key = "another-idempotency-key";
  const Result<Signed> answer = sign(*fixture.store, again);
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::Stored);
  CHECK(answer->counts.pending == 0);
  CHECK(answer->counts.confirmed == 1);
  CHECK(fixture.store->waiting_mails(kNoonMs, 10)->empty());
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a status is set only for the number and the public id together") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  SignatureKey guessed = key_of(*fixture.store, 1);
  guessed.public_id = public_id_of(2);
  CHECK(fixture.store->set_status(guessed, SignatureStatus::Withdrawn).error().code == ErrorCode::NotFound);
  CHECK(fixture.store->erase_personal_data(guessed).error().code == ErrorCode::NotFound);
  CHECK(counts_of(*fixture.store).confirmed == 1);
}

TEST_CASE("erasing personal data leaves every count as it is, and the signer still cannot sign twice") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const SignatureKey key = key_of(*fixture.store, 1);
  REQUIRE(fixture.store->erase_personal_data(key).ok());
  CHECK(fixture.store->erase_personal_data(key).ok());

  const std::vector<SignatureRow> rows = all_rows(*fixture.store);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].name.empty());
  CHECK(rows[0].postcode.empty());
  CHECK(rows[0].comment.empty());
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->empty());
  CHECK(counts_of(*fixture.store).confirmed == 1);
  CHECK(fixture.store->confirmed_by_country(kSlug)->at(0).confirmed == 1);
  CHECK(counts_are_right(*fixture.store));
  CHECK(sign(*fixture.store, a_signature(1))->outcome == SignOutcome::AlreadyThere);
}

}  // namespace
}  // namespace undersigned::store::testing
