#include <doctest/doctest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

TEST_CASE("a backup taken while people sign is whole, ours alone, and opens as a store") {
  const Fixture fixture;
  for (std::uint64_t signer = 0; signer < 200; ++signer) REQUIRE(sign(*fixture.store, a_signature(signer)).ok());
  std::atomic<bool> done = false;
  std::thread signing([&] {
    for (std::uint64_t signer = 1'000; !done; ++signer) CHECK(sign(*fixture.store, a_signature(signer)).ok());
  });
  const std::string restored = fixture.temporary.file("restored");
  std::filesystem::create_directory(restored);
  std::filesystem::permissions(restored, std::filesystem::perms(0700));
  const Result<Inspection> copied = fixture.store->backup(restored + "/undersigned.db");
  done = true;
  signing.join();
  REQUIRE(copied.ok());
  CHECK(copied->signatures >= 200);
  CHECK(copied->counters.empty());
  struct stat info {};
  REQUIRE(stat((restored + "/undersigned.db").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600);
  CHECK(std::distance(std::filesystem::directory_iterator(restored), {}) == 1);

  const std::unique_ptr<Store> copy = open_store(restored);
  CHECK(counts_of(*copy).confirmed >= 200);
  CHECK(all_rows(*copy).size() == counts_of(*copy).confirmed);
  CHECK(counts_are_right(*copy));
  CHECK(copy->campaigns()->size() == 1);
  CHECK(sign(*copy, a_signature(1))->outcome == SignOutcome::AlreadyThere);
}

TEST_CASE("a backup never overwrites a file, and needs a folder to be written to") {
  const Fixture fixture;
  const std::string file = fixture.temporary.file("backup.db");
  REQUIRE(fixture.store->backup(file).ok());
  const auto size = std::filesystem::file_size(file);
  CHECK(fixture.store->backup(file).error().code == ErrorCode::Duplicate);
  CHECK(std::filesystem::file_size(file) == size);
  CHECK(fixture.store->backup(fixture.temporary.file("no/folder.db")).error().code == ErrorCode::NotFound);
}

}  // namespace
}  // namespace undersigned::store::testing
