// How many mails one mailbox gets, and when: no mail is lost, and nobody can flood a mailbox.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "server/limits.h"
#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::size_t kAtOnce = limits::kMailsPerMailboxMax;

// Different names for one mailbox.
NewSignature made_up(std::uint64_t name, MailNetwork network, std::int64_t time_ms = kNoonMs) {
  NewSignature signature = a_pending(name);
  signature.mailbox = mailbox_of(1);
  signature.mail_place.network = network;
  signature.time_ms = time_ms;
  return signature;
}

void make_up(Store& store, std::uint64_t names, MailNetwork network) {
  for (std::uint64_t name = 1; name <= names; ++name) {
    REQUIRE(sign(store, made_up(name, network))->outcome == SignOutcome::Stored);
  }
}

MyCodeRequest from(MailNetwork network, std::string ticket, std::int64_t now_ms = kNoonMs) {
  MyCodeRequest request = my_code_request(1, now_ms);
  request.ticket = std::move(ticket);
  request.place.network = network;
  return request;
}

TEST_CASE(
    "twelve mails that strangers cause do not hold up the code that the owner asks for, nor the other way round") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  for (std::uint64_t name = 100; name < 112; ++name) {
    REQUIRE(sign(*fixture.store, made_up(name, MailNetwork::AskedBefore)).ok());
  }
  CHECK(take_mails(*fixture.store).size() == kAtOnce);
  REQUIRE(fixture.store->queue_my_code(from(MailNetwork::AskedBefore, "owner")).ok());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::MyCode);

  std::int64_t now = kNoonMs;
  for (int i = 0; i < 12; ++i) {
    now += kMinuteMs;
    REQUIRE(fixture.store->queue_my_code(from(MailNetwork::AskedBefore, "stranger" + std::to_string(i), now)).ok());
    take_mails(*fixture.store, now);
  }
  const Fixture other;
  REQUIRE(sign(*other.store, a_signature(1)).ok());
  for (int i = 0; i < 12; ++i) {
    REQUIRE(other.store->queue_my_code(from(MailNetwork::AskedBefore, "stranger" + std::to_string(i))).ok());
  }
  take_mails(*other.store);
  REQUIRE(sign(*other.store, made_up(200, MailNetwork::AskedBefore)).ok());
  CHECK(take_mails(*other.store).at(0).email == "ana200@example.org");
}

TEST_CASE("beyond ten a day mails come one after the other, ever more slowly, and each comes") {
  const Fixture fixture;
  make_up(*fixture.store, 30, MailNetwork::AskedBefore);
  CHECK(take_mails(*fixture.store).size() == kAtOnce);
  CHECK(take_mails(*fixture.store, kNoonMs + limits::kMailGapMsMin - 1).empty());
  CHECK(take_mails(*fixture.store, kNoonMs + limits::kMailGapMsMin).size() == 1);
  CHECK(take_mails(*fixture.store, kNoonMs + 3 * limits::kMailGapMsMin - 1).empty());
  CHECK(take_mails(*fixture.store, kNoonMs + 3 * limits::kMailGapMsMin).size() == 1);
  std::size_t mails = kAtOnce + 2;
  for (std::int64_t now = kNoonMs; now < kNoonMs + 24 * kHourMs; now += kHourMs) {
    const std::size_t came = take_mails(*fixture.store, now).size();
    CHECK(came <= 3);
    mails += came;
  }
  CHECK(mails == 30);
}

TEST_CASE("what one network has asked for holds up no other network's mail") {
  const Fixture fixture;
  make_up(*fixture.store, 30, MailNetwork::AskedBefore);
  take_mails(*fixture.store);
  REQUIRE(sign(*fixture.store, made_up(77, MailNetwork::AsksFirst)).ok());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].email == "ana77@example.org");
}

TEST_CASE("of a botnet's many networks ten mails come at once, then one in ten minutes, and the owner's among them") {
  constexpr std::uint64_t kNetworks = 50;
  const Fixture fixture;
  make_up(*fixture.store, kNetworks, MailNetwork::AsksFirst);
  REQUIRE(sign(*fixture.store, made_up(77, MailNetwork::AsksFirst)).ok());
  CHECK(take_mails(*fixture.store).size() == kAtOnce);
  const std::int64_t end = kNoonMs + limits::kMailOfNetworkGapMs * static_cast<std::int64_t>(kNetworks - kAtOnce + 1);
  std::vector<WaitingMail> mails = take_mails(*fixture.store, end - 1);
  CHECK(mails.size() == kNetworks - kAtOnce);
  mails = take_mails(*fixture.store, end);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].email == "ana77@example.org");
}

TEST_CASE("thanks are in no line, and a new day begins anew") {
  const Fixture fixture;
  make_up(*fixture.store, 12, MailNetwork::AskedBefore);
  take_mails(*fixture.store);
  REQUIRE(confirm(*fixture.store, code_of(made_up(1, MailNetwork::AskedBefore), 1)).ok());
  CHECK(take_mails(*fixture.store).at(0).kind == MailKind::Confirmed);
  const std::int64_t midnight = kNoonMs + 12 * kHourMs;
  take_mails(*fixture.store, midnight - 1);
  REQUIRE(sign(*fixture.store, made_up(50, MailNetwork::AskedBefore, midnight)).ok());
  CHECK(take_mails(*fixture.store, midnight).size() == 1);
}

TEST_CASE("after a restart the mails that wait still come in their time") {
  Fixture fixture;
  make_up(*fixture.store, 12, MailNetwork::AskedBefore);
  fixture.reopen();
  CHECK(take_mails(*fixture.store).size() == kAtOnce);
  CHECK(take_mails(*fixture.store, kNoonMs + kHourMs).size() == 2);
}

TEST_CASE("who asks again at once gets the same code again a minute later, and a mail that waits is not doubled") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + 1).ok());
  REQUIRE(take_mails(*fixture.store, kNoonMs + 1).size() == 1);
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + 2).ok());
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + 3).ok());
  CHECK(take_mails(*fixture.store, kNoonMs + kMinuteMs).empty());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + kMinuteMs + 1);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].issue.number == 1);
  Confirmation late = code_of(1, 1);
  late.now_ms = kNoonMs + kMinuteMs + limits::kMailCodeMs;
  CHECK(confirm(*fixture.store, late).ok());
}

TEST_CASE("where a code is guessed at before its mail has gone, asking again puts a new one into it") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  for (int i = 0; i < limits::kMailCodeAttemptsMax; ++i) CHECK_FALSE(confirm(*fixture.store, wrong_code_of(1)).ok());
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + 1).ok());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + 1);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].issue.number == 2);
}

TEST_CASE("whose mailbox got mails is forgotten day by day") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  const auto rows = [&] {
    SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY);
    return database.execAndGet("SELECT count(*) FROM mail_count").getInt64();
  };
  REQUIRE(fixture.store->sweep_mail(kNoonMs + kHourMs).ok());
  CHECK(rows() == 1);
  REQUIRE(fixture.store->sweep_mail(kNoonMs + 24 * kHourMs).ok());
  CHECK(rows() == 0);
  CHECK(fixture.store->mails_in_outbox().value() == 1);
}

}  // namespace
}  // namespace undersigned::store::testing
