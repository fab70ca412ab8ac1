// Shared by the store's benchmarks: realistic signatures, signing with a number of requests in flight, and for
// comparison the simplest SQLite program: one loop that inserts the same columns into one table with the same unique
// index, 100 rows per commit.
//
// A failure ends the program.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "server/store/sqlite/open.h"

namespace undersigned::bench {

inline constexpr char kCampaign[] = "free-dontae-sharpe";

// Prints the reason for a failure and ends the process.
[[noreturn]] void fail(const char* what);

double seconds_since(std::chrono::steady_clock::time_point start);

// The quantile: `part` of the values are below it; 0.5 is the median.
double at(std::vector<double> values, double part);

// About 300 bytes each, with deduplication keys in random order.
class Signatures {
 public:
  explicit Signatures(std::uint64_t seed = 20240501) : random_(seed) {}
  std::vector<store::NewSignature> make(std::size_t count);

 private:
  void fill(store::NewSignature& signature);
  std::string text(std::size_t size);

  std::mt19937_64 random_;
  std::size_t next_ = 0;
};

struct Figures {
  double per_second = 0;
  double median_ms = 0;
  double p99_ms = 0;
};

// Signs all of them with at most `in_flight` unanswered requests.
Figures measure_store(store::Store& store, std::vector<store::NewSignature> signatures, std::size_t in_flight);

// The store in a folder, with one campaign.
std::unique_ptr<store::Store> open_store(const std::string& folder);

class RawTable {
 public:
  explicit RawTable(const std::string& path);
  RawTable(const RawTable&) = delete;
  RawTable& operator=(const RawTable&) = delete;
  ~RawTable();

  // Returns rows per second.
  double measure(const std::vector<store::NewSignature>& signatures);

  // Adds rows like the others by SQL, without syncs.
  void fill(std::size_t rows);

 private:
  void insert(const store::NewSignature& row);
  void run(const char* sql);

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

// Puts `rows` signatures into the closed database of a folder by SQL: the same rows, indexes and counters as by
// signing, without its syncs.
void fill_store(const std::string& folder, std::size_t rows);

}  // namespace undersigned::bench
