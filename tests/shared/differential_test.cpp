#include "tests/shared/differential.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "shared/text/rules.h"
#include "shared/text/utf8.h"

using namespace undersigned;
using differential::digest_of_answers;
using differential::Question;
using differential::random_question;

namespace {

nlohmann::json read_digests() {
  std::ifstream file(UNDERSIGNED_DIGESTS);
  return nlohmann::json::parse(file);
}

}  // namespace

// If a rule was changed on purpose, put the digest of the failed check into the file.
TEST_CASE("random questions are answered as the recorded digests say, which WebAssembly is held to as well") {
  const nlohmann::json recorded = read_digests();
  const auto count = recorded.at("count").get<std::uint32_t>();
  CHECK(count * kRules >= 100'000);
  REQUIRE(recorded.at("digests").size() == kRules);
  for (std::size_t i = 0; i < kRules; ++i) {
    const std::string rule(rule_at(i));
    CAPTURE(rule);
    CHECK(digest_of_answers(rule, 0, count) == recorded.at("digests").value(rule, ""));
  }
}

TEST_CASE("every rule is asked questions it accepts and questions it refuses") {
  const std::set<std::string> accept_all{"suggest_domain", "csv", "sha256"};
  for (std::size_t i = 0; i < kRules; ++i) {
    const std::string rule(rule_at(i));
    CAPTURE(rule);
    std::size_t accepted = 0;
    std::set<std::string> different;
    for (std::uint32_t index = 0; index < 1'000; ++index) {
      const Question question = random_question(rule, differential::kSeed, index);
      different.insert(question.argument + '\0' + question.input);
      if (apply_rule(rule, question.argument, question.input).compare(0, 3, "ok ") == 0) ++accepted;
    }
    CHECK(different.size() > 600);
    CHECK(accepted > 50);
    CHECK((accepted < 1'000 || accept_all.count(rule) == 1));
  }
}

TEST_CASE("what a rule accepts once, it accepts again unchanged") {
  for (const std::string rule : {"name", "organization", "email", "canonical_email", "postcode", "country", "phone",
                                 "line", "comment", "domain", "form", "lower", "name_key"}) {
    for (std::uint32_t index = 0; index < 4'000; ++index) {
      const Question question = random_question(rule, 1, index);
      const std::string answer = apply_rule(rule, question.argument, question.input);
      if (answer.compare(0, 3, "ok ") != 0) continue;
      CAPTURE(rule);
      CAPTURE(question.argument);
      CAPTURE(question.input);
      CHECK(apply_rule(rule, question.argument, answer.substr(3)) == answer);
    }
  }
}

TEST_CASE("what is accepted for storing is well-formed UTF-8") {
  for (const std::string rule : {"name", "organization", "email", "postcode", "country", "phone", "line", "comment",
                                 "url", "origin", "slug", "locale", "domain", "initials", "name_key"}) {
    for (std::uint32_t index = 0; index < 4'000; ++index) {
      const Question question = random_question(rule, 2, index);
      CAPTURE(rule);
      CAPTURE(question.input);
      CHECK(is_utf8(apply_rule(rule, question.argument, question.input)));
    }
  }
}
