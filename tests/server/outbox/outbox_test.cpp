#include "server/outbox/outbox.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <set>
#include <string>
#include <vector>

#include "shared/limits.h"
#include "tests/server/outbox/fixture.h"
#include "tests/server/store/fault_vfs.h"

using namespace undersigned;
using namespace undersigned::outbox::testing;
using mail::SendOutcome;
using mail::SendReport;

namespace {

constexpr std::int64_t kWeekMs = std::int64_t{7} * 24 * 60 * 60 * 1000;

std::size_t times_tried(const std::vector<SentMail>& attempts, const std::string& to) {
  return static_cast<std::size_t>(
      std::count_if(attempts.begin(), attempts.end(), [&](const SentMail& mail) { return mail.to == to; }));
}

}  // namespace

TEST_CASE("a mail that is due is sent, once, and no longer waits") {
  Fixture fixture;
  fixture.sign_pending(1);
  CHECK(fixture.waiting() == 1);
  fixture.start();
  REQUIRE(fixture.transport.wait_for(1).size() == 1);
  CHECK(fixture.comes_to_wait(0));
  CHECK(fixture.transport.attempts()[0].to == "ana1@example.org");

  fixture.sign_pending(2);
  fixture.outbox->wake();
  CHECK(fixture.transport.wait_for(2)[1].to == "ana2@example.org");
  CHECK(fixture.comes_to_wait(0));
  CHECK(fixture.transport.attempts().size() == 2);
}

TEST_CASE("many batches are sent without a pause") {
  constexpr std::size_t kMails = limits::kOutboxBatchMax * 2 + 1;
  Fixture fixture;
  for (std::uint64_t signer = 0; signer < kMails; ++signer) fixture.sign_pending(signer);
  fixture.start();
  CHECK(fixture.transport.wait_for(kMails).size() == kMails);
  CHECK(fixture.comes_to_wait(0));
  std::set<std::string> mailboxes;
  for (const SentMail& mail : fixture.transport.attempts()) mailboxes.insert(mail.to);
  CHECK(mailboxes.size() == kMails);
}

TEST_CASE("what is refused for good is not tried again") {
  Fixture fixture;
  fixture.transport.answer_with(SendOutcome::GiveUp, 550);
  fixture.sign_pending(1);
  fixture.start();
  CHECK(fixture.transport.wait_for(1).size() == 1);
  CHECK(fixture.comes_to_wait(0));
}

TEST_CASE("what is put off is tried later, not before, as the same mail, and holds up no other") {
  Fixture fixture;
  fixture.transport.answer_with([](const std::string& to) {
    return to == "ana1@example.org" ? SendReport{.outcome = SendOutcome::TryLater, .smtp_code = 451}
                                    : SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
  });
  fixture.sign_pending(1);
  fixture.sign_pending(2);
  fixture.start();
  REQUIRE(fixture.transport.wait_for(2).size() == 2);
  CHECK(fixture.comes_to_wait(1));

  fixture.let_pass(limits::kMailRetryMsMin - 1);
  fixture.sign_pending(3);
  fixture.outbox->wake();
  CHECK(fixture.transport.wait_for(3)[2].to == "ana3@example.org");

  fixture.transport.answer_with(SendOutcome::Sent, 250);
  fixture.let_pass(1);
  const std::vector<SentMail> attempts = fixture.transport.wait_for(4);
  REQUIRE(attempts.size() == 4);
  CHECK(attempts[3].to == "ana1@example.org");
  CHECK(attempts[3].header("Message-ID") == attempts[0].header("Message-ID"));
  CHECK(attempts[1].header("Message-ID") != attempts[0].header("Message-ID"));
  CHECK(fixture.comes_to_wait(0));
}

