#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <latch>

#include "server/store/sqlite/guard.h"
#include "tests/server/store/fault_vfs.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

struct Answers {
  std::uint64_t stored = 0;
  std::uint64_t failed = 0;
};

// Signs `count` at once, so that some of them share a batch. `after` runs on the writer's thread after each answer.
Answers sign_many(
    Store& store, std::uint64_t first_signer, std::uint64_t count, const std::function<void()>& after = [] {}) {
  Answers answers;  // written on the writer's thread only, read after the latch
  std::latch answered(static_cast<std::ptrdiff_t>(count));
  for (std::uint64_t i = 0; i < count; ++i) {
    store.sign(a_signature(first_signer + i), [&](const Result<Signed>& result) {
      if (result.ok()) ++answers.stored;
      if (!result.ok() && result.error().code == ErrorCode::StorageFailed) ++answers.failed;
      after();
      answered.count_down();
    });
  }
  answered.wait();
  CHECK(answers.stored + answers.failed == count);
  return answers;
}

TEST_CASE("whichever write or sync fails: who was not stored is told so and not counted, and the next one is stored") {
  undersigned::testing::TemporaryFolder temporary;
  const std::unique_ptr<Store> store = open_store(temporary.file("data"), fault_vfs());
  REQUIRE(store->import_campaigns({a_campaign()}, {}).ok());

  std::uint64_t signer = 0;
  std::uint64_t stored = 0;
  std::uint64_t failed = 0;
  bool reached_the_end = false;
  for (int nth = 1; !reached_the_end; ++nth) {
    fail_from(nth);
    const Answers answers = sign_many(*store, signer, 5);
    reached_the_end = !disk_has_failed();
    repair_disk();
    stored += answers.stored;
    failed += answers.failed;
    signer += 5;
    CHECK(counts_of(*store).confirmed == stored);
    CHECK(all_rows(*store).size() == stored);

    REQUIRE(sign(*store, a_signature(signer++)).ok());
    ++stored;
  }
  CHECK(failed > 0);
  CHECK(counts_of(*store).confirmed == stored);
  CHECK(counts_are_right(*store));
}

TEST_CASE("a disk that fails while the log is carried over into the database loses nothing") {
  undersigned::testing::TemporaryFolder temporary;
  const std::string folder = temporary.file("data");
  std::uint64_t stored = 0;
  int failures_in_database = 0;
  {
    const std::unique_ptr<Store> store = open_store(folder, fault_vfs());
    REQUIRE(store->import_campaigns({a_campaign()}, {}).ok());
    for (int nth = 1; failures_in_database < 5; ++nth) {
      stored += sign_many(*store, static_cast<std::uint64_t>(nth) * 1'000, 499, [nth] { fail_from(nth); }).stored;
      // Queued after the checkpoint, which may have met the failure; so may this operation.
      (void)store->touch_session({}, 0);
      if (database_has_failed()) ++failures_in_database;
      repair_disk();
      CHECK(counts_of(*store).confirmed == stored);
    }
  }
  const std::unique_ptr<Store> store = open_store(folder);
  CHECK(counts_of(*store).confirmed == stored);
  CHECK(all_rows(*store).size() == stored);
  CHECK(counts_are_right(*store));
}

TEST_CASE("whichever write or sync fails while confirming: who is told so is not confirmed, and the mails are right") {
  undersigned::testing::TemporaryFolder temporary;
  const std::unique_ptr<Store> store = open_store(temporary.file("data"), fault_vfs());
  REQUIRE(store->import_campaigns({a_campaign()}, {}).ok());
  std::uint64_t failures = 0;
  bool reached_the_end = false;
  std::uint64_t signer = 0;
  for (; !reached_the_end; ++signer) {
    REQUIRE(sign(*store, a_pending(signer)).ok());
    fail_from(static_cast<int>(signer) + 1);
    const bool answered = confirm(*store, code_of(signer, 1)).ok();
    reached_the_end = !disk_has_failed();
    repair_disk();
    CHECK(counts_of(*store).confirmed == signer + (answered ? 1 : 0));
    if (!answered) {
      ++failures;
      CHECK(store->waiting_mails(kNoonMs, 1)->at(0).kind == MailKind::Confirm);
      CHECK(confirm(*store, code_of(signer, 1))->outcome == SignOutcome::Stored);
    }
    const std::vector<WaitingMail> mails = take_mails(*store);
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].kind == MailKind::Confirmed);
  }
  CHECK(failures > 0);
  CHECK(counts_of(*store).confirmed == signer);
  CHECK(counts_are_right(*store));
}

