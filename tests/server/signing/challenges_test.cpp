#include "server/signing/challenges.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/limits.h"
#include "shared/challenge/challenge.h"

using namespace undersigned;
using signing::ChallengeFor;
using signing::Challenges;

namespace {

constexpr std::int64_t kNow = 1'763'900'000'000;
constexpr int kBits = 6;
constexpr ChallengeFor kOpen{"open", "net"};

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
  const std::string token = challenges.issue(kOpen, kBits, kNow);
  const std::string solution = solve(token);
  CHECK(challenges.redeem(kOpen, 1, token, solution, kNow));
  CHECK_FALSE(challenges.redeem(kOpen, 1, token, solution, kNow));
  const std::uint64_t next = std::stoull(solution) + 1;
  const std::string another = std::to_string(solve_challenge(token, kBits, next, 1'000'000).value());
  CHECK_FALSE(challenges.redeem(kOpen, 1, token, another, kNow));
}

TEST_CASE("a wrong solution leaves the challenge to be solved") {
  Challenges challenges;
  const std::string token = challenges.issue(kOpen, kBits, kNow);
  CHECK_FALSE(challenges.redeem(kOpen, 1, token, guess_wrong(token), kNow));
  CHECK_FALSE(challenges.redeem(kOpen, 1, token, "", kNow));
  CHECK_FALSE(challenges.redeem(kOpen, 1, token, "not a number", kNow));
  CHECK(challenges.redeem(kOpen, 1, token, solve(token), kNow));
}

TEST_CASE("a challenge is good for its campaign and for five minutes") {
  Challenges challenges;
  const std::string token = challenges.issue(kOpen, kBits, kNow);
  const std::string solution = solve(token);
  CHECK_FALSE(challenges.redeem({"second", "net"}, kBits, token, solution, kNow));
  CHECK_FALSE(challenges.redeem({"", "net"}, kBits, token, solution, kNow));
  CHECK_FALSE(challenges.redeem(kOpen, 1, token, solution, kNow + limits::kChallengeMs));
  CHECK(challenges.redeem(kOpen, 1, token, solution, kNow + limits::kChallengeMs - 1));
}

TEST_CASE("a challenge is good for its network, and nothing can be shifted between network and campaign") {
  Challenges challenges;
  const std::string token = challenges.issue(kOpen, kBits, kNow);
  const std::string solution = solve(token);
  CHECK_FALSE(challenges.redeem({"open", "other"}, kBits, token, solution, kNow));
  CHECK_FALSE(challenges.redeem({"open", ""}, kBits, token, solution, kNow));
  CHECK_FALSE(challenges.redeem({"openn", "et"}, kBits, token, solution, kNow));
  CHECK(challenges.redeem(kOpen, kBits, token, solution, kNow));
}

TEST_CASE("a challenge of fewer bits than are asked for is none") {
  Challenges challenges;
  const std::string token = challenges.issue(kOpen, kBits, kNow);
  CHECK_FALSE(challenges.redeem(kOpen, kBits + 1, token, solve(token, kBits + 4), kNow));
  CHECK(challenges.redeem(kOpen, kBits, token, solve(token), kNow));
}

TEST_CASE("what was taken stays taken until it expires, whatever is taken meanwhile") {
  Challenges challenges;
  std::int64_t now_ms = kNow;
  for (int i = 0; i < 8; ++i) {
    const std::string token = challenges.issue(kOpen, 1, now_ms);
    const std::string solution = solve(token, 1);
    REQUIRE(challenges.redeem(kOpen, 1, token, solution, now_ms));
    for (int step = 1; step <= 4; ++step) {
      now_ms += limits::kChallengeMs / 5;
      const std::string other = challenges.issue(kOpen, 1, now_ms);
      REQUIRE(challenges.redeem(kOpen, 1, other, solve(other, 1), now_ms));
      CHECK_FALSE(challenges.redeem(kOpen, 1, token, solution, now_ms));
    }
  }
}

TEST_CASE("a token that is changed, cut, made up or of another process is none") {
  Challenges challenges;
  const std::string token = challenges.issue(kOpen, kBits, kNow);
  CHECK(token.size() == 56);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CAPTURE(i);
    CHECK_FALSE(challenges.redeem(kOpen, 1, changed, solve(changed), kNow));
  }
  const std::string others = Challenges().issue(kOpen, kBits, kNow);
  const std::vector<std::string> wrong{"",
                                       token.substr(1),
                                       token.substr(0, 55),
                                       token + "A",
                                       token + "====",
                                       std::string(56, 'A'),
                                       std::string(56, '='),
                                       std::string(56, '\0'),
                                       others};
  for (const std::string& each : wrong) CHECK_FALSE(challenges.redeem(kOpen, 1, each, solve(each), kNow));
  CHECK(challenges.redeem(kOpen, 1, token, solve(token), kNow));
}

TEST_CASE("no two tokens are the same") {
  const Challenges challenges;
  CHECK(challenges.issue(kOpen, kBits, kNow) != challenges.issue(kOpen, kBits, kNow));
}
