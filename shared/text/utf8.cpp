#include "shared/text/utf8.h"

namespace undersigned {

Utf8Char decode_utf8(std::string_view text) {
  if (text.empty()) return {};
  const auto byte = [&](std::size_t at) { return static_cast<char32_t>(static_cast<unsigned char>(text[at])); };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::uint8_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};

  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t at = 1; at < bytes; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(at) & 0x3F);
  }
  const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  const bool surrogate = code >> 11 == 0xD800 >> 11;
  if (overlong || surrogate || code > 0x10FFFF) return {};
  return {code, bytes};
}

void append_utf8(std::string& out, char32_t code) {
  if (code > 0x10FFFF || code >> 11 == 0xD800 >> 11) code = kReplacementCharacter;
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
    return;
  }
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      put(0xE0 | code >> 12);
    } else {
      put(0xF0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3F));
    }
    put(0x80 | (code >> 6 & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Utf8Char next = decode_utf8(text);
    if (next.bytes == 0) return false;
    text.remove_prefix(next.bytes);
  }
  return true;
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

std::size_t count_chars(std::string_view text) {
  std::size_t chars = 0;
  for (; !text.empty(); ++chars) take_char(text);
  return chars;
}

char32_t take_char(std::string_view& text) {
  const Utf8Char next = decode_utf8(text);
  text.remove_prefix(next.bytes == 0 ? 1 : next.bytes);
  return next.bytes == 0 ? kReplacementCharacter : next.code;
}

}  // namespace undersigned
