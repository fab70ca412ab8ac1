#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <latch>
#include <memory>
#include <new>
#include <thread>
#include <utility>
#include <vector>

#include "server/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

TEST_CASE("thousands of signatures from sixteen threads, many of them twice, are each counted once") {
  const Fixture fixture;
  constexpr std::uint64_t kThreads = 16;
  constexpr std::uint64_t kSignersAThread = 400;
  constexpr std::uint64_t kShared = 100;  // the first signers, signed by every thread
  std::atomic<std::uint64_t> stored = 0;
  std::atomic<std::uint64_t> already_there = 0;
  std::atomic<std::uint64_t> failed = 0;
  std::latch answered(static_cast<std::ptrdiff_t>(kThreads * kSignersAThread));

  std::vector<std::thread> threads;
  for (std::uint64_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::uint64_t i = 0; i < kSignersAThread; ++i) {
        const std::uint64_t signer = i < kShared ? i : 1'000'000 + thread * kSignersAThread + i;
        fixture.store->sign(a_signature(signer), [&](const Result<Signed>& result) {
          if (!result) {
            ++failed;
          } else {
            ++(result->outcome == SignOutcome::Stored ? stored : already_there);
          }
          answered.count_down();
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  answered.wait();

  constexpr std::uint64_t kSigners = kShared + kThreads * (kSignersAThread - kShared);
  CHECK(failed == 0);
  CHECK(stored == kSigners);
  CHECK(already_there == kThreads * kSignersAThread - kSigners);
  CHECK(counts_of(*fixture.store).confirmed == kSigners);
  CHECK(all_rows(*fixture.store).size() == kSigners);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("every commit has a number of its own, whether anything was new in it or not") {
  const Fixture fixture;
  const Result<Signed> first = sign(*fixture.store, a_signature(1));
  const Result<Signed> repeated = sign(*fixture.store, a_signature(1));
  REQUIRE(first.ok());
  REQUIRE(repeated.ok());
  CHECK(repeated->group.number != first->group.number);
}

TEST_CASE("reading goes on while others sign, and a count never runs ahead of the rows") {
  const Fixture fixture;
  constexpr std::uint64_t kReadsMin = 20;
  std::atomic<std::uint64_t> reads_midway = 0;  // that saw some of the signatures but not the last
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) {
      const std::uint64_t counted = counts_of(*fixture.store).confirmed;
      CHECK(all_rows(*fixture.store).size() >= counted);
      if (counted > 0 && !done) ++reads_midway;
    }
  });
  constexpr std::uint64_t kSignersMax = 20'000;
  std::uint64_t signer = 0;
  while (signer < kSignersMax && reads_midway < kReadsMin) CHECK(sign(*fixture.store, a_signature(signer++)).ok());
  done = true;
  reader.join();
  CHECK_MESSAGE(reads_midway >= kReadsMin, "there were ", reads_midway, " reads while ", signer, " signed");
  CHECK(counts_of(*fixture.store).confirmed == signer);
}

TEST_CASE("a callback that throws takes nothing back and stops nobody") {
  const Fixture fixture;
  fixture.store->sign(a_signature(1), [](const Result<Signed>& /*result*/) { throw std::bad_alloc(); });
  CHECK(sign(*fixture.store, a_signature(2)).ok());
  CHECK(counts_of(*fixture.store).confirmed == 2);
}

// Blocks the writer's thread in a callback until released.
class HeldWriter {
 public:
  explicit HeldWriter(Store& store) {
    const auto held = std::make_shared<std::latch>(1);
    store.sign(a_signature(1), [held, release = release_](const Result<Signed>& /*result*/) {
      held->count_down();
      release->wait();
    });
    held->wait();
  }
  HeldWriter(const HeldWriter&) = delete;
  HeldWriter& operator=(const HeldWriter&) = delete;
  ~HeldWriter() { release(); }

  void release() {
    if (!std::exchange(released_, true)) release_->count_down();
  }

 private:
  std::shared_ptr<std::latch> release_ = std::make_shared<std::latch>(1);
  bool released_ = false;
};

TEST_CASE("what queued while the writer was at work is committed at once, and synced once") {
  const Fixture fixture;
  constexpr std::size_t kQueued = 200;
  std::vector<Group> groups;  // used by the writer's thread until all have answered
  std::latch answered(kQueued);
  HeldWriter writer(*fixture.store);
  const std::uint64_t commits_before = fixture.store->stats().batches;
  for (std::uint64_t signer = 2; signer < 2 + kQueued; ++signer) {
    fixture.store->sign(a_signature(signer), [&](const Result<Signed>& result) {
      if (result) groups.push_back(result->group);
      answered.count_down();
    });
  }
  writer.release();
  answered.wait();
  REQUIRE(groups.size() == kQueued);
  for (const Group& group : groups) {
    CHECK(group.number == groups.front().number);
    CHECK(group.operations == kQueued);
  }
  CHECK(fixture.store->stats().batches == commits_before + 1);
}

TEST_CASE("a queue longer than one commit may be is written in as few as it takes") {
  const Fixture fixture;
  constexpr std::size_t kQueued = 2 * limits::kWriteBatchMax + 1;
  std::vector<std::size_t> sizes;  // of each operation's commit
  std::latch answered(kQueued);
  HeldWriter writer(*fixture.store);
  for (std::uint64_t signer = 2; signer < 2 + kQueued; ++signer) {
    fixture.store->sign(a_signature(signer), [&](const Result<Signed>& result) {
      if (result) sizes.push_back(result->group.operations);
      answered.count_down();
    });
  }
  writer.release();
  answered.wait();
  REQUIRE(sizes.size() == kQueued);
  CHECK(sizes[0] == limits::kWriteBatchMax);
  CHECK(sizes[limits::kWriteBatchMax] == limits::kWriteBatchMax);
  CHECK(sizes.back() == 1);
}

TEST_CASE("a commit that changes nothing syncs the disk all the same") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const std::string log = fixture.folder + "/undersigned.db-wal";
  const std::uintmax_t before = std::filesystem::file_size(log);
  REQUIRE(sign(*fixture.store, a_signature(1))->outcome == SignOutcome::AlreadyThere);
  CHECK(std::filesystem::file_size(log) > before);
}

