// Shared by the harnesses: splitting an input, and stopping if an invariant is violated.
//
// A harness is one function that takes bytes, as libFuzzer calls it (llvm.org/docs/LibFuzzer). It checks more than
// "does not crash": each states the properties of a correct result.
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

// Takes the first line of the input, so that one seed contains several texts and stays readable. The last call takes
// the rest.
inline std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// Not an assert(): also checked in release builds.
inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "this does not hold: %s\n", what);
  std::abort();
}

}  // namespace undersigned::fuzz
