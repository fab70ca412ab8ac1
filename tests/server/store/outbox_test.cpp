#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

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

// The same mailbox in the campaign, another name.
NewSignature named(NewSignature signature, std::uint8_t name) {
  signature.dedupe_key.back() = name;
  signature.public_id += "-" + std::to_string(name);
  return signature;
}

TEST_CASE("a pending signature queues one mail with its address, language and first issue; a confirmed one none") {
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

TEST_CASE(
    "who signs again while pending gets a new issue, once a minute at most, in the place of the mail that waits") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  CHECK(sign(*fixture.store, at(a_pending(1), kNoonMs + kMinuteMs - 1))->outcome == SignOutcome::AlreadyThere);
  CHECK(fixture.store->waiting_mails(kNoonMs + kDayMs, 10)->at(0).issue.number == 1);
  REQUIRE(sign(*fixture.store, at(a_pending(1), kNoonMs + kMinuteMs)).ok());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + kMinuteMs);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].issue.number == 2);
}

TEST_CASE(
    "who is on the list already is told so by mail; so is a ruled out signer; a late retry of a withdrawn is not") {
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
  REQUIRE(mails.size() == 2);
  CHECK(mails[0].kind == MailKind::AlreadySigned);
  CHECK(mails[0].email == "ana1@example.org");
  CHECK(mails[1].kind == MailKind::AlreadySigned);
  CHECK(mails[1].email == "ana2@example.org");
}

TEST_CASE("a mailbox gets ten mails a day whatever they are for, and again from midnight UTC") {
  const Fixture fixture;
  const std::int64_t midnight = kNoonMs + kDayMs / 2;
  std::size_t mails = 0;
  for (std::uint64_t signer = 1; signer <= 20; ++signer) {
    NewSignature signature = at(a_pending(signer), midnight - 1);
    signature.mailbox = mailbox_of(1);
    REQUIRE(sign(*fixture.store, signature)->outcome == SignOutcome::Stored);
  }
  mails = take_mails(*fixture.store, midnight).size();
  CHECK(mails == static_cast<std::size_t>(limits::kMailsPerMailboxMax));
  CHECK(counts_of(*fixture.store).pending == 20);

  NewSignature next_day = at(a_pending(20), midnight);
  next_day.mailbox = mailbox_of(1);
  REQUIRE(sign(*fixture.store, next_day).ok());
  CHECK(take_mails(*fixture.store, midnight).size() == 1);
}

TEST_CASE("a fourth name of a mailbox is not stored, and the mailbox is told") {
  const Fixture fixture;
  for (std::uint8_t name = 1; name <= limits::kNamesPerMailboxMax; ++name) {
    CHECK(sign(*fixture.store, named(a_pending(1), name))->outcome == SignOutcome::Stored);
  }
  take_mails(*fixture.store);
  const std::int64_t soon = kNoonMs + kMinuteMs;
  CHECK(sign(*fixture.store, at(named(a_pending(1), 9), soon))->outcome == SignOutcome::AlreadyThere);
  CHECK(all_rows(*fixture.store).size() == limits::kNamesPerMailboxMax);
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, soon);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::AlreadySigned);
}