TEST_CASE("what is put off again and again is given up in the end") {
  Fixture fixture;
  fixture.transport.answer_with(SendOutcome::TryLater, 450);
  fixture.sign_pending(1);
  fixture.start();
  for (std::size_t attempt = 1; attempt < limits::kMailAttemptsMax; ++attempt) {
    REQUIRE(fixture.transport.wait_for(attempt).size() == attempt);
    REQUIRE(eventually([&] { return fixture.store.waiting_mails(fixture.now_ms, 1)->empty(); }));
    fixture.let_pass(limits::kMailRetryMsMax);
  }
  CHECK(fixture.transport.wait_for(limits::kMailAttemptsMax).size() == limits::kMailAttemptsMax);
  CHECK(fixture.comes_to_wait(0));
}

TEST_CASE("while the mail server cannot be reached all mails wait, and when it is back all are sent") {
  constexpr std::size_t kMails = 50;
  Fixture fixture;
  fixture.transport.answer_with(SendOutcome::TryLater, 0);
  for (std::uint64_t signer = 0; signer < kMails; ++signer) fixture.sign_pending(signer);
  fixture.start();
  const std::size_t tried = fixture.transport.wait_for(2).size();
  CHECK(tried < kMails);
  CHECK(fixture.waiting() == kMails);

  fixture.transport.answer_with(SendOutcome::Sent, 250);
  CHECK(fixture.all_leave());
}

TEST_CASE("a login, a sender or a service that is refused keeps the mails") {
  for (const int smtp_code : {421, 454, 530, 535, 553, 554}) {
    CAPTURE(smtp_code);
    Fixture fixture;
    fixture.transport.answer_with(SendOutcome::TryLater, smtp_code);
    for (std::uint64_t signer = 0; signer < 10; ++signer) fixture.sign_pending(signer);
    fixture.start();
    CHECK(fixture.transport.wait_for(1).size() < 10);
    fixture.stop();
    CHECK(fixture.waiting() == 10);
  }
}

TEST_CASE("a mail whose sending cannot be written down is not sent again") {
  Fixture fixture(store::testing::fault_vfs());
  fixture.transport.answer_with([](const std::string& /*to*/) {
    store::testing::fail_from(1);
    return SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
  });
  fixture.sign_pending(1);
  fixture.start();
  CHECK(eventually(store::testing::disk_has_failed));
  CHECK(fixture.waiting() == 1);
  fixture.outbox->wake();
  store::testing::repair_disk();
  CHECK(fixture.comes_to_wait(0));
  CHECK(fixture.transport.attempts().size() == 1);
}

TEST_CASE("a signature that was erased, withdrawn or confirmed is asked no more") {
  Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 4; ++signer) fixture.sign_pending(signer);
  REQUIRE(fixture.store.erase_personal_data(store::testing::key_of(fixture.store, 1)).ok());
  REQUIRE(fixture.store.set_status(store::testing::key_of(fixture.store, 2), store::SignatureStatus::Withdrawn).ok());
  REQUIRE(fixture.store.set_status(store::testing::key_of(fixture.store, 3), store::SignatureStatus::Confirmed).ok());
  fixture.start();
  CHECK(fixture.comes_to_wait(0));
  fixture.stop();
  const std::vector<SentMail> attempts = fixture.transport.attempts();
  REQUIRE(attempts.size() == 1);
  CHECK(attempts[0].to == "ana4@example.org");
}

TEST_CASE("a campaign that another process has just imported gets its mails once it is known") {
  Fixture fixture;
  REQUIRE(fixture.store.import_campaigns({store::testing::a_campaign("new")}, {}).ok());
  store::NewSignature signature = store::testing::a_signature(1, "new");
  signature.status = store::SignatureStatus::Pending;
  REQUIRE(store::testing::sign(fixture.store, std::move(signature)).ok());
  fixture.sign_pending(2);
  fixture.start();
  CHECK(fixture.transport.wait_for(1)[0].to == "ana2@example.org");
  CHECK(fixture.comes_to_wait(1));

  REQUIRE(fixture.catalog.reload().ok());
  fixture.let_pass(limits::kMailRetryMsMin);
  CHECK(fixture.comes_to_wait(0));
  CHECK(times_tried(fixture.transport.attempts(), "ana1@example.org") == 1);
}

