// Signatures acknowledged per second through Store::sign(), synchronous=FULL, compared with a raw SQLite loop
// (signing_load.h). Both run alternately in one process, so the ratio holds even if the disk or other programs change
// the figures.
//
// store_bench [signatures a run] [rounds] [rows there before] [folder]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/signing_load.h"

namespace {

using namespace undersigned::bench;
using undersigned::store::Store;

std::size_t number(int argc, char** argv, int index, std::size_t otherwise) {
  return argc > index ? static_cast<std::size_t>(std::strtoul(argv[index], nullptr, 10)) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = std::max<std::size_t>(number(argc, argv, 1, 30'000), 100);
  const std::size_t rounds = std::max<std::size_t>(number(argc, argv, 2, 3), 1);
  const std::size_t before = number(argc, argv, 3, 0);
  std::string folder = (argc > 4 ? std::string(argv[4]) : std::string(".")) + "/store-bench-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) fail("no folder to work in");

  const std::vector<std::size_t> in_flight{1, 64, 256, 1000};
  std::vector<std::vector<double>> rates(in_flight.size());
  std::vector<std::vector<double>> ratios(in_flight.size());
  std::vector<std::vector<double>> medians(in_flight.size());
  std::vector<std::vector<double>> p99s(in_flight.size());
  std::vector<double> raw_rates;
  {
    Signatures signatures;
    const std::unique_ptr<Store> store = open_store(folder + "/data");
    RawTable raw(folder + "/raw.db");
    for (std::size_t made = 0; made < before; made += count) {
      raw.measure(signatures.make(count));
      measure_store(*store, signatures.make(count), 1000);
    }
    for (std::size_t round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < in_flight.size(); ++i) {
        raw_rates.push_back(raw.measure(signatures.make(count)));
        const std::size_t signed_count = in_flight[i] == 1 ? count / 4 : count;
        const Figures figures = measure_store(*store, signatures.make(signed_count), in_flight[i]);
        rates[i].push_back(figures.per_second);
        ratios[i].push_back(figures.per_second / raw_rates.back());
        medians[i].push_back(figures.median_ms);
        p99s[i].push_back(figures.p99_ms);
      }
    }
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);

  std::printf("store: signatures acknowledged, synchronous=FULL, %zu rows before, medians of %zu rounds of %zu\n",
              before, rounds, count);
  std::printf("  %-28s %10.0f /s\n", "raw SQLite, 100 a commit", at(raw_rates, 0.5));
  for (std::size_t i = 0; i < in_flight.size(); ++i) {
    std::printf("  Store::sign, %4zu in flight   %10.0f /s   ratio %.2f   median %6.2f ms   p99 %6.2f ms\n",
                in_flight[i], at(rates[i], 0.5), at(ratios[i], 0.5), at(medians[i], 0.5), at(p99s[i], 0.5));
  }
  return 0;
}
