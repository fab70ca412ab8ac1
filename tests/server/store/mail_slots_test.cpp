// How many mails one mailbox gets, and when: no mail is lost, and nobody can flood a mailbox.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <functional>
#include <future>

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

TEST_CASE("beyond ten a day mails come one after the other, ever more slowly, and ten may wait") {
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
  CHECK(mails == kAtOnce + limits::kMailsWaitingMax);
}

TEST_CASE("of those that wait, a network that asked seldom goes first, and of equals the newest") {
  const Fixture fixture;
  make_up(*fixture.store, kAtOnce, MailNetwork::AskedBefore);
  const auto ask = [&](std::uint64_t name, int asked) {
    NewSignature signature = made_up(name, MailNetwork::AskedBefore);
    signature.mail_place.asked = asked;
    REQUIRE(sign(*fixture.store, signature).ok());
  };
  ask(20, 5);
  ask(21, 5);
  ask(22, 1);
  ask(23, 6);
  take_mails(*fixture.store);
  std::vector<std::string> order;
  for (std::int64_t now = kNoonMs; now < kNoonMs + 4 * kHourMs; now += kMinuteMs) {
    for (const WaitingMail& mail : take_mails(*fixture.store, now)) order.push_back(mail.email);
  }
  CHECK(order ==
        std::vector<std::string>{"ana22@example.org", "ana21@example.org", "ana20@example.org", "ana23@example.org"});
}

TEST_CASE("after a flood of 600 requests from twelve networks, the owner's next mail is the first of those that wait") {
  const Fixture fixture;
  std::uint64_t name = 100;
  const auto ask = [&](int asked) {
    NewSignature signature = made_up(++name, asked == 0 ? MailNetwork::AsksFirst : MailNetwork::AskedBefore);
    signature.mail_place.asked = static_cast<int>(std::bit_width(static_cast<unsigned>(asked)));
    REQUIRE(sign(*fixture.store, signature).ok());
    return signature.signature.email;
  };
  ask(0);  // the owner
  for (int asked = 0; asked < 50; ++asked) {
    for (int network = 0; network < 12; ++network) ask(asked);
  }
  CHECK(take_mails(*fixture.store).size() == 2 * kAtOnce);
  const std::string owners = ask(1);
  ask(50);
  std::vector<std::string> later;
  for (std::int64_t now = kNoonMs; now <= kNoonMs + limits::kMailGapMsMax; now += kMinuteMs) {
    for (const WaitingMail& mail : take_mails(*fixture.store, now)) later.push_back(mail.email);
  }
  REQUIRE(!later.empty());
  CHECK(later.front() == owners);
  CHECK(fixture.store->mails_in_outbox().value() <= 2 * limits::kMailsWaitingMax);
  CHECK(take_mails(*fixture.store, kNoonMs + 12 * kHourMs - 1).size() <= 2 * limits::kMailsWaitingMax);
  CHECK(fixture.store->mails_in_outbox().value() == 0);
}

TEST_CASE("signing in somebody's name queues as many mails, at the same times, whether they have signed or not") {
  const auto queue = [](const std::function<void(Store&)>& before) {
    const Fixture fixture;
    before(*fixture.store);
    for (std::uint64_t i = 0; i < 30; ++i) {
      NewSignature signature = a_pending(1);
      signature.idempotency_key = "request-" + std::to_string(i / 2);
      signature.mail_place.request = i % 2 == 0 ? MailRequest::New : MailRequest::Repeated;
      signature.public_id = public_id_of(1'000 + i);
      signature.time_ms = kNoonMs + 20 * kHourMs;
      REQUIRE(sign(*fixture.store, signature).ok());
      if (i % 10 != 0) continue;
      std::promise<void> answered;
      fixture.store->send_again({kSlug, signature.dedupe_key, i == 0 ? "request-0" : "made-up", signature.mailbox,
                                 signature.time_ms, signature.mail_place},
                                [&](const Result<Signed>&) { answered.set_value(); });
      answered.get_future().wait();
    }
    SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY);
    SQLite::Statement rows(database, "SELECT urgent, due_ms, order_ms FROM outbox ORDER BY id");
    std::vector<std::array<std::int64_t, 3>> found;
    while (rows.executeStep()) {
      found.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(), rows.getColumn(2).getInt64()});
    }
    return found;
  };
  const auto sign_before = [](Store& store) {
    REQUIRE(sign(store, a_pending(1)).ok());
    REQUIRE(confirm(store, code_of(1, 1)).ok());
    take_mails(store);
  };
  const auto unknown = queue([](Store&) {});
  CHECK(unknown.size() == kAtOnce + 8 + 8);  // ten at once, eight that wait, whose places at once are held
  CHECK(queue(sign_before) == unknown);
  CHECK(queue([&](Store& store) {
          sign_before(store);
          REQUIRE(store.erase_personal_data(key_of(store, 1)).ok());
        }) == unknown);
  CHECK(queue([&](Store& store) {
          sign_before(store);
          REQUIRE(store.set_status(key_of(store, 1), SignatureStatus::Withdrawn).ok());
        }) == unknown);
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

TEST_CASE("of a botnet's many networks ten mails come at once, then one in ten minutes, the newest first") {
  constexpr std::uint64_t kNetworks = 50;
  const Fixture fixture;
  make_up(*fixture.store, kNetworks, MailNetwork::AsksFirst);
  REQUIRE(sign(*fixture.store, made_up(77, MailNetwork::AsksFirst)).ok());
  CHECK(take_mails(*fixture.store).size() == kAtOnce);
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + limits::kMailOfNetworkGapMs);
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

TEST_CASE("who asks again at once gets the same code again, and it works ten minutes from its last mail") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + 1).ok());
  REQUIRE(take_mails(*fixture.store, kNoonMs + 1).size() == 2);
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + kMinuteMs).ok());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + kMinuteMs);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].issue.number == 1);
  Confirmation late = code_of(1, 1);
  late.now_ms = kNoonMs + kMinuteMs + limits::kMailCodeMs - 1;
  CHECK(confirm(*fixture.store, late).ok());
}

TEST_CASE("where a code is guessed at before its mail has gone, asking again puts a new one into all that wait") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  for (int i = 0; i < limits::kMailCodeAttemptsMax; ++i) CHECK_FALSE(confirm(*fixture.store, wrong_code_of(1)).ok());
  REQUIRE(send_again(*fixture.store, 1, kNoonMs + 1).ok());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + 1);
  REQUIRE(mails.size() == 2);
  for (const WaitingMail& mail : mails) CHECK(mail.issue.number == 2);
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
