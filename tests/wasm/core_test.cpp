// The rules of the core for tests/wasm: answers apply_rule() and the digests of random questions. Like the form core's
// ABI: allocate(), write there, apply() or digest(), read at answer(). One caller, one thread.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/text/rules.h"
#include "tests/shared/differential.h"

namespace {

std::string input;
std::string output;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE char* allocate(std::size_t size) {
  input.assign(size, '\0');
  return input.data();
}

// The rule's name, its argument and its input stand one after the other in the buffer.
EMSCRIPTEN_KEEPALIVE std::size_t apply(std::size_t rule_size, std::size_t argument_size) {
  const std::string_view text = input;
  output = undersigned::apply_rule(text.substr(0, rule_size), text.substr(rule_size, argument_size),
                                   text.substr(rule_size + argument_size));
  return output.size();
}

// The digest of `count` answers from question `from` on, to the rule whose name stands in the buffer.
EMSCRIPTEN_KEEPALIVE std::size_t digest(std::uint32_t from, std::uint32_t count) {
  output = undersigned::differential::digest_of_answers(input, from, count);
  return output.size();
}

EMSCRIPTEN_KEEPALIVE const char* answer() {
  return output.data();
}
}
