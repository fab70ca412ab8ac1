// How much memory an export takes. Another process fills a file, so that its memory is not counted. Then every
// signature is read through the CSV export, and this process's peak memory is printed beside the size of the output: a
// reader that read ten million rows at once would need all of it.
//
// export_bench [rows] [folder: kept, and used again, if given]
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "server/export/csv_export.h"
#include "tests/bench/signing_load.h"

namespace {

using namespace undersigned;
using namespace undersigned::bench;

constexpr double kMegabyte = 1024.0 * 1024.0;

double peak_memory_mb() {
  struct rusage used {};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024.0;
}

void fill_in_child(const std::string& folder, std::size_t rows) {
  const pid_t child = fork();
  if (child < 0) fail("no process to fill the file");
  if (child == 0) {
    open_store(folder).reset();
    fill_store(folder, rows);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) fail("the file could not be filled");
}

void measure_export(const std::string& folder) {
  const auto store = open_store(folder);
  const double before_mb = peak_memory_mb();
  exports::CsvExport source(*store, kCampaign, exports::Rows::Confirmed);
  const auto start = std::chrono::steady_clock::now();
  std::size_t bytes = 0;
  std::size_t largest = 0;
  http::BodySource::More more = http::BodySource::More::Yes;
  while (more == http::BodySource::More::Yes) {
    std::string piece;
    more = source.next(piece);
    bytes += piece.size();
    largest = std::max(largest, piece.size());
  }
  if (more == http::BodySource::More::Failed) fail("the export failed");
  const double seconds = seconds_since(start);
  std::printf("  %llu rows, %.0f MB in %.1f s (%.0f rows a second), largest piece %zu bytes\n",
              static_cast<unsigned long long>(source.rows()), static_cast<double>(bytes) / kMegabyte, seconds,
              static_cast<double>(source.rows()) / seconds, largest);
  std::printf("  peak memory %.1f MB, %.1f MB of it before the first row\n", peak_memory_mb(), before_mb);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t rows = argc > 1 ? static_cast<std::size_t>(std::strtoul(argv[1], nullptr, 10)) : 10'000'000;
  const bool kept = argc > 2;
  std::string folder = kept ? argv[2] : "./export-bench-XXXXXX";
  if (!kept && mkdtemp(folder.data()) == nullptr) fail("no folder to work in");
  const std::string data = folder + "/data";
  std::printf("an export of %zu signatures\n", rows);
  if (!std::filesystem::exists(data + "/undersigned.db")) fill_in_child(data, rows);
  measure_export(data);
  std::error_code ignored;
  if (!kept) std::filesystem::remove_all(folder, ignored);
  return 0;
}
