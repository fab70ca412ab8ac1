#include "shared/text/punycode.h"

#include <algorithm>
#include <cstdint>

namespace undersigned {
namespace {

// RFC 3492, section 5.
constexpr std::uint32_t kBase = 36;
constexpr std::uint32_t kMinThreshold = 1;
constexpr std::uint32_t kMaxThreshold = 26;
constexpr std::uint32_t kSkew = 38;
constexpr std::uint32_t kDamp = 700;
constexpr std::uint32_t kInitialBias = 72;
constexpr std::uint32_t kInitialCode = 128;

char digit(std::uint32_t value) {
  return static_cast<char>(value < 26 ? 'a' + value : '0' + value - 26);
}

std::uint32_t adapt(std::uint32_t delta, std::uint32_t chars, bool first) {
  delta /= first ? kDamp : 2;
  delta += delta / chars;
  std::uint32_t bias = 0;
  for (; delta > (kBase - kMinThreshold) * kMaxThreshold / 2; bias += kBase) delta /= kBase - kMinThreshold;
  return bias + (kBase - kMinThreshold + 1) * delta / (delta + kSkew);
}

void append_number(std::string& out, std::uint32_t number, std::uint32_t bias) {
  for (std::uint32_t k = kBase;; k += kBase) {
    const std::uint32_t threshold = k <= bias ? kMinThreshold : std::min(k - bias, kMaxThreshold);
    if (number < threshold) break;
    out += digit(threshold + (number - threshold) % (kBase - threshold));
    number = (number - threshold) / (kBase - threshold);
  }
  out += digit(number);
}

}  // namespace

void append_punycode(std::string& out, std::span<const char32_t> label) {
  std::uint32_t done = 0;
  for (const char32_t code : label) {
    if (code >= kInitialCode) continue;
    out += static_cast<char>(code);
    ++done;
  }
  if (done != 0) out += '-';

  bool first = true;
  std::uint32_t delta = 0;  // cannot overflow 32 bits: at most a label's length times 0x110000
  std::uint32_t bias = kInitialBias;
  for (std::uint32_t reached = kInitialCode; done < label.size(); ++reached, ++delta) {
    std::uint32_t next = 0x110000;
    for (const char32_t code : label) {
      if (code >= reached) next = std::min(next, static_cast<std::uint32_t>(code));
    }
    delta += (next - reached) * (done + 1);
    reached = next;
    for (const char32_t code : label) {
      if (code < reached) ++delta;
      if (code != reached) continue;
      append_number(out, delta, bias);
      bias = adapt(delta, ++done, first);
      first = false;
      delta = 0;
    }
  }
}

}  // namespace undersigned
