// The functions of the form core that the sign form calls. Rules and form come in as text, the answer goes out as text
// (shared/signature/form.h defines both). No JSON and no real imports, so that the module is small and starts at once.
// web/loader/core.ts is the caller.
//
// One caller, one thread: a web page. The order of calls: allocate(), write the input there, check(), read at answer().
#include <emscripten/emscripten.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/limits.h"
#include "shared/signature/form.h"
#include "widget/form/arena.h"

namespace {

std::string_view input;
const char* output = nullptr;

}  // namespace

extern "C" {

// A buffer for `size` bytes of input, or null for more than a request may have. Invalidates the results of the last
// check.
EMSCRIPTEN_KEEPALIVE char* allocate(std::size_t size) {
  if (size > undersigned::limits::kRequestBodyBytesMax) {
    return nullptr;
  }
  undersigned::arena::reset();
  char* place = static_cast<char*>(undersigned::arena::take(size));
  input = {place, size};
  return place;
}

// Checks the input: the rules and directly after them the form. Returns the length of the answer.
EMSCRIPTEN_KEEPALIVE std::size_t check(std::size_t rules_size, std::size_t form_size) {
  if (rules_size > input.size() || form_size > input.size() - rules_size) {
    return 0;
  }
  const std::string answer = undersigned::check_form(input.substr(0, rules_size), input.substr(rules_size, form_size));
  char* kept = static_cast<char*>(undersigned::arena::take(answer.size()));
  std::copy(answer.begin(), answer.end(), kept);
  output = kept;
  return answer.size();
}

// The last answer, valid until the next call of allocate().
EMSCRIPTEN_KEEPALIVE const char* answer() {
  return output;
}
}