TEST_CASE("what is posted runs in order, and beside it mails are sent") {
  Fixture fixture;
  fixture.sign_pending(1);
  fixture.start();
  std::promise<std::vector<int>> done;
  std::vector<int> order;
  for (int i = 0; i < 3; ++i) {
    fixture.outbox->post([&, i] {
      order.push_back(i);
      if (i == 2) done.set_value(order);
    });
  }
  CHECK(done.get_future().get() == std::vector<int>{0, 1, 2});
  CHECK(fixture.transport.wait_for(1).size() == 1);
}

TEST_CASE("what is posted runs between two mails of a batch") {
  Fixture fixture;
  for (std::uint64_t signer = 0; signer < 3; ++signer) fixture.sign_pending(signer);
  std::atomic<std::size_t> sent_before = 0;
  fixture.transport.answer_with([&](const std::string& /*to*/) {
    fixture.transport.answer_with(SendOutcome::Sent, 250);
    fixture.outbox->post([&] { sent_before = fixture.transport.attempts().size(); });
    return SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
  });
  fixture.start();
  CHECK(fixture.comes_to_wait(0));
  CHECK(sent_before == 1);
}

TEST_CASE("however much is posted, a mail waits for one of them") {
  std::atomic<bool> enough = false;
  std::promise<void> begun;
  std::function<void()> flood;
  Fixture fixture;
  flood = [&] {
    if (!enough) fixture.outbox->post(flood);
  };
  fixture.start();
  fixture.outbox->post([&] {
    fixture.outbox->post(flood);
    begun.set_value();
  });
  begun.get_future().wait();
  fixture.sign_pending(1);
  CHECK(fixture.transport.wait_for(1).size() == 1);
  enough = true;
}

TEST_CASE("no more is kept than may be posted, and what is left when the outbox stops is dropped") {
  Fixture fixture;
  std::atomic<std::size_t> ran = 0;
  fixture.start();
  std::promise<void> begun;
  std::promise<void> go_on;
  fixture.outbox->post([&] {
    begun.set_value();
    go_on.get_future().wait();
  });
  begun.get_future().wait();
  for (std::size_t i = 0; i < limits::kOutboxTasksMax + 10; ++i) fixture.outbox->post([&] { ++ran; });
  go_on.set_value();
  CHECK(eventually([&] { return ran == limits::kOutboxTasksMax; }));
  fixture.outbox->stop();
  fixture.outbox->post([&] { ++ran; });
  CHECK(ran == limits::kOutboxTasksMax);
}

TEST_CASE("stopping finishes the mail in hand; the next outbox sends what was left, and nothing twice") {
  Fixture fixture;
  for (std::uint64_t signer = 0; signer < 3; ++signer) fixture.sign_pending(signer);
  std::promise<void> begun;
  std::promise<void> go_on;
  fixture.transport.answer_with([&](const std::string& /*to*/) {
    fixture.transport.answer_with(SendOutcome::Sent, 250);
    begun.set_value();
    go_on.get_future().wait();
    return SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
  });
  fixture.start();
  begun.get_future().wait();
  std::future<void> stopped = std::async(std::launch::async, [&] { fixture.outbox->stop(); });
  go_on.set_value();
  stopped.get();
  const std::size_t sent = fixture.transport.attempts().size();
  CHECK(fixture.waiting() == 3 - sent);

  fixture.start();
  CHECK(fixture.comes_to_wait(0));
  CHECK(fixture.transport.attempts().size() == 3);
}

TEST_CASE("a mail server that never answers does not keep the outbox from stopping, nor loses the mail") {
  Fixture fixture;
  fixture.sign_pending(1);
  fixture.transport.answer_with([&](const std::string& /*to*/) {
    fixture.transport.wait_for_abort();
    return SendReport{};
  });
  fixture.start();
  REQUIRE(fixture.transport.wait_for(1).size() == 1);
  fixture.stop();
  CHECK(fixture.waiting() == 1);
}

TEST_CASE("codes that ran out are swept away") {
  Fixture fixture;
  fixture.sign_pending(1);
  fixture.now_ms += kWeekMs + 1;
  fixture.transport.answer_with(SendOutcome::TryLater, 451);
  fixture.start();
  CHECK(fixture.comes_to_wait(0));
}
