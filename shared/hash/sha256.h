// SHA-256 (FIPS 180-4), at once or incrementally. Optimized for size: one block at a time, no tables except the
// constants.
//
// A Sha256 is a plain value: a copy after update() reuses the hash of a common prefix, as the challenge does. Pure, no
// allocation except to_hex(), safe from any thread if each has its own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace undersigned {

using Sha256Digest = std::array<std::uint8_t, 32>;

class Sha256 {
 public:
  void update(std::string_view bytes);
  // The digest of all input. Do not use the object afterwards.
  Sha256Digest finish();

 private:
  void compress();

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> block_{};
  std::uint64_t bytes_ = 0;
};

Sha256Digest sha256(std::string_view bytes);

// Lower-case hexadecimal, two characters a byte.
std::string to_hex(const std::uint8_t* bytes, std::size_t count);
std::string to_hex(const Sha256Digest& digest);

}  // namespace undersigned
