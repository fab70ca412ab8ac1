#include "shared/challenge/challenge.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace undersigned {
namespace {

constexpr std::size_t kDigitsMax = 20;  // of 2^64

Sha256 hash_prefix(std::string_view token) {
  Sha256 hash;
  hash.update(token);
  hash.update(".");
  return hash;
}

Sha256Digest hash_rest(Sha256 hash, std::string_view solution) {
  hash.update(solution);
  return hash.finish();
}

}  // namespace

int leading_zero_bits(const Sha256Digest& digest) {
  int bits = 0;
  for (const std::uint8_t byte : digest) {
    if (byte == 0) {
      bits += 8;
      continue;
    }
    for (std::uint8_t mask = 0x80; (byte & mask) == 0; mask = static_cast<std::uint8_t>(mask >> 1)) ++bits;
    break;
  }
  return bits;
}

bool is_solution(std::string_view token, std::string_view solution, int bits) {
  const bool number = !solution.empty() && solution.size() <= kDigitsMax &&
                      std::all_of(solution.begin(), solution.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number && leading_zero_bits(hash_rest(hash_prefix(token), solution)) >= bits;
}

std::optional<std::uint64_t> solve_challenge(std::string_view token, int bits, std::uint64_t first,
                                             std::uint64_t tries) {
  const Sha256 prefix = hash_prefix(token);
  std::array<char, kDigitsMax> digits{};
  for (std::uint64_t number = first; number - first < tries; ++number) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    const std::string_view text(digits.data(), static_cast<std::size_t>(end.ptr - digits.data()));
    if (leading_zero_bits(hash_rest(prefix, text)) >= bits) return number;
  }
  return std::nullopt;
}

}  // namespace undersigned
