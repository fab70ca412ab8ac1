// The few formats that Dear ImGui uses to name windows and tables. Replaces printf, whose floating point code is large.
#include <cstdarg>
#include <cstdint>
#include <cstring>

#include "imgui.h"
#include "imgui_internal.h"

namespace {

// Writes what fits, as snprintf does, and counts what it would have written.
class Output {
 public:
  Output(char* buffer, size_t size) : buffer_(buffer), size_(size) {}

  void put(char c) {
    if (buffer_ != nullptr && length_ + 1 < size_) buffer_[length_] = c;
    ++length_;
  }
  void put_text(const char* text, size_t most) {
    for (size_t i = 0; i < most && text[i] != 0; ++i) put(text[i]);
  }
  void put_number(std::uint32_t value, std::uint32_t base, int width) {
    char digits[12];
    int count = 0;
    do {
      digits[count++] = "0123456789ABCDEF"[value % base];
      value /= base;
    } while (value != 0);
    for (int i = count; i < width; ++i) put('0');
    while (count > 0) put(digits[--count]);
  }
  int finish() {
    if (buffer_ != nullptr && size_ > 0) buffer_[length_ < size_ ? length_ : size_ - 1] = 0;
    return static_cast<int>(length_);
  }

 private:
  char* buffer_;
  size_t size_;
  size_t length_ = 0;
};

}  // namespace

// %s, %.*s, %d, %u, %X and %08X; any other conversion is omitted.
int ImFormatStringV(char* buffer, size_t size, const char* format, va_list arguments) {
  Output out(buffer, size);
  for (; *format != 0; ++format) {
    if (*format != '%') {
      out.put(*format);
      continue;
    }
    ++format;
    size_t most = SIZE_MAX;
    if (std::strncmp(format, ".*", 2) == 0) {
      most = static_cast<size_t>(va_arg(arguments, int));
      format += 2;
    }
    int width = 0;
    while (*format >= '0' && *format <= '9') width = width * 10 + (*format++ - '0');
    if (*format == 's') out.put_text(va_arg(arguments, const char*), most);
    if (*format == 'd' || *format == 'u') out.put_number(va_arg(arguments, std::uint32_t), 10, width);
    if (*format == 'X' || *format == 'x') out.put_number(va_arg(arguments, std::uint32_t), 16, width);
    if (*format == '%') out.put('%');
    if (*format == 0) break;
  }
  return out.finish();
}

int ImFormatString(char* buffer, size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int length = ImFormatStringV(buffer, size, format, arguments);
  va_end(arguments);
  return length;
}
