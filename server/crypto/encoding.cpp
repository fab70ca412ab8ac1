#include "server/crypto/encoding.h"

#include <sodium.h>

namespace undersigned::crypto {

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

namespace {

std::string encode_base64(std::span<const std::uint8_t> bytes, int variant) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();
  return text;
}

}  // namespace

std::string to_base64(std::span<const std::uint8_t> bytes) {
  return encode_base64(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::string to_base64url(std::span<const std::uint8_t> bytes) {
  return encode_base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

namespace {

constexpr std::string_view kBase32 = "0123456789abcdefghjkmnpqrstvwxyz";

}  // namespace

std::string to_base32(std::span<const std::uint8_t> bytes) {
  std::string text;
  text.reserve((bytes.size() * 8 + 4) / 5);
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text.push_back(kBase32[(buffer >> bits) & 31U]);
    }
  }
  if (bits > 0) text.push_back(kBase32[(buffer << (5 - bits)) & 31U]);
  return text;
}

std::optional<std::vector<std::uint8_t>> from_base32(std::string_view text) {
  if (text.empty()) return {};
  std::vector<std::uint8_t> bytes;
  bytes.reserve(text.size() * 5 / 8);
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const char character : text) {
    const std::size_t value = kBase32.find(character);
    if (value == std::string_view::npos) return {};
    buffer = ((buffer << 5) | static_cast<unsigned>(value)) & 0xFFFU;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>((buffer >> bits) & 0xFFU));
  }
  const bool whole = bits < 5 && (buffer & ((1U << bits) - 1)) == 0;
  if (!whole) return {};
  return bytes;
}

std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text) {
  if (text.empty()) return {};
  std::vector<std::uint8_t> bytes(text.size() / 2);
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end) != 0) return {};
  if (end != text.data() + text.size()) return {};
  bytes.resize(size);
  return bytes;
}

std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text) {
  if (text.empty()) return {};
  for (const int variant : {sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
                            sodium_base64_VARIANT_URLSAFE, sodium_base64_VARIANT_URLSAFE_NO_PADDING}) {
    std::vector<std::uint8_t> bytes(text.size());
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end, variant) != 0) {
      continue;
    }
    if (end != text.data() + text.size()) continue;
    bytes.resize(size);
    return bytes;
  }
  return {};
}

}  // namespace undersigned::crypto
