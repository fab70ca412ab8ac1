#include <doctest/doctest.h>

#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr auto kHoneypot = static_cast<Suspicions>(Suspicion::Honeypot);
constexpr auto kTooFast = static_cast<Suspicions>(Suspicion::TooFast);
constexpr auto kBlockedMail = static_cast<Suspicions>(Suspicion::BlockedMail);

NewSignature suspicious(NewSignature signature, Suspicions suspicion = kHoneypot) {
  signature.suspicion = suspicion;
  return signature;
}

SignatureStatus status_of(Store& store, std::uint64_t signer) {
  for (const SignatureRow& row : all_rows(store)) {
    if (row.public_id == public_id_of(signer)) return row.status;
  }
  FAIL("no such signature");
  return SignatureStatus::Invalid;
}

std::vector<QuarantinedSignature> waiting(Store& store) {
  Result<std::vector<QuarantinedSignature>> list = store.quarantined(kSlug, {}, 100);
  REQUIRE(list.ok());
  return std::move(list).value();
}

TEST_CASE("a suspicious signature gets the same answer, and waits for an organizer instead of counting") {
  const Fixture fixture;
  const Result<Signed> answer = sign(*fixture.store, suspicious(a_signature(1)));
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::Stored);
  CHECK(answer->counts.confirmed == 0);
  CHECK(answer->counts.quarantined == 1);
  CHECK(status_of(*fixture.store, 1) == SignatureStatus::Quarantined);
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->empty());
  CHECK(fixture.store->confirmed_by_hour(kSlug, 0)->empty());
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("what is quarantined is listed newest first, a page at a time, with the reasons") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign("another")}, {}).ok());
  REQUIRE(sign(*fixture.store, suspicious(a_signature(1), kTooFast | kBlockedMail)).ok());
  REQUIRE(sign(*fixture.store, a_signature(2)).ok());
  REQUIRE(sign(*fixture.store, suspicious(a_signature(3))).ok());
  REQUIRE(sign(*fixture.store, suspicious(a_signature(4, "another"))).ok());

  const Result<std::vector<QuarantinedSignature>> first = fixture.store->quarantined(kSlug, {}, 1);
  REQUIRE(first->size() == 1);
  CHECK(first->at(0).row.public_id == public_id_of(3));
  CHECK(first->at(0).suspicion == kHoneypot);
  const Result<std::vector<QuarantinedSignature>> second =
      fixture.store->quarantined(kSlug, first->at(0).row.cursor, 10);
  REQUIRE(second->size() == 1);
  CHECK(second->at(0).row.public_id == public_id_of(1));
  CHECK(second->at(0).row.name == "Ana María Pérez");
  CHECK(second->at(0).row.status == SignatureStatus::Quarantined);
  CHECK(second->at(0).email == "ana1@example.org");
  CHECK(second->at(0).suspicion == (kTooFast | kBlockedMail));
}

