// What every harness shares: taking an input apart, and stopping loudly where something that must hold does not.
//
// A harness is one function from bytes to nothing, as libFuzzer calls it (llvm.org/docs/LibFuzzer). It checks more than
// "does not crash": what a well-behaved answer looks like stands in each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace undersigned::fuzz {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Takes a line off the front, so that one seed holds several texts and stays readable; the last takes what is left.
inline std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// Not an assertion: this stands in every build.
inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "this does not hold: %s\n", what);
  std::abort();
}

}  // namespace undersigned::fuzz
