// Reads the messages from the page's script: a sequence of numbers and texts.
//
// The browser parses the JSON (its parser is native; one in WebAssembly would cost 20 to 27 kB) and writes the values
// one after the other: a number as a little-endian double, a text as its length in bytes (32 bits) and its UTF-8. The
// order of the values is the message's schema in decode.h. If a message ends early or a length is wrong, failed()
// becomes true and every further value is empty; nothing is read out of bounds. Not thread-safe.
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
  // A number as a count. Not finite, negative or above 2^53: 0.
  std::uint64_t count();
  // A number as milliseconds since 1970, in the years 1970 to 9999; anything else: 0.
  std::int64_t milliseconds();

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  bool take(void* to, std::size_t bytes);

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace undersigned::dashboard
