// Simulates disk faults and prints the results. tests/faults/kills.mjs adds the killed servers.
//
// fault_table [power-cuts CUTS SEED | sweep PART-OF-A-NAME STEP SEED]; without arguments the whole table, which takes
// minutes. Exits with 1 if anything was lost, duplicated, stored although refused, or otherwise wrong.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/faults/io_sweep.h"
#include "tests/faults/memory.h"
#include "tests/faults/power_cuts.h"

namespace {

using namespace undersigned::faults;

constexpr std::uint64_t kCuts = 10'000;
constexpr std::uint64_t kSeed = 1;

std::uint64_t number(const char* text) {
  return std::strtoull(text, nullptr, 10);
}

bool cut_power(std::uint64_t cuts, std::uint64_t seed) {
  const Tally tally = run_power_cuts({.cuts = cuts, .seed = seed}, std::cerr);
  print_row(std::cout, "power cut", tally);
  return tally.clean();
}

bool sweep(const std::string& part, std::size_t step, std::uint64_t seed) {
  bool clean = true;
  for (const Sweep& kind : all_sweeps()) {
    if (kind.name.find(part) == std::string::npos) continue;
    const Tally tally = run_sweep(kind, {1, step}, seed, std::cerr);
    print_row(std::cout, kind.name, tally);
    clean = clean && tally.clean();
  }
  return clean;
}

}  // namespace

int main(int argc, char** argv) {
  install_failing_memory();
  print_head(std::cout);
  const std::string what = argc == 4 || argc == 5 ? argv[1] : "";
  if (what == "power-cuts") return cut_power(number(argv[2]), number(argv[3])) ? 0 : 1;
  if (what == "sweep") return sweep(argv[2], number(argv[3]), number(argv[4])) ? 0 : 1;
  const bool cuts_clean = cut_power(kCuts, kSeed);
  const bool sweep_clean = sweep("", 1, kSeed);
  return cuts_clean && sweep_clean ? 0 : 1;
}