TEST_CASE("beyond the queue's limit the answer is Busy, at once, and who was in the queue is stored") {
  const Fixture fixture;
  HeldWriter writer(*fixture.store);
  std::latch stored(static_cast<std::ptrdiff_t>(limits::kWriteQueueMax));
  for (std::uint64_t i = 0; i < limits::kWriteQueueMax; ++i) {
    fixture.store->sign(a_signature(2 + i), [&](const Result<Signed>& result) {
      if (result.ok()) stored.count_down();
    });
  }

  std::optional<Error> error;
  fixture.store->sign(a_signature(1'000'000), [&](const Result<Signed>& result) {
    if (!result) error = result.error();
  });
  REQUIRE(error.has_value());
  CHECK(error->code == ErrorCode::Busy);
  CHECK(fixture.store->add_user("ana", "hash", Role::Viewer).error().code == ErrorCode::Busy);

  writer.release();
  stored.wait();
  CHECK(counts_of(*fixture.store).confirmed == limits::kWriteQueueMax + 1);
}

TEST_CASE("closing the store finishes what is queued") {
  Fixture fixture;
  std::atomic<std::uint64_t> stored = 0;
  HeldWriter writer(*fixture.store);
  for (std::uint64_t i = 0; i < 3'000; ++i) {
    fixture.store->sign(a_signature(2 + i), [&](const Result<Signed>& result) {
      if (result.ok()) ++stored;
    });
  }
  writer.release();
  fixture.reopen();
  CHECK(stored == 3'000);
  CHECK(counts_of(*fixture.store).confirmed == 3'001);
}

TEST_CASE("other writes wait their turn behind the signatures before them") {
  const Fixture fixture;
  HeldWriter writer(*fixture.store);
  std::atomic<bool> signed_before = false;
  fixture.store->sign(a_signature(2), [&](const Result<Signed>& result) { signed_before = result.ok(); });
  std::thread adding([&] {
    CHECK(fixture.store->add_user("ana", "hash", Role::Viewer).ok());
    CHECK(signed_before);
  });
  writer.release();
  adding.join();
  CHECK(fixture.store->user_count().value() == 1);
}

}  // namespace
}  // namespace undersigned::store::testing
