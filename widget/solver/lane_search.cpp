#include "widget/solver/lane_search.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

#include "shared/challenge/challenge.h"
#include "shared/hash/sha256_compress.h"

namespace undersigned {
namespace {

constexpr std::size_t kLanes = 4;
using Lanes = std::uint32_t __attribute__((vector_size(4 * kLanes)));

constexpr std::size_t kBlockBytes = 64;
constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kDigitsMax = 10;  // decimal digits of 2^32
constexpr std::uint64_t kNumbers = std::uint64_t{1} << 32;

using State = std::array<std::uint32_t, 8>;

std::uint32_t word_at(const unsigned char* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

// The hash state after the common prefix: its whole blocks compressed, the remaining bytes, and its total length.
struct HashedPrefix {
  State state = kSha256Start;
  std::array<unsigned char, kBlockBytes> rest{};
  std::size_t rest_size = 0;
  std::uint64_t size = 0;

  explicit HashedPrefix(std::string_view text) {
    for (const char c : text) add(static_cast<unsigned char>(c));
  }

  void add(unsigned char byte) {
    rest[rest_size++] = byte;
    ++size;
    if (rest_size < kBlockBytes) return;
    std::uint32_t block[16];
    for (std::size_t i = 0; i < 16; ++i) block[i] = word_at(rest.data() + 4 * i);
    sha256_compress(state, block);
    rest_size = 0;
  }
};

// Four consecutive numbers of the same number of digits, each after the prefix and padded for SHA-256.
class Message {
 public:
  Message(const HashedPrefix& prefix, std::uint64_t first, std::size_t digits)
      : state_(prefix.state), digits_at_(prefix.rest_size), digits_(digits) {
    const std::size_t used = digits_at_ + digits + 1 + kLengthBytes;
    blocks_ = used <= kBlockBytes ? 1 : 2;
    std::array<unsigned char, 2 * kBlockBytes> bytes{};
    std::copy_n(prefix.rest.begin(), prefix.rest_size, bytes.begin());
    bytes[digits_at_ + digits] = 0x80;
    const std::uint64_t bits = (prefix.size + digits) * 8;
    unsigned char* end = bytes.data() + blocks_ * kBlockBytes;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
      end[-1 - static_cast<int>(i)] = static_cast<unsigned char>(bits >> (8 * i));
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] = Lanes{} + word_at(bytes.data() + 4 * i);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      std::to_chars(digits_of_[lane].data(), digits_of_[lane].data() + digits, first + lane);
    }
  }

  // The first word of each digest.
  Lanes hash() {
    write_digits();
    std::array<Lanes, 8> state;
    for (std::size_t i = 0; i < state.size(); ++i) state[i] = Lanes{} + state_[i];
    for (std::size_t block = 0; block < blocks_; ++block) sha256_compress(state, words_.data() + 16 * block);
    return state[0];
  }

  // Moves to the next four numbers, which must have as many digits.
  void advance() {
    for (auto& digits : digits_of_) {
      std::size_t i = digits_ - 1;
      digits[i] = static_cast<char>(digits[i] + static_cast<int>(kLanes));
      for (; digits[i] > '9'; --i) {
        digits[i] = static_cast<char>(digits[i] - 10);
        ++digits[i - 1];
      }
    }
  }

 private:
  void write_digits() {
    for (std::size_t i = 0; i < digits_; ++i) {
      const std::size_t byte = digits_at_ + i;
      const int shift = static_cast<int>(24 - 8 * (byte % 4));
      Lanes character;
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        character[lane] = static_cast<unsigned char>(digits_of_[lane][i]);
      Lanes& word = words_[byte / 4];
      word = (word & ~(Lanes{} + (std::uint32_t{0xff} << shift))) | character << shift;
    }
  }

  State state_;
  std::size_t digits_at_;
  std::size_t digits_;
  std::size_t blocks_ = 1;
  std::array<Lanes, 32> words_;
  std::array<std::array<char, kDigitsMax>, kLanes> digits_of_{};
};

bool solves(std::string_view prefix, int bits, std::uint64_t number) {
  std::array<char, kDigitsMax> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  Sha256 hash;
  hash.update(prefix);
  hash.update({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
  return leading_zero_bits(hash.finish()) >= bits;
}

struct Run {
  std::uint64_t first;
  std::uint64_t end;  // exclusive
  std::size_t digits;
};

// The numbers from `first` to `end` (exclusive) that have as many digits as `first`.
Run run_from(std::uint64_t first, std::uint64_t end) {
  std::uint64_t power = 10;
  std::size_t digits = 1;
  for (; power <= first; power *= 10) ++digits;
  return {first, std::min(end, power), digits};
}

std::optional<std::uint32_t> search_run(std::string_view text, int bits, const HashedPrefix& prefix, const Run& run) {
  // The first word of a digest is tested first; the few that pass are checked in full.
  const int told = std::min(bits, 32);
  const auto is_candidate = [told](std::uint32_t word) { return told == 0 || word >> (32 - told) == 0; };
  std::uint64_t number = run.first;
  if (run.end - number >= kLanes) {
    Message message(prefix, number, run.digits);
    while (true) {
      const Lanes words = message.hash();
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        if (is_candidate(words[lane]) && solves(text, bits, number + lane)) {
          return static_cast<std::uint32_t>(number + lane);
        }
      }
      number += kLanes;
      if (run.end - number < kLanes) break;
      message.advance();
    }
  }
  for (; number < run.end; ++number) {
    if (solves(text, bits, number)) return static_cast<std::uint32_t>(number);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> search_in_lanes(std::string_view prefix, int bits, std::uint32_t first,
                                             std::uint32_t tries) {
  const HashedPrefix hashed(prefix);
  const std::uint64_t end = std::min(std::uint64_t{first} + tries, kNumbers);
  for (std::uint64_t number = first; number < end;) {
    const Run run = run_from(number, end);
    if (const auto found = search_run(prefix, bits, hashed, run)) return found;
    number = run.end;
  }
  return std::nullopt;
}

}  // namespace undersigned
