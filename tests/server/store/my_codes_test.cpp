// Codes that open /my.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "server/limits.h"
#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr Error kWrongCode{ErrorCode::WrongCode, Field::Code};
constexpr std::int64_t kMinuteMs = 60'000;

CodeCheck issue_is(const CodeIssue& expected) {
  return [expected](const CodeIssue& issue) {
    return issue.subject == expected.subject && issue.number == expected.number;
  };
}

bool never(const CodeIssue& /*issue*/) {
  return false;
}

MyCodeRequest with_ticket(std::string ticket, std::int64_t now_ms = kNoonMs) {
  MyCodeRequest request = my_code_request(1, now_ms);
  request.ticket = std::move(ticket);
  return request;
}

// Queues a code for signer 1 and returns the issue that its mail contains.
CodeIssue send_code(Store& store, std::string ticket = "ticket", std::int64_t now_ms = kNoonMs) {
  REQUIRE(store.queue_my_code(with_ticket(std::move(ticket), now_ms)).ok());
  const std::vector<WaitingMail> mails = take_mails(store, now_ms);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::MyCode);
  return mails[0].issue;
}

Status type(Store& store, const CodeCheck& is_right, std::int64_t now_ms = kNoonMs, std::string ticket = "ticket",
            std::uint64_t signer = 1) {
  return store.take_my_code({mailbox_of(signer), std::move(ticket), is_right, now_ms});
}

TEST_CASE("a code opens the list until ten minutes after its mail was sent, and no other mailbox's") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue issue = send_code(*fixture.store);
  const std::int64_t end = kNoonMs + limits::kMailCodeMs;
  CHECK(type(*fixture.store, issue_is(issue), end).error() == kWrongCode);
  CHECK(type(*fixture.store, issue_is(issue), kNoonMs, "ticket", 2).error() == kWrongCode);
  CHECK(type(*fixture.store, issue_is(issue), end - 1).ok());
}

TEST_CASE("a code whose mail still waits opens the list, however long that takes") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(fixture.store->queue_my_code(with_ticket("ticket")).ok());
  const std::int64_t late = kNoonMs + 10 * limits::kMailCodeMs;
  REQUIRE(fixture.store->sweep_mail(late).ok());
  const CodeIssue issue = fixture.store->waiting_mails(late, 1)->at(0).issue;
  CHECK(type(*fixture.store, issue_is(issue), late).ok());
}

TEST_CASE("the right code opens the list, and not a second time") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue issue = send_code(*fixture.store);
  CHECK(type(*fixture.store, never).error() == kWrongCode);
  CHECK(type(*fixture.store, issue_is(issue)).ok());
  CHECK(type(*fixture.store, issue_is(issue)).error() == kWrongCode);
}

TEST_CASE("after five wrong codes a page's code opens nothing any more, and the others' do") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue owners = send_code(*fixture.store, "owner");
  const CodeIssue strangers = send_code(*fixture.store, "stranger", kNoonMs + kMinuteMs);
  for (int i = 0; i < limits::kMailCodeAttemptsMax; ++i) {
    CHECK(type(*fixture.store, never, kNoonMs, "stranger").error() == kWrongCode);
    CHECK(type(*fixture.store, never, kNoonMs, "no such ticket").error() == kWrongCode);
    CHECK(type(*fixture.store, never, kNoonMs, "").error() == kWrongCode);
  }
  CHECK(type(*fixture.store, issue_is(strangers), kNoonMs, "stranger").error() == kWrongCode);
  CHECK(type(*fixture.store, issue_is(owners), kNoonMs, "stranger").error() == kWrongCode);
  CHECK(type(*fixture.store, issue_is(owners), kNoonMs, "owner").ok());
}

TEST_CASE("of many who bring the right code at once, one gets in") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue issue = send_code(*fixture.store);
  std::atomic<int> opened = 0;
  std::vector<std::thread> threads(16);
  for (std::thread& thread : threads) {
    thread = std::thread([&] {
      if (type(*fixture.store, issue_is(issue)).ok()) ++opened;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(opened == 1);
}

TEST_CASE("asking again from the same page sends the same code again, as long as it works") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue first = send_code(*fixture.store);
  const CodeIssue second = send_code(*fixture.store, "ticket", kNoonMs + kMinuteMs);
  CHECK(second.number == first.number);
  const std::int64_t later = kNoonMs + kMinuteMs + limits::kMailCodeMs;
  CHECK(type(*fixture.store, issue_is(first), later - 1).ok());
  CHECK(send_code(*fixture.store, "ticket", later).number > first.number);
  REQUIRE(fixture.store->sweep_mail(later + limits::kMailCodeMs).ok());
  CHECK(send_code(*fixture.store, "ticket", later + limits::kMailCodeMs).number > later);
}

TEST_CASE("a code goes no sooner than a minute after the one before, the newest takes the place of who waits") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  send_code(*fixture.store, "first");
  for (const char* ticket : {"second", "third", "owner"}) {
    REQUIRE(fixture.store->queue_my_code(with_ticket(ticket, kNoonMs + 1)).ok());
  }
  CHECK(take_mails(*fixture.store, kNoonMs + kMinuteMs - 1).empty());
  const std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + kMinuteMs);
  REQUIRE(mails.size() == 1);
  CHECK(type(*fixture.store, issue_is(mails[0].issue), kNoonMs + kMinuteMs, "owner").ok());
  CHECK(take_mails(*fixture.store, kNoonMs + 2 * kMinuteMs).empty());
}

