#include <doctest/doctest.h>

#include <latch>
#include <thread>

#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr Error kWrongCode{ErrorCode::WrongCode, Field::Code};
constexpr std::int64_t kMinuteMs = 60'000;

// The link of the signature's issue of that number, pressed at kNoonMs.
Confirmation link_of(Store& store, std::uint64_t signer, std::int64_t number) {
  Confirmation confirmation = code_of(signer, number);
  confirmation.dedupe_key = {};
  confirmation.cursor = key_of(store, signer).cursor;
  return confirmation;
}

Confirmation at(Confirmation confirmation, std::int64_t now_ms) {
  confirmation.now_ms = now_ms;
  return confirmation;
}

TEST_CASE("the right code confirms: the signature counts, the code's mail goes, thanks are queued") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1))->counts.pending == 1);
  const Result<Signed> answer = confirm(*fixture.store, code_of(1, 1));
  REQUIRE(answer.ok());
  CHECK(answer->outcome == SignOutcome::Stored);
  CHECK(answer->counts.pending == 0);
  CHECK(answer->counts.confirmed == 1);
  CHECK(fixture.store->recent_signers(kSlug, 10)->size() == 1);
  const std::vector<WaitingMail> mails = take_mails(*fixture.store);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::Confirmed);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("the right link confirms as well, long after the code has run out") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  const std::int64_t late = kNoonMs + limits::kMailLinkMs - 1;
  CHECK(confirm(*fixture.store, at(code_of(1, 1), late)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, at(link_of(*fixture.store, 1, 1), late))->counts.confirmed == 1);
}

TEST_CASE("after its details are erased a signature is confirmed no more, until it is given anew with another code") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 1)).ok());
  CHECK(confirm(*fixture.store, code_of(1, 1)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, link_of(*fixture.store, 1, 1)).error() == kWrongCode);
  CHECK(counts_of(*fixture.store).confirmed == 0);

  NewSignature anew = a_pending(1);
  anew.time_ms = kNoonMs + kMinuteMs;
  REQUIRE(sign(*fixture.store, std::move(anew)).ok());
  CHECK(confirm(*fixture.store, at(code_of(1, 1), kNoonMs + kMinuteMs)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, at(code_of(1, 2), kNoonMs + kMinuteMs))->counts.confirmed == 1);
}

TEST_CASE("code and link work to the last millisecond of their time and no longer") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(sign(*fixture.store, a_pending(2)).ok());
  const std::int64_t code_end = kNoonMs + limits::kMailCodeMs;
  const std::int64_t link_end = kNoonMs + limits::kMailLinkMs;
  CHECK(confirm(*fixture.store, at(code_of(1, 1), code_end)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, at(code_of(1, 1), code_end - 1)).ok());
  CHECK(confirm(*fixture.store, at(link_of(*fixture.store, 2, 1), link_end)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, at(link_of(*fixture.store, 2, 1), link_end - 1)).ok());
}

TEST_CASE(
    "every refusal is the same: never signed, wrong, withdrawn, ruled out, another campaign's, erased by number") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign("parole-for-elders")}, {}).ok());
  for (std::uint64_t signer = 1; signer <= 3; ++signer) REQUIRE(sign(*fixture.store, a_pending(signer)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 2), SignatureStatus::Withdrawn).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 3), SignatureStatus::Invalid).ok());
  const Counts before = counts_of(*fixture.store);

  CHECK(confirm(*fixture.store, code_of(9, 1)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, wrong_code_of(1)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, code_of(2, 1)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, code_of(3, 1)).error() == kWrongCode);
  Confirmation elsewhere = link_of(*fixture.store, 1, 1);
  elsewhere.campaign = "parole-for-elders";
  CHECK(confirm(*fixture.store, elsewhere).error() == kWrongCode);
  Confirmation nowhere = link_of(*fixture.store, 1, 1);
  nowhere.cursor += 1'000;
  CHECK(confirm(*fixture.store, nowhere).error() == kWrongCode);

  CHECK(counts_of(*fixture.store).pending == before.pending);
  CHECK(counts_of(*fixture.store).confirmed == 0);
}

TEST_CASE("a signature without any mail cannot be confirmed, whatever is typed") {
  const Fixture fixture;
  NewSignature signature = a_pending(1);
  for (int mail = 0; mail < limits::kMailsPerMailboxMax; ++mail) {
    NewSignature other = a_pending(100 + static_cast<std::uint64_t>(mail));
    other.mailbox = signature.mailbox;
    REQUIRE(sign(*fixture.store, other).ok());
  }
  REQUIRE(sign(*fixture.store, signature).ok());
  Confirmation anything = code_of(1, 0);
  anything.is_right = [](const CodeIssue& /*issue*/) { return true; };
  CHECK(confirm(*fixture.store, anything).error() == kWrongCode);
}

