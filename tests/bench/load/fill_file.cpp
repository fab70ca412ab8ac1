// Creates a data folder with that many signatures of one campaign, for large_file.mjs. fill_file FOLDER ROWS
#include <cstdlib>
#include <string>

#include "tests/bench/signing_load.h"

int main(int argc, char** argv) {
  using namespace undersigned::bench;
  if (argc < 3) fail("usage: fill_file FOLDER ROWS");
  open_store(argv[1]).reset();
  fill_store(argv[1], std::strtoul(argv[2], nullptr, 10));
  return 0;
}