TEST_CASE("however often codes are asked for, a mail with one comes within the hour") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  std::size_t mails = 0;
  for (std::int64_t minute = 0; minute < 600; ++minute) {
    const std::int64_t now = kNoonMs + minute * kMinuteMs;
    REQUIRE(fixture.store->queue_my_code(with_ticket("ticket" + std::to_string(minute), now)).ok());
    mails += take_mails(*fixture.store, now).size();
  }
  CHECK(mails >= 10 + 10);
  CHECK(mails < 10 + 14);
}

TEST_CASE("a mailbox that is not known has the same rows and slots, but nothing is sent, and no code works") {
  const auto rows = [](bool known) {
    const Fixture fixture;
    if (known) REQUIRE(sign(*fixture.store, a_signature(1)).ok());
    for (const char* ticket : {"first", "first", "second", "third"}) {
      REQUIRE(fixture.store->queue_my_code(with_ticket(ticket)).ok());
    }
    SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY);
    std::vector<std::string> found;
    for (const char* query :
         {"SELECT urgent || ' ' || due_ms || ' ' || order_ms || ' ' || issue || ' ' || locale || ' ' || "
          "coalesce(my_code_id, '')"
          " FROM outbox ORDER BY id",
          "SELECT hex(mailbox) || ' ' || ticket || ' ' || issue || ' ' || sent_ms FROM my_code ORDER BY id",
          "SELECT hex(mailbox) || ' ' || line || ' ' || mails || ' ' || next_ms FROM mail_count"}) {
      SQLite::Statement statement(database, query);
      while (statement.executeStep()) found.push_back(statement.getColumn(0).getString());
    }
    CHECK(take_mails(*fixture.store).size() == (known ? 1 : 0));
    const Status typed = type(
        *fixture.store, [](const CodeIssue&) { return true; }, kNoonMs, "first");
    CHECK(typed.ok() == known);
    return found;
  };
  CHECK(rows(true).size() == 4 + 3 + 1);  // one mail at once, the last of the others, and two held places
  CHECK(rows(true) == rows(false));
}

TEST_CASE("a code is queued for mailboxes that signed, to the newest signature whose details are there") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign("rent")}, {}).ok());
  MyCodeRequest request = with_ticket("ticket");
  request.mailboxes = {{"rent", {1}}, {kSlug, {1}}};
  REQUIRE(fixture.store->queue_my_code(request).ok());
  CHECK(take_mails(*fixture.store).empty());
  CHECK(type(*fixture.store, [](const CodeIssue&) { return true; }).error() == kWrongCode);

  NewSignature moved = a_signature(1);
  moved.signature.email = "Ana1@example.org";
  moved.public_id = public_id_of(2);
  REQUIRE(sign(*fixture.store, a_signature(1, "rent")).ok());
  REQUIRE(sign(*fixture.store, moved).ok());
  request.now_ms = kNoonMs + kMinuteMs;
  REQUIRE(fixture.store->queue_my_code(request).ok());
  std::vector<WaitingMail> mails = take_mails(*fixture.store, request.now_ms);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].email == "Ana1@example.org");

  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 2)).ok());
  request.now_ms = kNoonMs + 2 * kMinuteMs;
  REQUIRE(fixture.store->queue_my_code(request).ok());
  mails = take_mails(*fixture.store, request.now_ms);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].email == "ana1@example.org");
}

TEST_CASE("codes that have run out are forgotten, and those whose mail never comes") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  send_code(*fixture.store, "first");
  for (const char* ticket : {"second", "third"}) {
    REQUIRE(fixture.store->queue_my_code(with_ticket(ticket, kNoonMs + 1)).ok());
  }
  const auto rows = [&] {
    SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY);
    return database.execAndGet("SELECT count(*) FROM my_code").getInt64();
  };
  REQUIRE(fixture.store->sweep_mail(kNoonMs + limits::kMailCodeMs - 1).ok());
  CHECK(rows() == 2);
  REQUIRE(fixture.store->sweep_mail(kNoonMs + limits::kMailCodeMs).ok());
  CHECK(rows() == 1);
  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 1)).ok());
  REQUIRE(fixture.store->sweep_mail(kNoonMs + limits::kMailCodeMs).ok());
  CHECK(rows() == 0);
}

}  // namespace
}  // namespace undersigned::store::testing
