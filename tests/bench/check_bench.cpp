// How long the core takes to check one signature as the form sends it: rules and form in as text, the answer out as
// text. check_wasm.mjs gives the same signatures to the WebAssembly form core.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "shared/signature/form.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRounds = 7;
constexpr int kChecksARound = 100'000;

// One line of rules, then one line per form.
std::vector<std::string> read_lines(const char* path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

double round_ns(const std::vector<std::string>& lines, std::size_t& answered) {
  const Clock::time_point start = Clock::now();
  for (int i = 0; i < kChecksARound; ++i) {
    const std::string& form = lines[1 + static_cast<std::size_t>(i) % (lines.size() - 1)];
    answered += undersigned::check_form(lines.front(), form).size();
  }
  const std::chrono::duration<double, std::nano> elapsed = Clock::now() - start;
  return elapsed.count() / kChecksARound;
}

}  // namespace

int main() {
  const std::vector<std::string> lines = read_lines(UNDERSIGNED_BENCH_FORMS);
  if (lines.size() < 2) return 1;
  std::size_t answered = 0;
  std::array<double, kRounds> rounds{};
  for (double& round : rounds) round = round_ns(lines, answered);
  std::sort(rounds.begin(), rounds.end());
  std::printf("native: %.0f ns a signature, median of %d rounds of %d (%.0f to %.0f), %zu bytes answered\n",
              rounds[kRounds / 2], kRounds, kChecksARound, rounds.front(), rounds.back(), answered);
}
