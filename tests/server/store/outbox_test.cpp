#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <future>

#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * kMinuteMs;

NewSignature at(NewSignature signature, std::int64_t time_ms) {
  signature.time_ms = time_ms;
  return signature;
}

TEST_CASE("a pending signature queues one mail with its address, language and first issue, a confirmed one none") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  CHECK(take_mails(*fixture.store).empty());
  NewSignature signature = a_pending(2);
  signature.locale = "es";
  REQUIRE(sign(*fixture.store, signature).ok());
  const Result<std::vector<WaitingMail>> mails = fixture.store->waiting_mails(kNoonMs, 10);
  REQUIRE(mails->size() == 1);
  const WaitingMail& mail = mails->front();
  CHECK(mail.kind == MailKind::Confirm);
  CHECK(mail.campaign == kSlug);
  CHECK(mail.cursor == key_of(*fixture.store, 2).cursor);
  CHECK(mail.email == "ana2@example.org");
  CHECK(mail.locale == "es");
  CHECK(mail.issue.subject == public_id_of(2));
  CHECK(mail.issue.number == 1);
  CHECK(mail.attempts == 0);
}

TEST_CASE("the outbox holds nothing personal") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY);
  SQLite::Statement row(database, "SELECT * FROM outbox JOIN confirmation USING (signature_id)");
  REQUIRE(row.executeStep());
  for (int column = 0; column < row.getColumnCount(); ++column) {
    CHECK(row.getColumn(column).getString().find("Ana") == std::string::npos);
    CHECK(row.getColumn(column).getString().find('@') == std::string::npos);
  }
}

TEST_CASE("who asks again gets the mail that waits, and a new code a minute after the last one was sent") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + kMinuteMs).ok());
  CHECK(take_mails(*fixture.store, kNoonMs).at(0).issue.number == 1);
  CHECK(take_mails(*fixture.store, kNoonMs + kMinuteMs).empty());
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + kMinuteMs).ok());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + kMinuteMs);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].issue.number == 2);
}

TEST_CASE("the mail of a request is asked for again by who has its ticket, and by nobody else") {
  const Fixture fixture;
  const NewSignature request = a_pending(1);
  REQUIRE(sign(*fixture.store, request).ok());
  take_mails(*fixture.store);
  for (const char* ticket : {"", "another-idempotency-key"}) {
    std::promise<Result<Signed>> answered;
    fixture.store->send_again({kSlug, request.dedupe_key, ticket, request.mailbox, kNoonMs + kMinuteMs},
                              [&](const Result<Signed>& result) { answered.set_value(result); });
    CHECK(answered.get_future().get()->outcome == SignOutcome::AlreadyThere);
    CHECK(take_mails(*fixture.store, kNoonMs + kMinuteMs).empty());
  }
}

TEST_CASE("who is on the list already is told so by mail, a late retry of one that was ruled out or withdrawn is not") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 3; ++signer) REQUIRE(sign(*fixture.store, a_pending(signer)).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 2), SignatureStatus::Invalid).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 3), SignatureStatus::Withdrawn).ok());
  take_mails(*fixture.store);

  for (std::uint64_t signer = 1; signer <= 3; ++signer) {
    CHECK(sign(*fixture.store, at(a_pending(signer), kNoonMs + kMinuteMs))->outcome == SignOutcome::AlreadyThere);
  }
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + kMinuteMs);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::AlreadySigned);
  CHECK(mails[0].email == "ana1@example.org");
}

TEST_CASE("asking again writes what the state asks for, and answers everyone alike") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 3; ++signer) REQUIRE(sign(*fixture.store, a_pending(signer)).ok());
  REQUIRE(confirm(*fixture.store, code_of(2, 1)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 3), SignatureStatus::Withdrawn).ok());
  take_mails(*fixture.store);

  for (const std::int64_t now : {kNoonMs + kMinuteMs, kNoonMs + kMinuteMs + 1}) {
    for (std::uint64_t signer = 1; signer <= 4; ++signer) {
      const Result<Signed> answer = send_again(*fixture.store, signer, now);
      REQUIRE(answer.ok());
      CHECK(answer->outcome == SignOutcome::AlreadyThere);
    }
  }
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + kMinuteMs + 1);
  REQUIRE(mails.size() == 4);
  for (const std::size_t time : {0U, 2U}) {
    CHECK(mails[time].kind == MailKind::Confirm);
    CHECK(mails[time].issue.number == 2);
    CHECK(mails[time + 1].kind == MailKind::AlreadySigned);
    CHECK(mails[time + 1].cursor == key_of(*fixture.store, 2).cursor);
  }
}

