#include "server/abuse/challenges.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "shared/challenge/challenge.h"
#include "shared/limits.h"

using namespace undersigned;
using abuse::Challenges;

namespace {

constexpr std::int64_t kNow = 1'763'900'000'000;
constexpr int kBits = 6;

std::string solve(const std::string& token, int bits = kBits) {
  return std::to_string(solve_challenge(token, bits, 0, 1'000'000).value());
}

// A number that is no solution.
std::string guess_wrong(const std::string& token) {
  std::uint64_t number = 0;
  while (is_solution(token, std::to_string(number), kBits)) ++number;
  return std::to_string(number);
}

}  // namespace

TEST_CASE("a solved challenge is taken once") {
  Challenges challenges;
  const std::string token = challenges.issue("open", kBits, kNow);
  const std::string solution = solve(token);
  CHECK(challenges.redeem("open", token, solution, kNow));
  CHECK_FALSE(challenges.redeem("open", token, solution, kNow));
  const std::uint64_t next = std::stoull(solution) + 1;
  const std::string another = std::to_string(solve_challenge(token, kBits, next, 1'000'000).value());
  CHECK_FALSE(challenges.redeem("open", token, another, kNow));
}

TEST_CASE("a wrong solution leaves the challenge to be solved") {
  Challenges challenges;
  const std::string token = challenges.issue("open", kBits, kNow);
  CHECK_FALSE(challenges.redeem("open", token, guess_wrong(token), kNow));
  CHECK_FALSE(challenges.redeem("open", token, "", kNow));
  CHECK_FALSE(challenges.redeem("open", token, "not a number", kNow));
  CHECK(challenges.redeem("open", token, solve(token), kNow));
}

TEST_CASE("a challenge is good for its campaign and for five minutes") {
  Challenges challenges;
  const std::string token = challenges.issue("open", kBits, kNow);
  const std::string solution = solve(token);
  CHECK_FALSE(challenges.redeem("second", token, solution, kNow));
  CHECK_FALSE(challenges.redeem("", token, solution, kNow));
  CHECK_FALSE(challenges.redeem("open", token, solution, kNow + limits::kChallengeMs));
  CHECK(challenges.redeem("open", token, solution, kNow + limits::kChallengeMs - 1));
}

TEST_CASE("what was taken stays taken until it expires, whatever is taken meanwhile") {
  Challenges challenges;
  std::int64_t now_ms = kNow;
  for (int i = 0; i < 8; ++i) {
    const std::string token = challenges.issue("open", 1, now_ms);
    const std::string solution = solve(token, 1);
    REQUIRE(challenges.redeem("open", token, solution, now_ms));
    for (int step = 1; step <= 4; ++step) {
      now_ms += limits::kChallengeMs / 5;
      const std::string other = challenges.issue("open", 1, now_ms);
      REQUIRE(challenges.redeem("open", other, solve(other, 1), now_ms));
      CHECK_FALSE(challenges.redeem("open", token, solution, now_ms));
    }
  }
}

TEST_CASE("a token that is changed, cut, made up or of another process is none") {
  Challenges challenges;
  const std::string token = challenges.issue("open", kBits, kNow);
  CHECK(token.size() == 56);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CAPTURE(i);
    CHECK_FALSE(challenges.redeem("open", changed, solve(changed), kNow));
  }
  const std::string others = Challenges().issue("open", kBits, kNow);
  const std::vector<std::string> wrong{"",
                                       token.substr(1),
                                       token.substr(0, 55),
                                       token + "A",
                                       token + "====",
                                       std::string(56, 'A'),
                                       std::string(56, '='),
                                       std::string(56, '\0'),
                                       others};
  for (const std::string& each : wrong) CHECK_FALSE(challenges.redeem("open", each, solve(each), kNow));
  CHECK(challenges.redeem("open", token, solve(token), kNow));
}

TEST_CASE("no two tokens are the same") {
  const Challenges challenges;
  CHECK(challenges.issue("open", kBits, kNow) != challenges.issue("open", kBits, kNow));
}
