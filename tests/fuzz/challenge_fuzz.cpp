// A challenge's solution: only digits are accepted, and the result of solve_challenge() is one.
#include <algorithm>

#include "shared/challenge/challenge.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  using fuzz::must;
  std::string_view text = fuzz::as_text(data, size);
  const std::string_view token = fuzz::take_line(text);
  if (is_solution(token, text, 0)) {
    must(std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }), "a number");
  }
  const auto solution = solve_challenge(token, 4, size, 64);
  if (solution) must(is_solution(token, std::to_string(*solution), 4), "what was found is a solution");
  return 0;
}
