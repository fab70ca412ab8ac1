#include <doctest/doctest.h>

#include <latch>
#include <thread>

#include "server/limits.h"
#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr Error kWrongCode{ErrorCode::WrongCode, Field::Code};
constexpr std::int64_t kMinuteMs = 60'000;

// The same mailbox, another name.
NewSignature named(std::uint64_t signer, std::uint8_t name) {
  NewSignature request = another(signer, name);
  request.dedupe_key.back() = name;
  return request;
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
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->size() == 1);
  const std::vector<WaitingMail> mails = take_mails(*fixture.store);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::Confirmed);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("the right link confirms as well, long after the code has run out") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  take_mails(*fixture.store);
  const std::int64_t late = kNoonMs + limits::kMailLinkMs - 1;
  CHECK(confirm(*fixture.store, at(code_of(1, 1), late)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, at(link_of(*fixture.store, 1, 1), late))->counts.confirmed == 1);
}

TEST_CASE("after its details are erased a request is confirmed no more, another one of its signer is") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  const Confirmation link = link_of(*fixture.store, 1, 1);
  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 1)).ok());
  CHECK(confirm(*fixture.store, code_of(1, 1)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, link).error() == kWrongCode);
  CHECK(fixture.store->request_behind_link(link).error() == kWrongCode);
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + kMinuteMs).ok());
  CHECK(take_mails(*fixture.store, kNoonMs + kMinuteMs).empty());
  CHECK(counts_of(*fixture.store).confirmed == 0);

  REQUIRE(sign(*fixture.store, another(1, 2))->outcome == SignOutcome::Stored);
  CHECK(confirm(*fixture.store, code_of(another(1, 2), 1))->counts.confirmed == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("code and link work to the last millisecond of their time and no longer, from when their mail was sent") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(sign(*fixture.store, a_pending(2)).ok());
  const std::int64_t sent_ms = kNoonMs + 3 * limits::kMailCodeMs;
  REQUIRE(take_mails(*fixture.store, sent_ms).size() == 2);
  const std::int64_t code_end = sent_ms + limits::kMailCodeMs;
  const std::int64_t link_end = sent_ms + limits::kMailLinkMs;
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
  CHECK(confirm(*fixture.store, at(code_of(anew, 1), anew.time_ms))->counts.confirmed == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("requests of one signer stand side by side, and a code confirms what it was mailed for") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  NewSignature strangers = another(1, 2);
  strangers.signature.visibility = Visibility::Hidden;
  strangers.signature.country = "MX";
  strangers.signature.consents = {};
  CHECK(sign(*fixture.store, strangers)->outcome == SignOutcome::Stored);
  CHECK(counts_of(*fixture.store).pending == 2);
  const std::vector<WaitingMail> mails = take_mails(*fixture.store);
  REQUIRE(mails.size() == 2);
  CHECK(mails[0].issue.subject == public_id_of(1));
  CHECK(mails[0].signature.comment == "For my brother.");
  CHECK(mails[0].signature.name == "Ana María Pérez");
  CHECK(mails[0].signature.visibility == Visibility::Public);
  CHECK(mails[0].signature.consents == std::vector<std::string>{"updates"});
  CHECK(mails[1].issue.subject == strangers.public_id);
  CHECK(mails[1].signature.comment == "Comment 2");

  // Each code fits only its own request: the stranger's page does not accept the owner's code, nor the reverse.
  Confirmation mixed = code_of(1, 1);
  mixed.idempotency_key = strangers.idempotency_key;
  CHECK(confirm(*fixture.store, mixed).error() == kWrongCode);
  mixed = code_of(strangers, 1);
  mixed.idempotency_key = a_pending(1).idempotency_key;
  CHECK(confirm(*fixture.store, mixed).error() == kWrongCode);

  const Result<Signed> answer = confirm(*fixture.store, code_of(1, 1));
  REQUIRE(answer.ok());
  CHECK(answer->counts.confirmed == 1);
  CHECK(answer->counts.pending == 0);
  const std::vector<SignatureRow> rows = all_rows(*fixture.store);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].public_id == public_id_of(1));
  CHECK(rows[0].comment == "For my brother.");
  CHECK(rows[0].visibility == Visibility::Public);
  CHECK(fixture.store->confirmed_by_country(kSlug)->at(0).country == "US");
  CHECK(confirm(*fixture.store, code_of(strangers, 1)).error() == kWrongCode);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("without its ticket, or with a made up or an empty one, a right code confirms nothing") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  for (const char* ticket : {"", "another-idempotency-key"}) {
    Confirmation code = code_of(1, 1);
    code.idempotency_key = ticket;
    CHECK(confirm(*fixture.store, code).error() == kWrongCode);
  }
  CHECK(confirm(*fixture.store, code_of(1, 1)).ok());
}

