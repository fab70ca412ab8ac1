#include "server/crypto/opaque_number.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <vector>

#include "server/crypto/encoding.h"
#include "server/crypto/keyed_hash.h"

namespace undersigned::crypto {
namespace {

constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kNumberBytes = 8;

using Tag = std::array<std::uint8_t, kTagBytes>;
using NumberBytes = std::array<std::uint8_t, kNumberBytes>;

template <std::size_t kSize>
std::string_view text_of(const std::array<std::uint8_t, kSize>& bytes) {
  return {static_cast<const char*>(static_cast<const void*>(bytes.data())), bytes.size()};
}

NumberBytes bytes_of(std::int64_t number) {
  NumberBytes bytes{};
  auto left = static_cast<std::uint64_t>(number);
  for (std::uint8_t& byte : bytes) {
    byte = static_cast<std::uint8_t>(left & 0xFFU);
    left >>= 8U;
  }
  return bytes;
}

std::int64_t number_of(const NumberBytes& bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) number = (number << 8U) | bytes[i - 1];
  return static_cast<std::int64_t>(number);
}

// Joins `about`, each part preceded by its length, so that different lists have different hashes.
Tag tag_of(const Key& key, std::int64_t number, OpaqueNumbers::About about) {
  std::string all;
  for (const std::string_view part : about) all.append(std::to_string(part.size())).append(":").append(part);
  const KeyedHash hash = keyed_hash(key, {"tag", text_of(bytes_of(number)), all});
  Tag tag{};
  std::copy_n(hash.begin(), tag.size(), tag.begin());
  return tag;
}

NumberBytes padded(const Key& key, const Tag& tag, const NumberBytes& bytes) {
  const KeyedHash pad = keyed_hash(key, {"pad", text_of(tag)});
  NumberBytes result{};
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = static_cast<std::uint8_t>(bytes[i] ^ pad[i]);
  return result;
}

}  // namespace

std::string OpaqueNumbers::hide(std::int64_t number, About about) const {
  const Tag tag = tag_of(key_, number, about);
  const NumberBytes hidden = padded(key_, tag, bytes_of(number));
  std::array<std::uint8_t, kTagBytes + kNumberBytes> all{};
  std::copy(hidden.begin(), hidden.end(), std::copy(tag.begin(), tag.end(), all.begin()));
  return to_base32(all);
}

std::optional<std::int64_t> OpaqueNumbers::number_in(std::string_view text) const {
  if (text.size() != kOpaqueNumberChars) return {};
  const std::optional<std::vector<std::uint8_t>> all = from_base32(text);
  if (!all) return {};
  Tag tag{};
  NumberBytes hidden{};
  std::copy_n(all->begin(), tag.size(), tag.begin());
  std::copy_n(all->begin() + static_cast<std::ptrdiff_t>(tag.size()), hidden.size(), hidden.begin());
  const std::int64_t number = number_of(padded(key_, tag, hidden));
  if (number < 1) return {};
  return number;
}

bool OpaqueNumbers::is_of(std::string_view text, std::int64_t number, About about) const {
  const std::string right = hide(number, about);
  return text.size() == right.size() && sodium_memcmp(text.data(), right.data(), right.size()) == 0;
}

}  // namespace undersigned::crypto