TEST_CASE("a pending suspicious signature stays pending until its mailbox confirms, and then is quarantined") {
  const Fixture fixture;
  const Result<Signed> asked = sign(*fixture.store, suspicious(a_pending(1)));
  CHECK(asked->outcome == SignOutcome::Stored);
  CHECK(asked->counts.pending == 1);
  CHECK(waiting(*fixture.store).empty());

  const Result<Signed> confirmed = confirm(*fixture.store, code_of(1, 1));
  REQUIRE(confirmed.ok());
  CHECK(confirmed->outcome == SignOutcome::Stored);
  CHECK(confirmed->counts.pending == 0);
  CHECK(confirmed->counts.confirmed == 0);
  CHECK(confirmed->counts.quarantined == 1);
  CHECK(waiting(*fixture.store).size() == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("mailboxes get the same mails and answers for a request whether it is quarantined or not") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(sign(*fixture.store, suspicious(a_pending(2))).ok());
  const auto compare = [&](std::int64_t now_ms) {
    const std::vector<WaitingMail> mails = take_mails(*fixture.store, now_ms);
    REQUIRE(mails.size() == 2);
    CHECK(mails[0].kind == mails[1].kind);
    CHECK(mails[0].issue.number == mails[1].issue.number);
    CHECK(mails[0].locale == mails[1].locale);
    return mails[0].kind;
  };
  CHECK(compare(kNoonMs) == MailKind::Confirm);
  for (const std::uint64_t signer : {1U, 2U}) {
    CHECK(confirm(*fixture.store, code_of(signer, 1))->outcome == SignOutcome::Stored);
    CHECK(confirm(*fixture.store, code_of(signer, 1))->outcome == SignOutcome::AlreadyThere);
    CHECK(confirm(*fixture.store, wrong_code_of(signer)).error().code == ErrorCode::WrongCode);
  }
  CHECK(compare(kNoonMs) == MailKind::Confirmed);
}

TEST_CASE("each request is judged by itself: a suspicious one does not spoil the one that is confirmed") {
  const Fixture fixture;
  NewSignature other = suspicious(a_pending(1), kTooFast);
  other.public_id = "another-public-id";
  other.idempotency_key = "another-idempotency-key";
  SUBCASE("the suspicious one") {
    REQUIRE(sign(*fixture.store, a_pending(1)).ok());
    REQUIRE(sign(*fixture.store, other).ok());
    CHECK(confirm(*fixture.store, code_of(other, 1))->counts.quarantined == 1);
    CHECK(waiting(*fixture.store).at(0).suspicion == kTooFast);
  }
  SUBCASE("the good one") {
    REQUIRE(sign(*fixture.store, other).ok());
    REQUIRE(sign(*fixture.store, a_pending(1)).ok());
    CHECK(confirm(*fixture.store, code_of(1, 1))->counts.confirmed == 1);
  }
  SUBCASE("where the campaign no longer asks for confirmation") {
    REQUIRE(sign(*fixture.store, a_pending(1)).ok());
    const Result<Signed> answer = sign(*fixture.store, suspicious(a_signature(1)));
    CHECK(answer->outcome == SignOutcome::Stored);
    CHECK(answer->counts.pending == 0);
    CHECK(answer->counts.quarantined == 1);
    CHECK(take_mails(*fixture.store).empty());
  }
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("released, it counts in the hour it was given, and the thanks that wait are still sent") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, suspicious(a_pending(1))).ok());
  take_mails(*fixture.store);
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  const Result<Counts> counts = fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Confirmed);
  REQUIRE(counts.ok());
  CHECK(counts->confirmed == 1);
  CHECK(counts->quarantined == 0);
  CHECK(waiting(*fixture.store).empty());
  CHECK(fixture.store->confirmed_by_hour(kSlug, 0)->at(0).hour == kNoonMs / 3'600'000);
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->size() == 1);
  CHECK(take_mails(*fixture.store).at(0).kind == MailKind::Confirmed);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("ruled out, it never counts, cannot be withdrawn, and may still be released") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, suspicious(a_signature(1))).ok());
  const SignatureKey key = key_of(*fixture.store, 1);
  REQUIRE(fixture.store->set_status(key, SignatureStatus::Invalid)->quarantined == 0);
  CHECK(fixture.store->set_status(key, SignatureStatus::Withdrawn).error().code == ErrorCode::NotFound);
  CHECK(sign(*fixture.store, a_signature(1))->outcome == SignOutcome::AlreadyThere);
  CHECK(counts_of(*fixture.store).confirmed == 0);
  CHECK(fixture.store->set_status(key, SignatureStatus::Confirmed)->confirmed == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("withdrawn by its signer, it waits no longer, and an organizer who decides too late does not bring it back") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, suspicious(a_signature(1))).ok());
  const SignatureKey key = key_of(*fixture.store, 1);
  const Result<Counts> counts = fixture.store->set_status(key, SignatureStatus::Withdrawn);
  CHECK(counts->withdrawn == 1);
  CHECK(counts->quarantined == 0);
  CHECK(waiting(*fixture.store).empty());
  for (const SignatureStatus late : {SignatureStatus::Confirmed, SignatureStatus::Invalid}) {
    CHECK(fixture.store->set_status(key, late).error().code == ErrorCode::NotFound);
  }
  CHECK(fixture.store->set_status(key, SignatureStatus::Withdrawn).ok());
  CHECK(counts_of(*fixture.store).confirmed == 0);

  NewSignature anew = a_signature(1);
  anew.idempotency_key = "another-idempotency-key";
  CHECK(sign(*fixture.store, anew)->counts.confirmed == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("its signer finds it among their own, and may erase what names them while it waits") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, suspicious(a_signature(1))).ok());
  const std::vector<SignatureRecord> own = own_of(*fixture.store, 1);
  REQUIRE(own.size() == 1);
  CHECK(own.at(0).status == SignatureStatus::Quarantined);
  REQUIRE(fixture.store->erase_personal_data(own.at(0).key).ok());
  const std::vector<QuarantinedSignature> list = waiting(*fixture.store);
  REQUIRE(list.size() == 1);
  CHECK(list[0].email.empty());
  CHECK(list[0].row.name.empty());
}

}  // namespace
}  // namespace undersigned::store::testing
