// The rows per second of a raw SQLite loop with 100 rows per commit: what the disk and SQLite allow, for comparison in
// server.mjs. raw_commits FOLDER [ROWS]
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/bench/signing_load.h"

int main(int argc, char** argv) {
  using namespace undersigned::bench;
  if (argc < 2) fail("usage: raw_commits FOLDER [ROWS]");
  const std::size_t rows = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100'000;
  RawTable table(std::string(argv[1]) + "/raw.sqlite3");
  std::printf("%.0f\n", table.measure(Signatures().make(rows)));
  return 0;
}
