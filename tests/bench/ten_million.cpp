// What a large file costs the store alone (over HTTP: large_file.mjs). Signatures acknowledged per second through
// Store::sign(), synchronous=FULL, in a file of ten million and in a new one, and the same for a raw SQLite loop. Both
// run alternately in one process, so the ratio holds even if the disk or other programs change the figures. At the end,
// the large file's counters are compared with its rows.
//
// ten_million [rows] [rounds] [signatures a round] [folder: kept, and used again, where it is given]
#include <sys/statvfs.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/signing_load.h"

namespace {

using namespace undersigned::bench;
using undersigned::store::Store;

constexpr std::size_t kWarmUp = 2'000;
constexpr std::size_t kBytesARow = 900;  // in both files together, with space to work

struct BenchOptions {
  std::size_t rows = 10'000'000;
  std::size_t rounds = 5;
  std::size_t count = 20'000;
  std::string folder;
};

struct Column {
  std::vector<double> rates;
  std::vector<double> medians;
  std::vector<double> p99s;

  void add(const Figures& figures) {
    rates.push_back(figures.per_second);
    medians.push_back(figures.median_ms);
    p99s.push_back(figures.p99_ms);
  }
};

std::string new_folder(const std::string& within) {
  std::string folder = within + "/ten-million-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) fail("no folder to work in");
  return folder;
}

void remove(const std::string& folder) {
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

// Each round measures both, with a new empty file each time.
class Comparison {
 public:
  Comparison(const BenchOptions& options, std::size_t in_flight) : options_(options), in_flight_(in_flight) {}

  void round(Store& large, Signatures& signatures) {
    large_.add(measure(large, signatures));
    const std::string folder = new_folder(options_.folder);
    {
      const std::unique_ptr<Store> empty = open_store(folder + "/data");
      empty_.add(measure(*empty, signatures));
    }
    remove(folder);
    ratios_.push_back(large_.rates.back() / empty_.rates.back());
  }

  void print() const {
    print(empty_, "empty file");
    print(large_, "large file");
    std::printf("  %46s ratio %.2f\n", "", at(ratios_, 0.5));
  }

 private:
  Figures measure(Store& store, Signatures& signatures) const {
    measure_store(store, signatures.make(kWarmUp), in_flight_);
    return measure_store(store, signatures.make(options_.count), in_flight_);
  }

  void print(const Column& column, const char* where) const {
    std::printf("  Store::sign, %4zu in flight, %s %9.0f /s   median %6.2f ms   p99 %6.2f ms\n", in_flight_, where,
                at(column.rates, 0.5), at(column.medians, 0.5), at(column.p99s, 0.5));
  }

  const BenchOptions& options_;
  const std::size_t in_flight_;
  Column empty_;
  Column large_;
  std::vector<double> ratios_;
};

void compare_raw(const BenchOptions& options, Signatures& signatures) {
  RawTable large(options.folder + "/raw.db");
  std::vector<double> large_rates;
  std::vector<double> empty_rates;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    large.measure(signatures.make(kWarmUp));
    large_rates.push_back(large.measure(signatures.make(options.count)));
    const std::string folder = new_folder(options.folder);
    {
      RawTable empty(folder + "/raw.db");
      empty.measure(signatures.make(kWarmUp));
      empty_rates.push_back(empty.measure(signatures.make(options.count)));
    }
    remove(folder);
  }
  const double empty = at(empty_rates, 0.5);
  const double filled = at(large_rates, 0.5);
  std::printf("  raw SQLite, 100 a commit:    empty file %9.0f /s, large file %9.0f /s, ratio %.2f\n", empty, filled,
              filled / empty);
}

void compare_store(const BenchOptions& options, Signatures& signatures) {
  const std::unique_ptr<Store> large = open_store(options.folder + "/data");
  std::vector<Comparison> comparisons{Comparison(options, 256), Comparison(options, 1024)};
  for (std::size_t round = 0; round < options.rounds; ++round) {
    for (Comparison& comparison : comparisons) comparison.round(*large, signatures);
  }
  for (const Comparison& comparison : comparisons) comparison.print();
  const auto start = std::chrono::steady_clock::now();
  const auto served = large->counts();
  const auto differences = large->recount();
  if (!served || !differences) fail("the large file is not counted");
  std::printf("  %llu signatures served, %zu counters that a recount changed, in %.1f s\n",
              static_cast<unsigned long long>(served->at(kCampaign).confirmed), differences->size(),
              seconds_since(start));
}

void fill(const BenchOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const std::string raw = options.folder + "/raw.db";
  if (!std::filesystem::exists(raw)) RawTable(raw).fill(options.rows);
  const std::string data = options.folder + "/data";
  if (std::filesystem::exists(data)) return;
  open_store(data).reset();
  fill_store(data, options.rows);
  std::printf("  filled in %.0f s\n", seconds_since(start));
}

bool has_room(const BenchOptions& options) {
  struct statvfs disk {};
  return statvfs(options.folder.c_str(), &disk) == 0 && disk.f_bavail * disk.f_frsize > options.rows * kBytesARow;
}

std::size_t number(int argc, char** argv, int index, std::size_t otherwise) {
  return argc > index ? static_cast<std::size_t>(std::strtoul(argv[index], nullptr, 10)) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  BenchOptions options;
  options.rows = number(argc, argv, 1, options.rows);
  options.rounds = std::max<std::size_t>(number(argc, argv, 2, options.rounds), 1);
  options.count = std::max<std::size_t>(number(argc, argv, 3, options.count), 100);
  const bool kept = argc > 4;
  options.folder = kept ? argv[4] : new_folder(".");
  std::printf("a file of %zu signatures beside an empty one, medians of %zu rounds of %zu\n", options.rows,
              options.rounds, options.count);
  if (!kept && !has_room(options)) fail("no room on the disk");
  fill(options);
  Signatures signatures(std::random_device{}());  // different ones from those in a kept file
  compare_store(options, signatures);
  compare_raw(options, signatures);
  if (!kept) remove(options.folder);
  return 0;
}
