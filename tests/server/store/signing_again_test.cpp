// Who signs again while their earlier signature does not count: somebody else may have given that one in their name.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr auto kHoneypot = static_cast<Suspicions>(Suspicion::Honeypot);
constexpr auto kTooFast = static_cast<Suspicions>(Suspicion::TooFast);
constexpr auto kAfterRejection = static_cast<Suspicions>(Suspicion::AfterRejection);
constexpr std::int64_t kLaterMs = kNoonMs + 600'000;

// By a stranger, in the name of signer 1.
NewSignature made_up(Suspicions suspicion = kHoneypot) {
  NewSignature signature = a_signature(1);
  signature.suspicion = suspicion;
  signature.signature.comment = "BUY PILLS";
  signature.source.partner = "spam";
  return signature;
}

// By signer 1: `number` distinguishes the attempts.
NewSignature genuine(int number, Suspicions suspicion = 0) {
  NewSignature signature = another(1, number);
  signature.status = SignatureStatus::Confirmed;
  signature.suspicion = suspicion;
  signature.signature.visibility = Visibility::Initials;
  signature.time_ms = kLaterMs;
  return signature;
}

SignatureKey key_of(const SignatureRow& row) {
  return {row.cursor, row.public_id};
}

// The only signature, whoever gave it.
SignatureRow only_row(Store& store) {
  const std::vector<SignatureRow> rows = all_rows(store);
  REQUIRE(rows.size() == 1);
  return rows[0];
}

void decide(Store& store, SignatureStatus status) {
  REQUIRE(store.set_status(key_of(only_row(store)), status).ok());
}

Suspicions reasons(Store& store) {
  const auto waiting = store.quarantined(kSlug, {}, 10);
  REQUIRE(waiting.ok());
  REQUIRE(waiting->size() == 1);
  return waiting->at(0).suspicion;
}

TEST_CASE("over a suspicious signature in their name, a good one counts, with its own words and choices") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, made_up()).ok());
  const Result<Signed> answer = sign(*fixture.store, genuine(2));
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::Stored);
  CHECK(answer->counts.confirmed == 1);
  CHECK(answer->counts.quarantined == 0);
  const SignatureRow row = only_row(*fixture.store);
  CHECK(row.status == SignatureStatus::Confirmed);
  CHECK(row.public_id == genuine(2).public_id);
  CHECK(row.comment == "Comment 2");
  CHECK(row.partner == "tribune");
  CHECK(row.visibility == Visibility::Initials);
  CHECK(row.time_ms == kLaterMs);
  CHECK(own_of(*fixture.store, 1).size() == 1);
  CHECK(counts_are_right(*fixture.store));

  // Retries, and whatever comes later, change nothing.
  CHECK(sign(*fixture.store, genuine(2))->outcome == SignOutcome::AlreadyThere);
  CHECK(sign(*fixture.store, made_up())->outcome == SignOutcome::AlreadyThere);
  CHECK(sign(*fixture.store, genuine(3))->outcome == SignOutcome::AlreadyThere);
  CHECK(only_row(*fixture.store).comment == "Comment 2");
}

TEST_CASE("over a suspicious signature, another suspicious one waits, for its own reasons and with its own words") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, made_up()).ok());
  CHECK(sign(*fixture.store, made_up())->outcome == SignOutcome::AlreadyThere);  // a retry
  const Result<Signed> answer = sign(*fixture.store, genuine(2, kTooFast));
  CHECK(answer->outcome == SignOutcome::Stored);
  CHECK(answer->counts.confirmed == 0);
  CHECK(answer->counts.quarantined == 1);
  CHECK(reasons(*fixture.store) == kTooFast);
  CHECK(only_row(*fixture.store).comment == "Comment 2");
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("who signs after a rejection is not dropped, and waits for an organizer, as often as that happens") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  for (int number = 2; number < 5; ++number) {
    decide(*fixture.store, SignatureStatus::Invalid);
    if (number == 3) REQUIRE(fixture.store->erase_personal_data(key_of(only_row(*fixture.store))).ok());
    const Result<Signed> answer = sign(*fixture.store, genuine(number, number == 4 ? kHoneypot : 0));
    CHECK(answer->outcome == SignOutcome::Stored);
    CHECK(answer->counts.confirmed == 0);
    CHECK(answer->counts.quarantined == 1);
    CHECK(reasons(*fixture.store) == (kAfterRejection | (number == 4 ? kHoneypot : 0)));
    CHECK(only_row(*fixture.store).comment == "Comment " + std::to_string(number));
    CHECK(own_of(*fixture.store, 1).at(0).status == SignatureStatus::Quarantined);
    CHECK(counts_are_right(*fixture.store));
  }
  decide(*fixture.store, SignatureStatus::Confirmed);
  CHECK(counts_of(*fixture.store).confirmed == 1);
}

