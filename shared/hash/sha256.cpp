#include "shared/hash/sha256.h"

#include <algorithm>
#include <cstring>

#include "shared/hash/sha256_compress.h"

namespace undersigned {

void Sha256::compress() {
  std::uint32_t words[16];
  for (std::size_t i = 0; i < 16; ++i) {
    const std::uint8_t* bytes = block_.data() + 4 * i;
    words[i] = std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
  }
  sha256_compress(state_, words);
}

void Sha256::update(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto used = static_cast<std::size_t>(bytes_ % block_.size());
    const std::size_t taken = std::min(block_.size() - used, bytes.size());
    std::memcpy(block_.data() + used, bytes.data(), taken);
    bytes.remove_prefix(taken);
    bytes_ += taken;
    if (used + taken == block_.size()) compress();
  }
}

Sha256Digest Sha256::finish() {
  const std::uint64_t bits = bytes_ * 8;
  auto used = static_cast<std::size_t>(bytes_ % block_.size());
  block_[used++] = 0x80;
  if (used > 56) {
    std::memset(block_.data() + used, 0, block_.size() - used);
    compress();
    used = 0;
  }
  std::memset(block_.data() + used, 0, 56 - used);
  for (std::size_t i = 0; i < 8; ++i) block_[56 + i] = static_cast<std::uint8_t>(bits >> (56 - 8 * i));
  compress();

  Sha256Digest digest;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  }
  return digest;
}

Sha256Digest sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.finish();
}

std::string to_hex(const std::uint8_t* bytes, std::size_t count) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    out += kHex[bytes[i] >> 4];
    out += kHex[bytes[i] & 15];
  }
  return out;
}

std::string to_hex(const Sha256Digest& digest) {
  return to_hex(digest.data(), digest.size());
}

}  // namespace undersigned