TEST_CASE("thanks for a signature that counts at once are the same for a repeated one, within the same limits") {
  const Fixture fixture;
  const auto thanked = [](std::uint64_t signer, const std::string& key, std::int64_t time_ms) {
    NewSignature signature = at(a_signature(signer), time_ms);
    signature.thanks = ThanksMail::Yes;
    signature.mailbox = mailbox_of(signer);
    if (!key.empty()) signature.idempotency_key = key;
    return signature;
  };
  const Result<Signed> first = sign(*fixture.store, thanked(1, {}, kNoonMs));
  REQUIRE(first.ok());
  CHECK(counts_of(*fixture.store).confirmed == 1);
  const std::vector<WaitingMail> mails = take_mails(*fixture.store);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::Thanks);
  CHECK(mails[0].email == a_signature(1).signature.email);
  CHECK(mails[0].issue.number == 0);
  CHECK(mails[0].signature.name.empty());

  // A retry of the same request is no reason for a second mail; signing again gets the same one.
  CHECK(sign(*fixture.store, thanked(1, {}, kNoonMs + 1))->outcome == SignOutcome::AlreadyThere);
  CHECK(take_mails(*fixture.store, kNoonMs + kDayMs).empty());
  CHECK(sign(*fixture.store, thanked(1, "another-idempotency-key", kNoonMs + 2))->outcome == SignOutcome::AlreadyThere);
  const std::vector<WaitingMail> again = take_mails(*fixture.store, kNoonMs + 2);
  REQUIRE(again.size() == 1);
  CHECK(again[0].kind == MailKind::Thanks);
  CHECK(again[0].cursor == mails[0].cursor);
  CHECK(counts_of(*fixture.store).confirmed == 1);
}

TEST_CASE("a stranger who signs with many names makes a mailbox no fuller than with confirmations") {
  const auto mails_at_once = [](bool confirms) {
    const Fixture fixture;
    for (std::uint64_t signer = 1; signer <= 30; ++signer) {
      NewSignature signature = confirms ? a_pending(signer) : a_signature(signer);
      signature.thanks = confirms ? ThanksMail::No : ThanksMail::Yes;
      signature.mailbox = mailbox_of(1);
      REQUIRE(sign(*fixture.store, signature).ok());
    }
    return take_mails(*fixture.store).size();
  };
  CHECK(mails_at_once(false) == mails_at_once(true));
}

TEST_CASE("a signature that is withdrawn or erased before its thanks are sent gets none") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 2; ++signer) {
    NewSignature signature = a_signature(signer);
    signature.thanks = ThanksMail::Yes;
    signature.mailbox = mailbox_of(signer);
    REQUIRE(sign(*fixture.store, signature).ok());
  }
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Withdrawn).ok());
  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 2)).ok());
  CHECK(take_mails(*fixture.store).empty());
}

TEST_CASE("mails come in the order they were asked for, and a failed one comes again with its attempts") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 3; ++signer) {
    REQUIRE(sign(*fixture.store, at(a_pending(signer), kNoonMs - static_cast<std::int64_t>(signer))).ok());
  }
  Result<std::vector<WaitingMail>> mails = fixture.store->waiting_mails(kNoonMs, 10);
  REQUIRE(mails->size() == 3);
  CHECK(mails->at(0).email == "ana3@example.org");
  CHECK(fixture.store->waiting_mails(kNoonMs, 2)->size() == 2);

  REQUIRE(fixture.store
              ->report_mails({{mails->at(0).id, MailOutcome::TryLater, kNoonMs + kMinuteMs, 0},
                              {mails->at(1).id, MailOutcome::GivenUp, 0, 0},
                              {mails->at(2).id, MailOutcome::Sent, 0, kNoonMs}})
              .ok());
  CHECK(fixture.store->waiting_mails(kNoonMs, 10)->empty());
  mails = fixture.store->waiting_mails(kNoonMs + kMinuteMs, 10);
  REQUIRE(mails->size() == 1);
  CHECK(mails->at(0).email == "ana3@example.org");
  CHECK(mails->at(0).attempts == 1);
}

TEST_CASE("who asks again while the mail is being sent gets it again, with the same code") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  const std::int64_t sending = fixture.store->waiting_mails(kNoonMs, 10)->at(0).id;
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + kMinuteMs).ok());
  REQUIRE(fixture.store->report_mails({{sending, MailOutcome::Sent, 0, kNoonMs}}).ok());
  CHECK(take_mails(*fixture.store, kNoonMs + kMinuteMs).at(0).issue.number == 1);
}

TEST_CASE("what waits for details that are erased is dropped, and nothing more is queued for them") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 1)).ok());
  REQUIRE(sign(*fixture.store, at(a_pending(1), kNoonMs + kMinuteMs)).ok());
  CHECK(take_mails(*fixture.store, kNoonMs + kMinuteMs).empty());
  SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY);
  CHECK(database.execAndGet("SELECT count(*) FROM outbox").getInt64() == 0);
}

TEST_CASE("a clock that was ahead and is set right keeps no mail back") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, at(a_pending(1), kNoonMs + kDayMs)).ok());
  CHECK(take_mails(*fixture.store, kNoonMs).size() == 1);
  CHECK(take_mails(*fixture.store, kNoonMs + kDayMs).empty());
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + kMinuteMs).ok());
  CHECK(take_mails(*fixture.store, kNoonMs + kMinuteMs).size() == 1);
}

}  // namespace
}  // namespace undersigned::store::testing
