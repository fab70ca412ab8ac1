// Reading what the page's script hands over: a flat run of numbers and texts.
//
// The browser parses the JSON (its parser is native; one in WebAssembly would cost 20 to 27 kB) and writes the values
// one after the other: a number as a little-endian double, a text as a 32-bit length in bytes and its UTF-8. Which
// value comes when is told by the message's schema in decode.h. A message that ends early or lies about a length
// makes failed() true and every further value empty; nothing is read outside it. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace undersigned::dashboard {

class MessageReader {
 public:
  // `bytes` must outlive the reader and the texts it returns.
  explicit MessageReader(std::string_view bytes) : rest_(bytes) {}

  double number();
  std::string_view text();
  // A number as a count: not finite, negative or above 2^53 gives 0.
  std::uint64_t count();
  // A number as milliseconds since 1970, within the years 1970 to 9999; anything else gives 0.
  std::int64_t milliseconds();

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  bool take(void* to, std::size_t bytes);

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace undersigned::dashboard