TEST_CASE("after five wrong codes not even the right one opens, but the link does, and a new mail's code") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(sign(*fixture.store, a_pending(2)).ok());
  for (const std::uint64_t signer : {1U, 2U}) {
    for (int attempt = 0; attempt < limits::kMailCodeAttemptsMax; ++attempt) {
      CHECK(confirm(*fixture.store, wrong_code_of(signer)).error() == kWrongCode);
    }
    CHECK(confirm(*fixture.store, code_of(signer, 1)).error() == kWrongCode);
  }
  CHECK(confirm(*fixture.store, link_of(*fixture.store, 1, 1)).ok());
  REQUIRE(send_again(*fixture.store, 2, kNoonMs + kMinuteMs).ok());
  CHECK(confirm(*fixture.store, at(code_of(2, 1), kNoonMs + kMinuteMs)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, at(code_of(2, 2), kNoonMs + kMinuteMs)).ok());
}

TEST_CASE("four wrong codes are forgiven, and wrong links take no attempts of the code's") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  for (int i = 0; i < 20; ++i) {
    CHECK(confirm(*fixture.store, link_of(*fixture.store, 1, 7)).error() == kWrongCode);
  }
  for (int i = 1; i < limits::kMailCodeAttemptsMax; ++i) {
    CHECK(confirm(*fixture.store, wrong_code_of(1)).error() == kWrongCode);
  }
  CHECK(confirm(*fixture.store, code_of(1, 1)).ok());
}

TEST_CASE("a confirmation that is sent twice is one: the second answers well and changes nothing") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  const std::int64_t later = kNoonMs + limits::kMailCodeMs + kMinuteMs;
  for (const Confirmation& again :
       {code_of(1, 1), at(code_of(1, 1), later), at(link_of(*fixture.store, 1, 1), later)}) {
    const Result<Signed> answer = confirm(*fixture.store, again);
    REQUIRE(answer.ok());
    CHECK(answer->outcome == SignOutcome::AlreadyThere);
    CHECK(answer->counts.confirmed == 1);
  }
  CHECK(take_mails(*fixture.store).size() == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a confirmed signature's code cannot be guessed afterwards either") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  for (int i = 0; i < limits::kMailCodeAttemptsMax; ++i) {
    CHECK(confirm(*fixture.store, wrong_code_of(1)).error() == kWrongCode);
  }
  CHECK(confirm(*fixture.store, code_of(1, 1)).error() == kWrongCode);
}

TEST_CASE("who withdrew and signs anew needs the new mail's code") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Withdrawn).ok());
  NewSignature anew = a_pending(1);
  anew.public_id = public_id_of(2);
  anew.idempotency_key = "another-idempotency-key";
  anew.time_ms = kNoonMs + kMinuteMs;
  REQUIRE(sign(*fixture.store, anew)->outcome == SignOutcome::Stored);
  CHECK(confirm(*fixture.store, at(code_of(1, 1), anew.time_ms)).error() == kWrongCode);
  Confirmation right = code_of(2, 1);
  right.dedupe_key = anew.dedupe_key;
  right.now_ms = anew.time_ms;
  CHECK(confirm(*fixture.store, right)->counts.confirmed == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("what is changed before it is confirmed is kept, and the code on its way stays the right one") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  NewSignature changed = a_pending(1);
  changed.public_id = public_id_of(2);
  changed.idempotency_key = "another-idempotency-key";
  changed.signature.comment = "For my brother, and for yours.";
  changed.signature.visibility = Visibility::Hidden;
  changed.signature.country = "MX";
  changed.signature.consents = {};
  changed.time_ms = kNoonMs + 1'000;
  CHECK(sign(*fixture.store, changed)->outcome == SignOutcome::AlreadyThere);
  CHECK(take_mails(*fixture.store, kNoonMs + 1'000).size() == 1);
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());

  const std::vector<SignatureRow> rows = all_rows(*fixture.store);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].public_id == public_id_of(1));
  CHECK(rows[0].comment == "For my brother, and for yours.");
  CHECK(rows[0].visibility == Visibility::Hidden);
  CHECK(fixture.store->confirmed_by_country(kSlug)->at(0).country == "MX");
  CHECK(fixture.store->signatures_of({{kSlug, {1}}})->at(0).signature.consents.empty());
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("an organizer who confirms by hand stops the code's mail") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Confirmed).ok());
  CHECK(take_mails(*fixture.store).empty());
}

TEST_CASE("however many try at once, at most five wrong codes are judged before the right one is refused") {
  const Fixture fixture;
  constexpr std::uint64_t kThreads = 8;
  constexpr std::uint64_t kRounds = 20;
  for (std::uint64_t signer = 0; signer < kRounds; ++signer) {
    REQUIRE(sign(*fixture.store, a_pending(signer)).ok());
    std::vector<bool> right;  // in the order of judging, on the writer's thread
    std::latch answered(kThreads * 2);
    std::vector<std::thread> threads;
    for (std::uint64_t thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < 2; ++i) {
          const bool knows = thread == signer % kThreads && i == 1;
          fixture.store->confirm(knows ? code_of(signer, 1) : wrong_code_of(signer),
                                 [&, knows](const Result<Signed>& result) {
                                   const std::size_t wrong_before = right.size();
                                   const bool still_open = wrong_before < limits::kMailCodeAttemptsMax;
                                   CHECK(result.ok() == (knows && still_open));
                                   right.push_back(knows);
                                   answered.count_down();
                                 });
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    answered.wait();
  }
  CHECK(counts_are_right(*fixture.store));
}

}  // namespace
}  // namespace undersigned::store::testing
