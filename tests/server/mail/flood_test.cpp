// Who waits for whose mails: a flood from one network and one honest signer.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/mail/smtp_transport.h"
#include "shared/limits.h"
#include "tests/server/mail/fixture.h"
#include "tests/server/mail/mail_server.h"

using namespace undersigned;
using namespace undersigned::mail::testing;
using mail::SendOutcome;
using mail::SendReport;

namespace {

constexpr std::size_t kConnections = 4;
constexpr std::int64_t kSecondMs = 1'000;
constexpr const char* kHonest = "honest@example.net";

// Mails of one network, two seconds apart in the queue, all requested now.
constexpr std::int64_t kApartMs = 2 * kSecondMs;

// Signs ten seconds later.
store::Confirmation sign_honestly(Fixture& fixture, std::uint64_t signer) {
  fixture.now_ms += 10 * kSecondMs;
  fixture.sign_pending(signer, "en", kHonest);
  store::NewSignature signature = store::testing::a_pending(signer);
  return store::testing::code_of(signature, 1);
}

std::size_t place_of(const std::vector<SentMail>& attempts, const std::string& to) {
  const auto found =
      std::find_if(attempts.begin(), attempts.end(), [&](const SentMail& mail) { return mail.to == to; });
  return static_cast<std::size_t>(found - attempts.begin());
}

}  // namespace

TEST_CASE("a flood that was asked for earlier lets the honest code pass, and it works for ten minutes from then") {
  for (const std::uint64_t mails : {std::uint64_t{300}, std::uint64_t{2'500}}) {
    CAPTURE(mails);
    Fixture fixture;
    fixture.sign_many(mails, kApartMs);
    store::Confirmation code = sign_honestly(fixture, mails);
    // Each mail takes so long that the codes of the last ones would have expired on arrival.
    const std::int64_t mail_ms = 2 * limits::kMailCodeMs / static_cast<std::int64_t>(mails);
    std::atomic<std::int64_t> sent_ms = 0;
    fixture.transport.answer_with([&](const std::string& to) {
      const std::int64_t now_ms = fixture.now_ms += mail_ms;
      if (to == kHonest) sent_ms = now_ms;
      return SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
    });
    fixture.start(kConnections);
    CHECK(place_of(fixture.transport.wait_for(30), kHonest) < 20);
    REQUIRE(fixture.comes_to_wait(0));
    code.now_ms = sent_ms + limits::kMailCodeMs - 1;
    CHECK(store::testing::confirm(fixture.store, code).ok());

    // The same for the last mail of the flood: its code counts from when it was sent.
    store::Confirmation of_last = store::testing::code_of(store::testing::a_pending(mails - 1), 1);
    of_last.now_ms = fixture.now_ms + limits::kMailCodeMs - 10 * mail_ms;
    CHECK(store::testing::confirm(fixture.store, of_last).ok());
  }
}

TEST_CASE("a code that opens /my is next, whatever waits, and also what was read before") {
  Fixture fixture;
  fixture.sign_many(200, kApartMs);
  std::promise<void> begun;
  std::promise<void> go_on;
  std::shared_future<void> may_go_on = go_on.get_future().share();
  fixture.transport.answer_with([&, first = std::make_shared<std::atomic<bool>>(true)](const std::string& /*to*/) {
    if (first->exchange(false)) {
      begun.set_value();
      may_go_on.wait();
    }
    return SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
  });
  fixture.start();
  begun.get_future().wait();
  REQUIRE(store::testing::ask_my_code(fixture.store, 150).ok());
  fixture.outbox->wake();
  // The outbox reads the clock at each read of the store: after the second, the first is finished.
  const std::size_t looks = fixture.clock_looks;
  REQUIRE(eventually([&] { return fixture.clock_looks >= looks + 2; }));
  go_on.set_value();
  const std::vector<SentMail> attempts = fixture.transport.wait_for(2);
  REQUIRE(attempts.size() >= 2);
  CHECK(attempts[1].bytes.find("Your code to see your signatures") != std::string::npos);
  CHECK(fixture.comes_to_wait(0));
}

TEST_CASE("through a real mail server the honest mail passes a flood over several connections") {
  mail::MailServer server;
  std::vector<std::unique_ptr<mail::SmtpTransport>> kept;
  std::vector<mail::Transport*> transports;
  for (std::size_t i = 0; i < kConnections; ++i) {
    Result<std::unique_ptr<mail::SmtpTransport>> made = mail::SmtpTransport::make(server.settings());
    REQUIRE(made.ok());
    transports.push_back(kept.emplace_back(std::move(made).value()).get());
  }
  Fixture fixture;
  fixture.sign_many(300, kApartMs);
  sign_honestly(fixture, 300);
  fixture.start(std::move(transports));
  std::size_t before = 0;
  bool arrived = false;
  for (int i = 0; i < 301; ++i) {
    if (server.next_mail()["to"] == nlohmann::json{kHonest}) arrived = true;
    if (!arrived) ++before;
  }
  CHECK(before < 20);
  CHECK(fixture.comes_to_wait(0));
}
