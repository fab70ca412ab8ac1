// The core as the sign form calls it: rules and form go in as text, the answer comes out as text
// (shared/signature/form.h says how both are written). No JSON and no imports that do anything, so that the module is
// small and starts at once; web/loader/core.ts is the other side.
//
// One caller, one thread: a web page. allocate(), write the input there, check(), read at answer().
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

// Room for `size` bytes of input, or null for more than a request may hold. Ends what the last check left.
EMSCRIPTEN_KEEPALIVE char* allocate(std::size_t size) {
  if (size > undersigned::limits::kRequestBodyBytesMax) {
    return nullptr;
  }
  undersigned::arena::reset();
  char* place = static_cast<char*>(undersigned::arena::take(size));
  input = {place, size};
  return place;
}

// Judges what stands there, the rules and the form right after them, and says how long the answer is.
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

// Where the last answer stands, until the next call of allocate().
EMSCRIPTEN_KEEPALIVE const char* answer() {
  return output;
}
}
