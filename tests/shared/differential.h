// Random questions to the core's rules (shared/text/rules.h), the same on every platform, and one digest over the
// answers. Two builds agree if their digests do; if not, halving the range finds the question.
//
// Plain C++ without the standard library's generators, because it is also compiled into the WebAssembly module under
// test. Pure, safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace undersigned::differential {

inline constexpr std::uint64_t kSeed = 0x756E646572736967;  // "undersig"

struct Question {
  std::string argument;  // a country for "postcode" and "phone", otherwise empty
  std::string input;
};

// Question number `index` to `rule`: an example with some mutations, random bytes, a mixture of scripts and controls,
// or something far too long.
Question random_question(std::string_view rule, std::uint64_t seed, std::uint32_t index);

// The hexadecimal SHA-256 of the answers to questions `from` to `from + count` (exclusive), each followed by a line
// break.
std::string digest_of_answers(std::string_view rule, std::uint32_t from, std::uint32_t count,
                              std::uint64_t seed = kSeed);

}  // namespace undersigned::differential