TEST_CASE("the operator is told once that writing fails, and once that it works again") {
  undersigned::testing::TemporaryFolder temporary;
  std::vector<std::string> lines;  // written on the writer's thread, read when it has answered
  const std::unique_ptr<Store> store =
      open_store(temporary.file("data"), fault_vfs(), [&](std::string_view line) { lines.emplace_back(line); });
  REQUIRE(store->import_campaigns({a_campaign()}, {}).ok());
  fail_from(1);
  for (std::uint64_t signer = 0; signer < 3; ++signer) CHECK_FALSE(sign(*store, a_signature(signer)).ok());
  repair_disk();
  for (std::uint64_t signer = 0; signer < 3; ++signer) CHECK(sign(*store, a_signature(signer)).ok());
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].starts_with("writing fails: "));
  CHECK(lines[1] == "writing works again");
}

TEST_CASE("a disk that takes little and not much fails until it takes much, and is said to once") {
  undersigned::testing::TemporaryFolder temporary;
  std::vector<std::string> lines;  // written on the writer's thread, read when it has answered
  const std::unique_ptr<Store> store =
      open_store(temporary.file("data"), fault_vfs(), [&](std::string_view line) { lines.emplace_back(line); });
  REQUIRE(store->import_campaigns({a_campaign()}, {}).ok());
  const auto sign_a_batch = [&](std::uint64_t first) {
    std::latch reached(1);
    std::latch go_on(1);
    SendAgain request;
    request.campaign = kSlug;
    store->send_again(request, [&](const Result<Signed>& /*result*/) {  // blocks the writer's thread
      reached.count_down();
      go_on.wait();
    });
    reached.wait();
    std::latch answered(50);
    std::uint64_t failed = 0;
    for (std::uint64_t i = 0; i < 50; ++i) {
      store->sign(a_signature(first + i), [&](const Result<Signed>& result) {
        failed += result.ok() ? 0U : 1U;
        answered.count_down();
      });
    }
    go_on.count_down();
    answered.wait();
    return failed;
  };
  for (int round = 0; round < 3; ++round) {
    fail_from(1);
    CHECK(sign_a_batch(1'000) == 50);
    repair_disk();
    CHECK(sign(*store, a_signature(static_cast<std::uint64_t>(round))).ok());
    CHECK(store->stats().failing);
  }
  CHECK(lines.size() == 1);
  SUBCASE("as many as failed") {
    CHECK(sign_a_batch(2'000) == 0);
  }
  SUBCASE("a probe, which writes as much") {
    CHECK(store->probe().ok());
  }
  CHECK_FALSE(store->stats().failing);
  REQUIRE(lines.size() == 2);
  CHECK(lines[1] == "writing works again");
}

TEST_CASE("a full disk is called that") {
  const SQLite::Exception full("not an error", SQLITE_FULL);
  CHECK(sqlite::words_of(full) == "database or disk is full (SQLite code 13)");
  CHECK(sqlite::words_of(SQLite::Exception("malformed schema (\x01\xff)\n", 11)).find('\x01') == std::string::npos);
}

TEST_CASE("other writes on a failing disk are refused, and done once it is back") {
  undersigned::testing::TemporaryFolder temporary;
  const std::unique_ptr<Store> store = open_store(temporary.file("data"), fault_vfs());
  fail_from(1);
  CHECK(store->import_campaigns({a_campaign()}, {}).error().code == ErrorCode::StorageFailed);
  CHECK(store->add_user("ana", "hash", Role::Owner).error().code == ErrorCode::StorageFailed);
  repair_disk();
  CHECK(store->campaigns()->empty());
  CHECK(store->add_user("ana", "hash", Role::Owner).ok());
}

// Limits the size of this process's files: the kernel then refuses writes.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::uintmax_t bytes) {
    previous_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit lower = before_;
    lower.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &lower);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, previous_handler_);
  }

 private:
  rlimit before_{};
  void (*previous_handler_)(int) = nullptr;
};

TEST_CASE("where the kernel lets no file grow, signing fails, and goes on once there is room") {
  const Fixture fixture;
  std::uint64_t stored = sign_many(*fixture.store, 0, 100).stored;
  REQUIRE(stored == 100);
  {
    const FileSizeLimit limit(std::filesystem::file_size(fixture.folder + "/undersigned.db-wal") + 100'000);
    Answers answers;
    for (std::uint64_t signer = 1'000; answers.failed == 0; signer += 100) {
      answers = sign_many(*fixture.store, signer, 100);
      stored += answers.stored;
    }
    CHECK(counts_of(*fixture.store).confirmed == stored);
  }
  CHECK(sign(*fixture.store, a_signature(1'000'000)).ok());
  CHECK(counts_of(*fixture.store).confirmed == stored + 1);
  CHECK(counts_are_right(*fixture.store));
}

}  // namespace
}  // namespace undersigned::store::testing
