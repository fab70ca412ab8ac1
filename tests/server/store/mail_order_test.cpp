// The order in which mails are sent, and when the lifetime of their codes begins.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr Error kWrongCode{ErrorCode::WrongCode, Field::Code};
constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;

NewSignature ordered(std::uint64_t signer, std::int64_t order_ms) {
  NewSignature signature = a_pending(signer);
  signature.mail_place.order_ms = order_ms;
  return signature;
}

Confirmation at(Confirmation confirmation, std::int64_t now_ms) {
  confirmation.now_ms = now_ms;
  return confirmation;
}

std::vector<std::string> emails(const std::vector<WaitingMail>& mails) {
  std::vector<std::string> all;
  for (const WaitingMail& mail : mails) all.push_back(mail.email);
  return all;
}

// How many mails are sent before that of a new signer at `now_ms`, after a flood from one network whose mails are two
// seconds apart in the queue.
std::size_t mails_before_honest(std::uint64_t flood, std::int64_t now_ms) {
  const Fixture fixture;
  for (std::uint64_t i = 0; i < flood; ++i) {
    REQUIRE(sign(*fixture.store, ordered(i, kNoonMs + 2 * kSecondMs * static_cast<std::int64_t>(i))).ok());
  }
  NewSignature honest = a_pending(flood);
  honest.time_ms = now_ms;
  REQUIRE(sign(*fixture.store, honest).ok());
  const std::vector<std::string> order = emails(*fixture.store->waiting_mails(now_ms, flood + 1));
  const auto place = std::find(order.begin(), order.end(), honest.signature.email);
  REQUIRE(place != order.end());
  return static_cast<std::size_t>(place - order.begin());
}

TEST_CASE("codes that open /my go first, then whoever is first by the order, and not who was queued first") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, ordered(1, kNoonMs + kHourMs)).ok());
  REQUIRE(sign(*fixture.store, ordered(2, kNoonMs + kMinuteMs)).ok());
  REQUIRE(sign(*fixture.store, a_pending(3)).ok());
  REQUIRE(ask_my_code(*fixture.store, 1).ok());
  const std::vector<WaitingMail> mails = fixture.store->waiting_mails(kNoonMs, 10).value();
  REQUIRE(mails.size() == 4);
  CHECK(mails[0].kind == MailKind::MyCode);
  CHECK(emails(mails) ==
        std::vector<std::string>{"ana1@example.org", "ana3@example.org", "ana2@example.org", "ana1@example.org"});
  CHECK(fixture.store->waiting_mails(kNoonMs, 1)->at(0).kind == MailKind::MyCode);
}

TEST_CASE("a flood of one network holds up nobody else, however long it is") {
  CHECK(mails_before_honest(300, kNoonMs + 1) == 1);
  CHECK(mails_before_honest(300, kNoonMs + 10 * kSecondMs + 1) == 6);
}

TEST_CASE("a code works until ten minutes after its mail was sent, however long that took") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 3; ++signer) REQUIRE(sign(*fixture.store, a_pending(signer)).ok());
  const std::int64_t late = kNoonMs + 2 * kHourMs;
  CHECK(confirm(*fixture.store, at(code_of(1, 1), late)).ok());
  take_mails(*fixture.store, late);
  CHECK(confirm(*fixture.store, at(code_of(2, 1), late + limits::kMailCodeMs - 1)).ok());
  CHECK(confirm(*fixture.store, at(code_of(3, 1), late + limits::kMailCodeMs)).error() == kWrongCode);
}

TEST_CASE("the code of a mail that nobody takes runs out as well") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  const std::int64_t mail = fixture.store->waiting_mails(kNoonMs, 1)->at(0).id;
  REQUIRE(fixture.store->report_mails({{mail, MailOutcome::GivenUp, 0, kNoonMs}}).ok());
  CHECK(confirm(*fixture.store, at(code_of(1, 1), kNoonMs + limits::kMailCodeMs)).error() == kWrongCode);
}

TEST_CASE("what is put off comes back in its time, as far behind the others as it was") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, ordered(1, kNoonMs + kHourMs)).ok());
  const WaitingMail flooding = fixture.store->waiting_mails(kNoonMs, 1)->at(0);
  const std::int64_t due = kNoonMs + kMinuteMs;
  REQUIRE(fixture.store->report_mails({{flooding.id, MailOutcome::TryLater, due, kNoonMs}}).ok());
  CHECK(fixture.store->waiting_mails(due - 1, 10)->empty());

  NewSignature honest = a_pending(2);
  honest.time_ms = due + kHourMs - 1;
  REQUIRE(sign(*fixture.store, honest).ok());
  CHECK(emails(*fixture.store->waiting_mails(due, 10)) ==
        std::vector<std::string>{"ana2@example.org", "ana1@example.org"});
  CHECK(fixture.store->waiting_mails(due, 10)->at(1).attempts == 1);
}

TEST_CASE("mails that wait are there after a restart, in the same order") {
  Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 20; ++signer) {
    REQUIRE(sign(*fixture.store, ordered(signer, kNoonMs + static_cast<std::int64_t>(signer * 7 % 20))).ok());
  }
  REQUIRE(ask_my_code(*fixture.store, 1).ok());
  const std::vector<std::string> before = emails(*fixture.store->waiting_mails(kNoonMs, 100));
  fixture.reopen();
  CHECK(before.size() == 21);
  CHECK(emails(*fixture.store->waiting_mails(kNoonMs, 100)) == before);
}

}  // namespace
}  // namespace undersigned::store::testing
