// The core's rules for tests/wasm: apply_rule() and the digests of random questions. The order of calls is as in the
// form core: allocate(), write the input there, apply() or digest(), read at answer(). One caller, one thread.
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

// The buffer contains the rule's name, its argument and its input, one after the other.
EMSCRIPTEN_KEEPALIVE std::size_t apply(std::size_t rule_size, std::size_t argument_size) {
  const std::string_view text = input;
  output = undersigned::apply_rule(text.substr(0, rule_size), text.substr(rule_size, argument_size),
                                   text.substr(rule_size + argument_size));
  return output.size();
}

// The digest of `count` answers from question `from` on; the buffer contains the rule's name.
EMSCRIPTEN_KEEPALIVE std::size_t digest(std::uint32_t from, std::uint32_t count) {
  output = undersigned::differential::digest_of_answers(input, from, count);
  return output.size();
}

EMSCRIPTEN_KEEPALIVE const char* answer() {
  return output.data();
}
}