TEST_CASE("a rejection is not got round by signing twice or by withdrawing in between, until one is accepted") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  decide(*fixture.store, SignatureStatus::Invalid);
  CHECK(sign(*fixture.store, a_signature(1))->outcome == SignOutcome::AlreadyThere);  // a late retry
  REQUIRE(sign(*fixture.store, genuine(2)).ok());
  SUBCASE("twice") {
    CHECK(sign(*fixture.store, genuine(3))->counts.confirmed == 0);
  }
  SUBCASE("withdrawn") {
    decide(*fixture.store, SignatureStatus::Withdrawn);
    CHECK(sign(*fixture.store, genuine(3))->counts.confirmed == 0);
  }
  SUBCASE("withdrawn, and so is a request") {
    decide(*fixture.store, SignatureStatus::Withdrawn);
    REQUIRE(sign(*fixture.store, another(1, 3)).ok());
    REQUIRE(fixture.store->set_status(key_of(all_rows(*fixture.store).at(0)), SignatureStatus::Withdrawn).ok());
    CHECK(sign(*fixture.store, genuine(4))->counts.confirmed == 0);
  }
  CHECK(reasons(*fixture.store) == kAfterRejection);
  decide(*fixture.store, SignatureStatus::Confirmed);
  decide(*fixture.store, SignatureStatus::Withdrawn);
  CHECK(sign(*fixture.store, genuine(5))->counts.confirmed == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("where mailboxes confirm, a signature that waits makes way for a new request, and none says that it counts") {
  const Fixture fixture;
  NewSignature first = a_pending(1);
  first.suspicion = kHoneypot;
  REQUIRE(sign(*fixture.store, first).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1))->counts.quarantined == 1);
  take_mails(*fixture.store);
  NewSignature again = another(1, 2);
  again.time_ms = kLaterMs;
  REQUIRE(sign(*fixture.store, again)->counts.pending == 1);
  CHECK(counts_of(*fixture.store).quarantined == 1);
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kLaterMs);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::Confirm);
  CHECK(mails[0].signature.comment == "Comment 2");
  CHECK(confirm(*fixture.store, code_of(another(1, 2), 1))->counts.confirmed == 1);
  CHECK(only_row(*fixture.store).comment == "Comment 2");
  CHECK(counts_are_right(*fixture.store));
  CHECK(sign(*fixture.store, another(1, 3))->outcome == SignOutcome::AlreadyThere);
}

TEST_CASE("who asks for the mail again is told of a signature only if it counts") {
  const Fixture fixture;
  for (const std::uint64_t signer : {1U, 2U}) {
    NewSignature request = a_pending(signer);
    request.suspicion = signer == 2 ? kHoneypot : 0;
    REQUIRE(sign(*fixture.store, request).ok());
    REQUIRE(confirm(*fixture.store, code_of(signer, 1)).ok());
    take_mails(*fixture.store);
    REQUIRE(send_again(*fixture.store, signer, kLaterMs).ok());
    CHECK(take_mails(*fixture.store, kLaterMs).size() == (signer == 1 ? 1 : 0));
  }
}

