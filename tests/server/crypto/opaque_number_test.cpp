#include "server/crypto/opaque_number.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "server/crypto/encoding.h"

namespace undersigned::crypto {
namespace {

Key a_key(std::uint8_t byte) {
  Key key{};
  key.fill(byte);
  return key;
}

TEST_CASE("a number comes back out of its text, under its key, and is right for what it was made about alone") {
  const OpaqueNumbers numbers(a_key(1));
  for (const std::int64_t number :
       {std::int64_t{1}, std::int64_t{2}, std::int64_t{1'234'567}, std::numeric_limits<std::int64_t>::max()}) {
    CAPTURE(number);
    const std::string text = numbers.hide(number, {"confirm", "a"});
    CHECK(text.size() == kOpaqueNumberChars);
    CHECK(numbers.number_in(text) == number);
    CHECK(numbers.is_of(text, number, {"confirm", "a"}));
    CHECK(numbers.hide(number, {"confirm", "a"}) == text);
    CHECK_FALSE(numbers.is_of(text, number, {"confirm", "b"}));
    CHECK_FALSE(numbers.is_of(text, number, {"confirma"}));
    CHECK_FALSE(numbers.is_of(text, number, {"confirm", "a", ""}));
    CHECK_FALSE(numbers.is_of(text, number - 1, {"confirm", "a"}));
    CHECK_FALSE(OpaqueNumbers(a_key(2)).is_of(text, number, {"confirm", "a"}));
    CHECK(OpaqueNumbers(a_key(2)).number_in(text) != number);
  }
}

TEST_CASE("texts of numbers that follow each other share no more characters than chance gives") {
  const OpaqueNumbers numbers(a_key(1));
  std::size_t same = 0;
  for (std::int64_t number = 1; number <= 1'000; ++number) {
    const std::string text = numbers.hide(number, {"confirm"});
    const std::string next = numbers.hide(number + 1, {"confirm"});
    for (std::size_t i = 0; i < text.size(); ++i) same += text[i] == next[i] ? 1U : 0U;
  }
  // Expected: one in 32 for each character, one in four for the last, which has two bits: 1,437.5 of 39,000. The limits
  // are six standard deviations away.
  CHECK(same > 1'200);
  CHECK(same < 1'700);
}

TEST_CASE("whatever is changed in a text, it is not right any more") {
  const OpaqueNumbers numbers(a_key(1));
  const std::string text = numbers.hide(7, {"confirm"});
  for (std::size_t place = 0; place < text.size(); ++place) {
    std::string other = text;
    other[place] = text[place] == '1' ? '2' : '1';
    const auto number = numbers.number_in(other);
    CHECK_FALSE((number && numbers.is_of(other, *number, {"confirm"})));
  }
}

TEST_CASE("base32 comes back as it was, and nothing else is read") {
  std::vector<std::uint8_t> bytes;
  for (int size = 1; size <= 40; ++size) {
    bytes.push_back(static_cast<std::uint8_t>(size * 37));
    const std::string text = to_base32(bytes);
    CHECK(from_base32(text) == bytes);
    CHECK_FALSE(from_base32(text + "u").has_value());
    CHECK_FALSE(from_base32("-" + text).has_value());
  }
  CHECK_FALSE(from_base32("").has_value());
  CHECK_FALSE(from_base32("0").has_value());   // not a whole byte
  CHECK_FALSE(from_base32("01").has_value());  // bits after the last byte
  CHECK_FALSE(from_base32("A0").has_value());
  CHECK(from_base32("04")->size() == 1);
}

}  // namespace
}  // namespace undersigned::crypto
