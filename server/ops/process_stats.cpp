#include "server/ops/process_stats.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace undersigned::ops {
namespace {

std::string read_file(const char* path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The numbers in /proc/self/stat from field 4 on, after the program's name, which may hold blanks, and the state
// (proc(5)).
std::vector<double> stat_fields() {
  const std::string stat = read_file("/proc/self/stat");
  std::istringstream rest(stat.substr(std::min(stat.rfind(')') + 3, stat.size())));
  return {std::istream_iterator<double>(rest), std::istream_iterator<double>()};
}

// "btime 1534852800": when the machine booted.
double boot_seconds() {
  std::istringstream lines(read_file("/proc/stat"));
  for (std::string word; lines >> word;) {
    double seconds = 0;
    if (word == "btime" && lines >> seconds) return seconds;
  }
  return 0;
}

std::uint64_t count_descriptors() {
  std::error_code failed;
  std::uint64_t count = 0;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", failed), end; !failed && entry != end;
       entry.increment(failed)) {
    ++count;
  }
  return count == 0 ? 0 : count - 1;  // without the one opened for counting
}

}  // namespace

ProcessStats process_stats() {
  constexpr std::size_t kFirst = 4;
  ProcessStats stats;
  const std::vector<double> fields = stat_fields();
  const auto field = [&](std::size_t number) { return number - kFirst < fields.size() ? fields[number - kFirst] : 0; };
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  stats.cpu_seconds = (field(14) + field(15)) / ticks;
  stats.threads = static_cast<std::uint64_t>(field(20));
  const double boot = boot_seconds();
  stats.started_seconds = boot == 0 ? 0 : boot + field(22) / ticks;
  stats.resident_bytes = static_cast<std::uint64_t>(field(24)) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  stats.open_descriptors = count_descriptors();
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) stats.descriptors_max = limit.rlim_cur;
  return stats;
}

}  // namespace undersigned::ops