TEST_CASE("where mailboxes confirm, a request after a rejection waits for an organizer once it is confirmed") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  decide(*fixture.store, SignatureStatus::Invalid);
  take_mails(*fixture.store);
  REQUIRE(sign(*fixture.store, another(1, 2)).ok());
  CHECK(take_mails(*fixture.store).at(0).kind == MailKind::Confirm);
  const Result<Signed> confirmed = confirm(*fixture.store, code_of(another(1, 2), 1));
  REQUIRE(confirmed.ok());
  CHECK(confirmed->counts.confirmed == 0);
  CHECK(confirmed->counts.quarantined == 1);
  CHECK(reasons(*fixture.store) == kAfterRejection);
  CHECK(take_mails(*fixture.store).at(0).kind == MailKind::Confirmed);
  CHECK(confirm(*fixture.store, code_of(another(1, 2), 1))->outcome == SignOutcome::AlreadyThere);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("each request takes one place in the queue of mails, whatever became of the signature before") {
  const Fixture fixture;
  std::vector<std::size_t> places;
  for (const std::uint64_t signer : {1U, 2U, 3U, 4U}) {
    if (signer > 1) {
      NewSignature first = a_pending(signer);
      if (signer == 3) first.suspicion = kHoneypot;
      REQUIRE(sign(*fixture.store, first).ok());
      REQUIRE(confirm(*fixture.store, code_of(signer, 1)).ok());
      if (signer == 4) {
        REQUIRE(fixture.store->set_status(testing::key_of(*fixture.store, signer), SignatureStatus::Invalid).ok());
      }
    }
    take_mails(*fixture.store);
    for (std::uint64_t i = 0; i < 2; ++i) {
      NewSignature request = another(signer, 2);
      request.mailbox = mailbox_of(10 * signer + i);  // so that none has to wait
      REQUIRE(sign(*fixture.store, request).ok());
    }
    places.push_back(*fixture.store->mails_in_outbox());
  }
  CHECK(places == std::vector<std::size_t>(4, 2));
}

TEST_CASE("a request that is withdrawn leaves the signature that waits or was rejected as it is") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, made_up()).ok());
  bool rejected = false;
  SUBCASE("waits") {}
  SUBCASE("was rejected") {
    rejected = true;
  }
  if (rejected) decide(*fixture.store, SignatureStatus::Invalid);
  REQUIRE(sign(*fixture.store, another(1, 2)).ok());
  const SignatureKey request = key_of(all_rows(*fixture.store).at(0));
  const Result<Counts> counts = fixture.store->set_status(request, SignatureStatus::Withdrawn);
  REQUIRE(counts.ok());
  CHECK(counts->pending == 0);
  CHECK(counts->withdrawn == 0);
  CHECK(only_row(*fixture.store).status == (rejected ? SignatureStatus::Invalid : SignatureStatus::Quarantined));
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a request replaces what its signer was rejected for under the key of an earlier version") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  decide(*fixture.store, SignatureStatus::Invalid);
  NewSignature request = another(1, 2);
  request.former_key = request.dedupe_key;
  request.dedupe_key.back() = 1;
  REQUIRE(sign(*fixture.store, request).ok());
  CHECK(confirm(*fixture.store, code_of(request, 1))->counts.quarantined == 1);
  CHECK(all_rows(*fixture.store).size() == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("what a replaced signature said does not come back from a backup") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, made_up()).ok());
  REQUIRE(sign(*fixture.store, genuine(2)).ok());
  SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY, 5'000);
  CHECK(database.execAndGet("SELECT count(*) FROM removal WHERE kind = 0 AND public_id = 'public-id-1'").getInt() == 1);
}

TEST_CASE("who is thanked by mail is thanked once for the signature that takes the place of a suspicious one") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, made_up()).ok());
  NewSignature mine = genuine(2);
  mine.thanks = ThanksMail::Yes;
  mine.mailbox = mailbox_of(1);
  REQUIRE(sign(*fixture.store, mine).ok());
  REQUIRE(sign(*fixture.store, mine).ok());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kLaterMs);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::Thanks);
}

}  // namespace
}  // namespace undersigned::store::testing