TEST_CASE("a retry of a request is the same request: no second row, no second mail, the content of the first") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  NewSignature retry = a_pending(1);
  retry.public_id = "another-public-id";
  retry.time_ms = kNoonMs + 10 * kMinuteMs;
  retry.mail_place.request = MailRequest::Repeated;
  CHECK(sign(*fixture.store, retry)->outcome == SignOutcome::AlreadyThere);
  CHECK(counts_of(*fixture.store).pending == 1);
  CHECK(take_mails(*fixture.store, retry.time_ms).size() == 1);
  CHECK(confirm(*fixture.store, code_of(1, 1)).ok());
}

TEST_CASE("wrong guesses from elsewhere leave the owner's attempts alone") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(sign(*fixture.store, another(1, 2)).ok());
  Confirmation without_ticket = wrong_code_of(1);
  without_ticket.idempotency_key = "made-up-by-a-stranger";
  for (int i = 0; i < 100; ++i) CHECK(confirm(*fixture.store, without_ticket).error() == kWrongCode);
  for (int i = 0; i < 100; ++i) CHECK(confirm(*fixture.store, wrong_code_of(another(1, 2))).error() == kWrongCode);
  CHECK(confirm(*fixture.store, code_of(1, 1)).ok());
}

TEST_CASE("over any number of requests, fifty wrong codes a day are judged for a mailbox, its links work on") {
  const Fixture fixture;
  int judged = 0;
  for (int request = 1; request <= 30; ++request) {
    NewSignature guessed = named(1, static_cast<std::uint8_t>(1 + request % 3));
    guessed.public_id += "-" + std::to_string(request);
    guessed.idempotency_key += "-" + std::to_string(request);
    guessed.mailbox = mailbox_of(100 + static_cast<std::uint64_t>(request));  // others, since a mailbox gets few mails
    REQUIRE(sign(*fixture.store, guessed)->outcome == SignOutcome::Stored);
    take_mails(*fixture.store);
    for (int attempt = 0; attempt < limits::kMailCodeAttemptsMax; ++attempt) {
      Confirmation wrong = wrong_code_of(guessed);
      wrong.mailbox = mailbox_of(1);
      REQUIRE(confirm(*fixture.store, wrong).error() == kWrongCode);
      if (judged < limits::kWrongCodesPerMailboxMax) ++judged;
    }
  }
  CHECK(judged == limits::kWrongCodesPerMailboxMax);
  const NewSignature fresh = named(1, 9);
  REQUIRE(sign(*fixture.store, fresh).ok());
  REQUIRE(sign(*fixture.store, a_pending(2)).ok());
  CHECK(confirm(*fixture.store, code_of(fresh, 1)).error() == kWrongCode);
  CHECK(confirm(*fixture.store, code_of(2, 1)).ok());
  const std::int64_t midnight = kNoonMs + std::int64_t{12} * 60 * kMinuteMs;
  SUBCASE("by its link") {
    const Confirmation link = link_of(*fixture.store, fresh, 1);
    CHECK(fixture.store->request_behind_link(link)->signature.comment == "Comment 9");
    CHECK(confirm(*fixture.store, link).ok());
  }
  SUBCASE("on the next day") {
    CHECK(confirm(*fixture.store, at(code_of(fresh, 1), midnight)).ok());
  }
}

TEST_CASE("what is certain to be wrong takes none of the fifty: no ticket, too late, no attempts left") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(sign(*fixture.store, another(1, 2)).ok());
  take_mails(*fixture.store);
  Confirmation without_ticket = wrong_code_of(1);
  without_ticket.idempotency_key.clear();
  for (int i = 0; i < 2 * limits::kWrongCodesPerMailboxMax; ++i) {
    REQUIRE_FALSE(confirm(*fixture.store, without_ticket).ok());
    REQUIRE_FALSE(confirm(*fixture.store, at(wrong_code_of(1), kNoonMs + limits::kMailCodeMs)).ok());
    REQUIRE_FALSE(confirm(*fixture.store, wrong_code_of(another(1, 2))).ok());
  }
  CHECK(confirm(*fixture.store, code_of(1, 1)).ok());
}