TEST_CASE("names made up for a mailbox and never confirmed give way to the next, confirmed ones do not") {
  const Fixture fixture;
  for (std::uint8_t name = 1; name <= limits::kNamesPerMailboxMax; ++name) {
    NewSignature signature = named(a_pending(1), name);
    if (name != 2) signature.status = SignatureStatus::Confirmed;
    REQUIRE(sign(*fixture.store, signature).ok());
  }
  const std::int64_t later = kNoonMs + limits::kMailCodeMs;
  CHECK(sign(*fixture.store, at(named(a_pending(1), 8), later - 1))->outcome == SignOutcome::AlreadyThere);
  CHECK(sign(*fixture.store, at(named(a_pending(1), 9), later))->outcome == SignOutcome::Stored);
  CHECK(counts_of(*fixture.store).confirmed == 2);
  CHECK(counts_of(*fixture.store).pending == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("asking again writes what the state asks for, answers everyone alike, and keeps to the limits") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 3; ++signer) REQUIRE(sign(*fixture.store, a_pending(signer)).ok());
  REQUIRE(confirm(*fixture.store, code_of(2, 1)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 3), SignatureStatus::Withdrawn).ok());
  take_mails(*fixture.store);

  for (const std::int64_t now : {kNoonMs + 1, kNoonMs + kMinuteMs}) {
    for (std::uint64_t signer = 1; signer <= 4; ++signer) {
      const Result<Signed> answer = send_again(*fixture.store, signer, now);
      REQUIRE(answer.ok());
      CHECK(answer->outcome == SignOutcome::AlreadyThere);
    }
  }
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + kMinuteMs);
  REQUIRE(mails.size() == 2);
  CHECK(mails[0].kind == MailKind::Confirm);
  CHECK(mails[0].issue.number == 2);
  CHECK(mails[1].kind == MailKind::AlreadySigned);
  CHECK(mails[1].cursor == key_of(*fixture.store, 2).cursor);
}

TEST_CASE("mails come when they are due, the longest due first, and a failed one comes again with its attempts") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 3; ++signer) {
    REQUIRE(sign(*fixture.store, at(a_pending(signer), kNoonMs - static_cast<std::int64_t>(signer))).ok());
  }
  CHECK(fixture.store->waiting_mails(kNoonMs - 2, 10)->size() == 2);
  Result<std::vector<WaitingMail>> mails = fixture.store->waiting_mails(kNoonMs, 10);
  REQUIRE(mails->size() == 3);
  CHECK(mails->at(0).email == "ana3@example.org");
  CHECK(fixture.store->waiting_mails(kNoonMs, 2)->size() == 2);

  REQUIRE(fixture.store
              ->report_mails({{mails->at(0).id, MailOutcome::TryLater, kNoonMs + kMinuteMs},
                              {mails->at(1).id, MailOutcome::GivenUp, 0},
                              {mails->at(2).id, MailOutcome::Sent, 0}})
              .ok());
  CHECK(fixture.store->waiting_mails(kNoonMs, 10)->empty());
  mails = fixture.store->waiting_mails(kNoonMs + kMinuteMs, 10);
  REQUIRE(mails->size() == 1);
  CHECK(mails->at(0).email == "ana3@example.org");
  CHECK(mails->at(0).attempts == 1);
}

TEST_CASE("a late report of a mail that was replaced says nothing of the one in its place") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  const std::int64_t sending = fixture.store->waiting_mails(kNoonMs, 10)->at(0).id;
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + kMinuteMs).ok());
  REQUIRE(fixture.store->report_mails({{sending, MailOutcome::Sent, 0}}).ok());
  CHECK(take_mails(*fixture.store, kNoonMs + kMinuteMs).size() == 1);
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
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].issue.number == 2);
}

TEST_CASE("sweeping forgets whose mailbox got mails, day by day, and mails whose code and link have run out") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(fixture.store->queue_my_code({{kSlug, {1}}}, mailbox_of(1), "en", kNoonMs).ok());
  const auto rows = [&](const char* table) {
    SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY);
    return database.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt64();
  };
  REQUIRE(fixture.store->sweep_mail(kNoonMs + limits::kMailCodeMs - 1).ok());
  CHECK(rows("my_code") == 1);
  CHECK(rows("mail_count") == 1);
  CHECK(rows("outbox") == 2);
  REQUIRE(fixture.store->sweep_mail(kNoonMs + kDayMs).ok());
  CHECK(rows("my_code") == 0);
  CHECK(rows("mail_count") == 0);
  CHECK(rows("outbox") == 1);
  REQUIRE(fixture.store->sweep_mail(kNoonMs + limits::kMailLinkMs).ok());
  CHECK(rows("outbox") == 0);
}

}  // namespace
}  // namespace undersigned::store::testing
