#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/text/rules.h"

using namespace undersigned;

namespace {

using Json = nlohmann::json;

std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

std::string value_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.contains("hex")) return from_hex(value.at("hex").get<std::string>());
  std::string text;
  for (int times = value.at("times").get<int>(); times != 0; --times) text += value.at("repeat").get<std::string>();
  return text;
}

void check_file(const std::string& name, std::size_t rows_at_least) {
  std::ifstream file(std::string(UNDERSIGNED_VECTORS) + "/" + name + ".json");
  REQUIRE(file.is_open());
  const Json rows = Json::parse(file);
  CHECK(rows.size() >= rows_at_least);
  for (const Json& row : rows) {
    const std::string rule = row.value("rule", name);
    const std::string expected =
        row.contains("error") ? "error " + row.at("error").get<std::string>() : "ok " + value_of(row.at("out"));
    CAPTURE(row.dump(-1, ' ', true));
    CHECK(apply_rule(rule, row.value("argument", ""), value_of(row.at("in"))) == expected);
  }
}

}  // namespace

TEST_CASE("every vector of names is answered as written") {
  check_file("name", 200);
}
TEST_CASE("every vector of e-mail addresses is answered as written") {
  check_file("email", 200);
}
TEST_CASE("every vector of postcodes is answered as written") {
  check_file("postcode", 250);
}
TEST_CASE("every vector of countries is answered as written") {
  check_file("country", 40);
}
TEST_CASE("every vector of phone numbers is answered as written") {
  check_file("phone", 140);
}
TEST_CASE("every vector of UTF-8 is answered as written") {
  check_file("utf8", 60);
}
TEST_CASE("every vector of plain text is answered as written") {
  check_file("text", 90);
}
TEST_CASE("every vector of addresses, slugs and language tags is answered as written") {
  check_file("url", 150);
}
TEST_CASE("every vector of forms is answered as written") {
  check_file("form", 40);
}
TEST_CASE("every vector of SHA-256 is answered as written") {
  check_file("sha256", 35);
}

TEST_CASE("a rule that is not there says so") {
  CHECK(apply_rule("no such rule", "", "x") == "error unknown_name");
}
