#include "shared/challenge/challenge.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace undersigned;

namespace {

// The first solution and its zero bits, computed by Python's hashlib.
struct Known {
  std::string_view token;
  std::uint64_t first;
  int bits;
  int zero_bits;
};

constexpr Known kKnown[] = {
    {"", 1'005, 8, 8},
    {"a", 34, 10, 11},
    {"AQxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 1'455, 12, 14},
    {"token", 21'763, 16, 19},
    {"token", 21'763, 17, 19},
    {"a longer token, beyond the first block of SHA-256 and so hashed in two of them: 0123456789", 432, 14, 14},
};

}  // namespace

TEST_CASE("the first solution is the one that another program finds") {
  for (const Known& known : kKnown) {
    CAPTURE(known.token);
    const std::string solution = std::to_string(known.first);
    CHECK(solve_challenge(known.token, known.bits, 0, known.first + 1) == known.first);
    CHECK_FALSE(solve_challenge(known.token, known.bits, 0, known.first).has_value());
    CHECK(is_solution(known.token, solution, known.bits));
    CHECK(is_solution(known.token, solution, known.zero_bits));
    CHECK_FALSE(is_solution(known.token, solution, known.zero_bits + 1));
  }
}

TEST_CASE("a solution is a decimal number of at most twenty digits") {
  CHECK(is_solution("token", "0", 0));
  CHECK(is_solution("token", "01", 3));
  CHECK(is_solution("token", "99999999999999999999", 0));
  for (const std::string_view text : {"", "100000000000000000000", "+1", "-1", " 1", "1 ", "0x1", "1e1", "one"}) {
    CAPTURE(text);
    CHECK_FALSE(is_solution("token", text, 0));
  }
  CHECK_FALSE(is_solution("token", std::string_view("1\0", 2), 0));
}

TEST_CASE("a search goes on where another ended") {
  CHECK_FALSE(solve_challenge("token", 16, 0, 20'000).has_value());
  CHECK(solve_challenge("token", 16, 20'000, 20'000) == 21'763);
  CHECK_FALSE(solve_challenge("token", 0, 5, 0).has_value());
  CHECK(solve_challenge("token", 0, 5, 1) == 5);
}

TEST_CASE("zero bits are counted from the front") {
  Sha256Digest digest{};
  CHECK(leading_zero_bits(digest) == 256);
  digest[31] = 1;
  CHECK(leading_zero_bits(digest) == 255);
  digest[1] = 0x10;
  CHECK(leading_zero_bits(digest) == 11);
  digest[0] = 0xff;
  CHECK(leading_zero_bits(digest) == 0);
}
