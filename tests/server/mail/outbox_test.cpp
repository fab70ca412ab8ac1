#include "server/mail/outbox.h"

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <future>
#include <iterator>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "server/limits.h"
#include "tests/server/app/captured_stderr.h"
#include "tests/server/mail/fixture.h"
#include "tests/server/store/fault_vfs.h"

using namespace undersigned;
using namespace undersigned::mail::testing;
using mail::OutboxStats;
using mail::SendOutcome;
using mail::SendReport;

namespace {

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
  fixture.sign_many(kMails, 0);
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

TEST_CASE("a mail to what is no address is given up, and the log says why") {
  Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 3; ++signer) fixture.sign_pending(signer);
  SQLite::Database(fixture.folder.file("data/undersigned.db"), SQLite::OPEN_READWRITE, 5'000)
      .exec(
          "UPDATE person SET email = 'a@b.example' || char(13, 10) || 'Bcc: q@x' WHERE email = 'ana1@example.org';"
          "UPDATE person SET email = 'ana2@example' WHERE email = 'ana2@example.org'");
  const std::string file = fixture.folder.file("log");
  {
    const undersigned::testing::CapturedStderr captured(file);
    fixture.start();
    CHECK(fixture.comes_to_wait(0));
    fixture.stop();
  }
  REQUIRE(fixture.transport.attempts().size() == 1);
  CHECK(fixture.transport.attempts()[0].to == "ana3@example.org");
  std::ifstream stream(file);
  const std::string log{std::istreambuf_iterator<char>(stream), {}};
  CHECK(log.find("problem=\"what is stored of its signature is damaged") != std::string::npos);
  CHECK(log.find("problem=\"what is stored as its address is no email address\"") != std::string::npos);
  CHECK(log.find("written") == std::string::npos);
  CHECK(log.find('@') == std::string::npos);
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
  fixture.sign_many(kMails, 0);
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

TEST_CASE("what is posted runs in order, and however long it takes, mails are sent beside it") {
  Fixture fixture;
  fixture.start();
  std::promise<void> begun;
  std::promise<void> go_on;
  std::promise<std::vector<int>> done;
  std::vector<int> order;
  REQUIRE(fixture.outbox->post([&] {
    begun.set_value();
    go_on.get_future().wait();
  }));
  for (int i = 0; i < 3; ++i) {
    REQUIRE(fixture.outbox->post([&, i] {
      order.push_back(i);
      if (i == 2) done.set_value(order);
    }));
  }
  begun.get_future().wait();
  fixture.sign_pending(1);
  fixture.outbox->wake();
  CHECK(fixture.transport.wait_for(1).size() == 1);
  go_on.set_value();
  CHECK(done.get_future().get() == std::vector<int>{0, 1, 2});
}

TEST_CASE("no more is taken than may wait, and who posts more is told, and what was taken runs, also where it stops") {
  Fixture fixture;
  std::atomic<std::size_t> ran = 0;
  fixture.start();
  std::promise<void> begun;
  std::promise<void> go_on;
  REQUIRE(fixture.outbox->post([&] {
    begun.set_value();
    go_on.get_future().wait();
  }));
  begun.get_future().wait();
  for (std::size_t i = 0; i < limits::kOutboxTasksMax; ++i) REQUIRE(fixture.outbox->post([&] { ++ran; }));
  CHECK_FALSE(fixture.outbox->post([&] { ++ran; }));
  CHECK(fixture.outbox->stats().tasks.waiting == limits::kOutboxTasksMax);
  CHECK(fixture.outbox->stats().tasks.refused == 1);
  std::future<void> stopped = std::async(std::launch::async, [&] { fixture.outbox->stop(); });
  go_on.set_value();
  stopped.get();
  CHECK(ran == limits::kOutboxTasksMax);
  CHECK_FALSE(fixture.outbox->post([&] { ++ran; }));
}

TEST_CASE("mails that are never answered hold up no other, as long as one connection is left") {
  Fixture fixture;
  fixture.transport.answer_with([&](const std::string& to) {
    if (to.starts_with("slow")) fixture.transport.wait_for_abort();
    return SendReport{.outcome = to.starts_with("slow") ? SendOutcome::TryLater : SendOutcome::Sent, .smtp_code = 250};
  });
  for (std::uint64_t signer = 0; signer < 3; ++signer) {
    fixture.sign_pending(signer, "en", "slow" + std::to_string(signer) + "@example.org");
  }
  for (std::uint64_t signer = 3; signer < 63; ++signer) fixture.sign_pending(signer);
  fixture.start(4);
  CHECK(fixture.transport.wait_for(63).size() == 63);
  CHECK(fixture.comes_to_wait(3));
  fixture.stop();
  CHECK(fixture.waiting() == 3);
}

TEST_CASE("no mail is in two hands, whoever asks the outbox to look meanwhile") {
  constexpr std::size_t kMails = 300;
  Fixture fixture;
  fixture.sign_many(kMails, 0);
  fixture.transport.answer_with([&](const std::string& /*to*/) {
    fixture.outbox->wake();
    return SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
  });
  fixture.start(4);
  CHECK(fixture.comes_to_wait(0));
  fixture.stop();
  std::set<std::string> mailboxes;
  for (const SentMail& mail : fixture.transport.attempts()) mailboxes.insert(mail.to);
  CHECK(mailboxes.size() == kMails);
  CHECK(fixture.transport.attempts().size() == kMails);
}

TEST_CASE("while the mail server refuses us all connections pause, and one tries for all") {
  Fixture fixture;
  std::atomic<int> at_once = 0;
  std::atomic<int> most = 0;
  fixture.transport.answer_with([&](const std::string& /*to*/) {
    const int now = ++at_once;
    most = std::max(most.load(), fixture.transport.attempts().size() > 4 ? now : 0);
    std::this_thread::yield();
    --at_once;
    return SendReport{.outcome = SendOutcome::TryLater, .smtp_code = 421};
  });
  for (std::uint64_t signer = 0; signer < 50; ++signer) fixture.sign_pending(signer);
  fixture.start(4);
  CHECK(fixture.transport.wait_for(6).size() < 10);
  CHECK(most == 1);
  CHECK(fixture.waiting() == 50);
  fixture.transport.answer_with(SendOutcome::Sent, 250);
  CHECK(fixture.all_leave());
}

TEST_CASE("the stats say what came of every attempt") {
  Fixture fixture;
  fixture.transport.answer_with([](const std::string& to) {
    if (to == "ana1@example.org") return SendReport{.outcome = SendOutcome::GiveUp, .smtp_code = 550};
    if (to == "ana2@example.org") return SendReport{.outcome = SendOutcome::TryLater, .smtp_code = 451};
    return SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
  });
  for (std::uint64_t signer = 1; signer <= 5; ++signer) fixture.sign_pending(signer);
  fixture.start(4);
  CHECK(fixture.comes_to_wait(1));
  const OutboxStats stats = fixture.outbox->stats();
  CHECK(stats.sent == 3);
  CHECK(stats.given_up == 1);
  CHECK(stats.put_off == 1);
}

TEST_CASE("stopping finishes the mail in hand, and the next outbox sends what was left, and nothing twice") {
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

TEST_CASE("a placeholder takes its place and a connection's time, and is neither sent nor counted") {
  Fixture fixture;
  std::promise<void> first_begun;
  std::promise<void> go_on;
  fixture.transport.answer_with([&](const std::string& /*to*/) {
    fixture.transport.answer_with(SendOutcome::Sent, 250);
    first_begun.set_value();
    go_on.get_future().wait();
    return SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
  });
  fixture.sign_pending(1);
  fixture.start();
  first_begun.get_future().wait();
  for (std::uint64_t signer = 100; signer < 105; ++signer) {
    REQUIRE(store::testing::ask_my_code(fixture.store, signer).ok());
  }
  CHECK(fixture.waiting() == 6);
  go_on.set_value();
  CHECK(fixture.comes_to_wait(0));
  CHECK(fixture.transport.attempts().size() == 1);
  const OutboxStats stats = fixture.outbox->stats();
  CHECK(stats.sent == 1);
  CHECK(stats.put_off == 0);
  CHECK(stats.given_up == 0);
}

TEST_CASE("very many who ask for /my leave every fourth mail to the others") {
  constexpr std::uint64_t kMy = 40;
  Fixture fixture;
  for (std::uint64_t signer = 100; signer < 100 + kMy; ++signer) {
    REQUIRE(store::testing::sign(fixture.store, store::testing::a_signature(signer)).ok());
    REQUIRE(store::testing::ask_my_code(fixture.store, signer).ok());
  }
  for (std::uint64_t signer = 0; signer < 5; ++signer) fixture.sign_pending(signer);
  fixture.start();
  const std::vector<SentMail> attempts = fixture.transport.wait_for(kMy + 5);
  REQUIRE(attempts.size() == kMy + 5);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    if (attempts[i].to.size() == std::string("ana1@example.org").size()) places.push_back(i);
  }
  // Every fourth, or a place or two later where the outbox has just read more.
  REQUIRE(places.size() == 5);
  for (std::size_t i = 0; i < places.size(); ++i) CHECK(places[i] <= 4 * i + 5);
}

TEST_CASE("mails that come again leave every second place to new ones") {
  constexpr std::uint64_t kPutOff = 30;
  Fixture fixture;
  fixture.transport.answer_with(SendOutcome::TryLater, 451);
  for (std::uint64_t signer = 100; signer < 100 + kPutOff; ++signer) fixture.sign_pending(signer);
  fixture.start();
  CHECK(fixture.transport.wait_for(kPutOff).size() == kPutOff);
  REQUIRE(eventually([&] { return fixture.store.waiting_mails(fixture.now_ms, 1)->empty(); }));
  fixture.stop();
  fixture.transport.answer_with(SendOutcome::Sent, 250);
  fixture.let_pass(limits::kMailRetryMsMin);
  for (std::uint64_t signer = 0; signer < 5; ++signer) fixture.sign_pending(signer);
  fixture.start();
  const std::vector<SentMail> attempts = fixture.transport.wait_for(2 * kPutOff + 5);
  REQUIRE(attempts.size() == 2 * kPutOff + 5);
  const auto is_new = [](const SentMail& mail) { return mail.to.size() == std::string("ana1@example.org").size(); };
  const auto begin = attempts.begin() + kPutOff;
  CHECK(std::count_if(begin, begin + 12, is_new) == 5);
}

TEST_CASE("a server that hangs up after a mailbox pauses no other mail") {
  Fixture fixture;
  fixture.transport.answer_with([](const std::string& to) {
    if (to == "ana1@example.org") return SendReport{.smtp_code = 421, .refused_mailbox = true};
    return SendReport{.outcome = SendOutcome::Sent, .smtp_code = 250};
  });
  for (std::uint64_t signer = 1; signer <= 5; ++signer) fixture.sign_pending(signer);
  fixture.start();
  CHECK(fixture.comes_to_wait(1));
  CHECK(fixture.transport.attempts().size() == 5);
}
