#include "widget/solver/lane_search.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/challenge/challenge.h"

using namespace undersigned;

TEST_CASE("four lanes find what the core finds, wherever the number lies in its block") {
  for (std::size_t length = 0; length <= 130; ++length) {
    const std::string token(length, 't');
    for (const std::uint32_t first : {0U, 7U, 95U, 998U}) {
      CAPTURE(length);
      CAPTURE(first);
      const auto expected = solve_challenge(token, 6, first, 200);
      const auto found = search_in_lanes(token + ".", 6, first, 200);
      REQUIRE(found.has_value() == expected.has_value());
      if (found) CHECK(*found == *expected);
    }
  }
}

TEST_CASE("four lanes find what the core finds for any number of bits, from where the digits become more") {
  for (const int bits : {0, 1, 5, 12}) {
    for (const std::uint32_t first : {0U, 9'998U, 99'999'997U}) {
      CAPTURE(bits);
      CAPTURE(first);
      const auto expected = solve_challenge("a token", bits, first, 20'000);
      const auto found = search_in_lanes("a token.", bits, first, 20'000);
      REQUIRE(found.has_value());
      REQUIRE(expected.has_value());
      CHECK(*found == *expected);
    }
  }
}

TEST_CASE("the solutions that the browser's modules are held to are the native build's as well") {
  std::ifstream file(UNDERSIGNED_SOLUTIONS);
  const auto rows = nlohmann::json::parse(file);
  REQUIRE(rows.size() >= 10);
  for (const auto& row : rows) {
    const auto token = row.at("token").get<std::string>();
    const auto zeros = row.at("zeros").get<std::string>();
    const auto bits = row.at("bits").get<int>();
    const auto number = row.at("number").get<std::uint32_t>();
    CAPTURE(token);
    const std::string hashed = std::string(token).append(".").append(zeros);
    CHECK(search_in_lanes(hashed, bits, 0, number + 1) == number);
    CHECK(is_solution(token, zeros + std::to_string(number), bits));
  }
}

TEST_CASE("tries without a solution end without one") {
  CHECK(!search_in_lanes("token.", 256, 0, 1'001));
  CHECK(!search_in_lanes("token.", 0, 17, 0));
}

TEST_CASE("beyond 2^32 there is nothing") {
  CHECK(!search_in_lanes("token.", 256, 4'294'967'290U, 1'000));
  CHECK(search_in_lanes("token.", 0, 4'294'967'295U, 1'000) == 4'294'967'295U);
}
