#include <doctest/doctest.h>

#include <filesystem>

#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

// By how much the write-ahead log grows with one commit.
class Log {
 public:
  explicit Log(const Fixture& fixture) : path_(fixture.folder + "/undersigned.db-wal") {}

  std::uintmax_t growth() {
    const std::uintmax_t before = size_;
    size_ = std::filesystem::file_size(path_);
    return size_ - before;
  }

 private:
  std::string path_;
  std::uintmax_t size_ = 0;
};

TEST_CASE("without confirmation: new or there already, the same number of bytes is brought to the disk") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(sign(*fixture.store, a_signature(2)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 2), SignatureStatus::Invalid).ok());
  Log log(fixture);
  log.growth();
  REQUIRE(sign(*fixture.store, a_signature(3))->outcome == SignOutcome::Stored);
  const std::uintmax_t of_new = log.growth();
  CHECK(of_new > 0);
  for (const std::uint64_t signer : {1U, 2U, 3U}) {
    REQUIRE(sign(*fixture.store, a_signature(signer))->outcome == SignOutcome::AlreadyThere);
    CHECK(log.growth() == of_new);
  }
  NewSignature suspicious = a_signature(4);
  suspicious.suspicion = static_cast<Suspicions>(Suspicion::Honeypot);
  for (const SignOutcome outcome : {SignOutcome::Stored, SignOutcome::AlreadyThere}) {
    REQUIRE(sign(*fixture.store, suspicious)->outcome == outcome);
    CHECK(log.growth() == of_new);
  }
  REQUIRE_FALSE(sign(*fixture.store, a_signature(1, "no-such-campaign")).ok());
  CHECK(log.growth() == of_new);
}

TEST_CASE("with confirmation: signing, confirming and asking again bring as much to the disk whatever comes of it") {
  const Fixture fixture;
  for (std::uint64_t signer = 1; signer <= 4; ++signer) REQUIRE(sign(*fixture.store, a_pending(signer)).ok());
  REQUIRE(confirm(*fixture.store, code_of(2, 1)).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 3), SignatureStatus::Withdrawn).ok());
  Log log(fixture);
  log.growth();
  REQUIRE(sign(*fixture.store, a_pending(5))->outcome == SignOutcome::Stored);
  const std::uintmax_t of_new = log.growth();

  for (const std::uint64_t signer : {1U, 2U, 3U}) {
    CAPTURE(signer);
    REQUIRE(sign(*fixture.store, a_pending(signer))->outcome == SignOutcome::AlreadyThere);
    CHECK(log.growth() == of_new);
    NewSignature later = a_pending(signer);
    later.time_ms += limits::kMailAgainMs;
    REQUIRE(sign(*fixture.store, later)->outcome == SignOutcome::AlreadyThere);
    CHECK(log.growth() == of_new);
  }
  for (const std::uint64_t signer : {2U, 3U, 4U, 9U}) {
    CAPTURE(signer);
    REQUIRE_FALSE(confirm(*fixture.store, wrong_code_of(signer)).ok());
    CHECK(log.growth() == of_new);
    REQUIRE(send_again(*fixture.store, signer, kNoonMs + limits::kMailAgainMs).ok());
    CHECK(log.growth() == of_new);
  }
  NewSignature suspicious = a_pending(6);
  suspicious.suspicion = static_cast<Suspicions>(Suspicion::Honeypot);
  REQUIRE(sign(*fixture.store, suspicious)->outcome == SignOutcome::Stored);
  CHECK(log.growth() == of_new);
  for (const std::uint64_t signer : {5U, 5U, 6U, 6U}) {
    CAPTURE(signer);
    REQUIRE(confirm(*fixture.store, code_of(signer, 1)).ok());
    CHECK(log.growth() == of_new);
  }
  REQUIRE(sign(*fixture.store, suspicious)->outcome == SignOutcome::AlreadyThere);
  CHECK(log.growth() == of_new);
}

TEST_CASE("a code for one's list: whether the mailbox has signed is not seen from the disk") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(fixture.store->queue_my_code({{kSlug, {1}}}, mailbox_of(1), "en", kNoonMs).ok());
  const auto wrong = [](const CodeIssue& /*issue*/) { return false; };
  Log log(fixture);
  log.growth();
  REQUIRE_FALSE(fixture.store->take_my_code(mailbox_of(1), wrong, kNoonMs).ok());
  const std::uintmax_t of_signer = log.growth();
  CHECK(of_signer > 0);
  REQUIRE_FALSE(fixture.store->take_my_code(mailbox_of(9), wrong, kNoonMs).ok());
  CHECK(log.growth() == of_signer);
}

}  // namespace
}  // namespace undersigned::store::testing
