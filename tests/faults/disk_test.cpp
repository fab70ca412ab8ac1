#include "tests/faults/disk.h"

#include <doctest/doctest.h>

#include <set>

namespace undersigned::faults {
namespace {

TEST_CASE("a power cut leaves what was synced, and of the rest any part") {
  std::set<std::string> seen;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Disk disk;
    Disk::FileRef file = disk.create("log");
    disk.sync_names();
    Disk::write(*file, 0, "synced");
    Disk::sync(*file);
    Disk::write(*file, kSectorBytes, "later");
    Disk::write(*file, 0, "SYNCED");
    Random random(seed);
    disk.cut_power(random);
    file = disk.find("log");
    REQUIRE(file != nullptr);
    seen.insert(file->cached);
    CHECK(file->cached.size() >= 6);
  }
  const std::string gap(kSectorBytes - 6, '\0');
  CHECK(seen.contains("synced"));
  CHECK(seen.contains("SYNCED"));
  CHECK(seen.contains("synced" + gap + "later"));
  CHECK(seen.contains("SYNCED" + gap + "later"));
  CHECK(seen.size() > 4);  // torn, or garbage
}

TEST_CASE("a name that was made or removed may come back, until the folder is synced") {
  std::set<std::pair<bool, bool>> seen;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Disk disk;
    disk.create("old");
    disk.sync_names();
    disk.create("new");
    disk.remove("old");
    Random random(seed);
    disk.cut_power(random);
    seen.insert({disk.find("old") != nullptr, disk.find("new") != nullptr});
  }
  CHECK(seen.size() == 4);

  Disk disk;
  disk.create("kept");
  disk.sync_names();
  Random random(1);
  disk.cut_power(random);
  CHECK(disk.find("kept") != nullptr);
}

TEST_CASE("pages that a failed sync has lost are read from the cache, and no later sync brings them to the disk") {
  Disk disk;
  const Disk::FileRef file = disk.create("log");
  disk.sync_names();
  Disk::write(*file, 0, "lost");
  Disk::fail_to_sync(*file, FailedSync::Lost);
  Disk::write(*file, 4, "kept");
  Disk::sync(*file);
  CHECK(file->cached == "lostkept");
  Random random(1);
  disk.cut_power(random);
  CHECK(file->cached == std::string("\0\0\0\0kept", 8));
}

}  // namespace
}  // namespace undersigned::faults