TEST_CASE("the page of a link reads what it confirms, before and after, and changes nothing") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(sign(*fixture.store, another(1, 2)).ok());
  const Confirmation link = link_of(*fixture.store, another(1, 2), 1);
  const Result<SignatureRecord> behind = fixture.store->request_behind_link(link);
  REQUIRE(behind.ok());
  CHECK(behind->status == SignatureStatus::Pending);
  CHECK(behind->campaign == kSlug);
  CHECK(behind->key.public_id == another(1, 2).public_id);
  CHECK(behind->signature.name == "Ana María Pérez");
  CHECK(behind->signature.comment == "Comment 2");
  CHECK(behind->signature.consents == std::vector<std::string>{"updates"});
  CHECK(behind->locale == "en");
  take_mails(*fixture.store);
  CHECK(fixture.store->request_behind_link(at(link, kNoonMs + limits::kMailLinkMs)).error() == kWrongCode);
  CHECK(fixture.store->request_behind_link(link_of(*fixture.store, another(1, 2), 2)).error() == kWrongCode);
  Confirmation elsewhere = link;
  elsewhere.campaign = "no-such-campaign";
  CHECK(fixture.store->request_behind_link(elsewhere).error() == kWrongCode);
  CHECK(counts_of(*fixture.store).pending == 2);

  const Confirmation other = link_of(*fixture.store, 1, 1);
  REQUIRE(confirm(*fixture.store, link).ok());
  CHECK(fixture.store->request_behind_link(link)->status == SignatureStatus::Confirmed);
  CHECK(fixture.store->request_behind_link(other).error() == kWrongCode);
}

TEST_CASE("a confirmed request takes the place of the signature that its signer had withdrawn") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Withdrawn).ok());
  REQUIRE(sign(*fixture.store, another(1, 2))->counts.withdrawn == 1);
  CHECK(counts_of(*fixture.store).pending == 1);
  CHECK(confirm(*fixture.store, code_of(another(1, 2), 1))->counts.confirmed == 1);
  CHECK(counts_of(*fixture.store).withdrawn == 0);
  CHECK(all_rows(*fixture.store).size() == 1);
  CHECK(own_of(*fixture.store, 1).size() == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a fourth name of a mailbox is stored like the others, and waits for an organizer once it is confirmed") {
  const Fixture fixture;
  constexpr auto kNames = static_cast<std::uint8_t>(limits::kNamesPerMailboxMax);
  for (std::uint8_t name = 1; name <= 20; ++name) {
    CHECK(sign(*fixture.store, named(1, name))->outcome == SignOutcome::Stored);
  }
  for (std::uint8_t name = 1; name <= kNames; ++name) {
    CHECK(confirm(*fixture.store, code_of(named(1, name), 1))->counts.confirmed == name);
  }
  const Result<Signed> fourth = confirm(*fixture.store, code_of(named(1, 4), 1));
  REQUIRE(fourth.ok());
  CHECK(fourth->outcome == SignOutcome::Stored);
  CHECK(fourth->counts.confirmed == kNames);
  CHECK(fourth->counts.quarantined == 1);
  const auto waiting = fixture.store->quarantined(kSlug, {}, 10);
  REQUIRE(waiting->size() == 1);
  CHECK(waiting->at(0).suspicion == static_cast<Suspicions>(Suspicion::ManyNames));
  CHECK(counts_are_right(*fixture.store));

  // A withdrawn name makes room for another.
  for (const SignatureRecord& record : own_of(*fixture.store, 1)) {
    const bool stands = record.status == SignatureStatus::Confirmed || record.status == SignatureStatus::Quarantined;
    if (stands) REQUIRE(fixture.store->set_status(record.key, SignatureStatus::Withdrawn).ok());
  }
  CHECK(confirm(*fixture.store, code_of(named(1, 5), 1))->counts.confirmed == 1);
}

TEST_CASE("a code for /my that waits to be sent is not lost with the request that it was to be sent for") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, another(1, 1)).ok());
  REQUIRE(sign(*fixture.store, another(1, 2)).ok());
  REQUIRE(ask_my_code(*fixture.store, 1).ok());
  REQUIRE(confirm(*fixture.store, code_of(another(1, 1), 1)).ok());
  std::size_t codes = 0;
  for (const WaitingMail& mail : take_mails(*fixture.store)) codes += mail.kind == MailKind::MyCode ? 1 : 0;
  CHECK(codes == 1);
}

TEST_CASE("a request of a signer whose signature counts again is confirmed by nobody, an organizer included") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(sign(*fixture.store, another(1, 2)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Invalid).ok());
  SignatureKey other;
  for (const SignatureRow& row : all_rows(*fixture.store)) {
    if (row.status == SignatureStatus::Pending) other = {row.cursor, row.public_id};
  }
  REQUIRE(other.cursor != 0);
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Confirmed)->pending == 0);
  CHECK(take_mails(*fixture.store).empty());
  CHECK(confirm(*fixture.store, code_of(another(1, 2), 1)).error() == kWrongCode);
  CHECK(fixture.store->set_status(other, SignatureStatus::Confirmed).error().code == ErrorCode::NotFound);
  CHECK(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Pending).error().code ==
        ErrorCode::NotFound);
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
    std::vector<bool> right;  // in the order of checking, on the writer's thread
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
