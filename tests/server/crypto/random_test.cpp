#include "server/crypto/random.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "server/crypto/encoding.h"

namespace undersigned::crypto {
namespace {

TEST_CASE("a public id is 26 characters that are not mistaken for one another, and never comes twice") {
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) {
    const std::string id = random_public_id();
    CHECK(id.size() == kPublicIdChars);
    CHECK(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string::npos);
    ids.insert(id);
  }
  CHECK(ids.size() == 10'000);
}

TEST_CASE("a token is 256 bits in base64 that may stand in an address, and never comes twice") {
  std::set<std::string> tokens;
  for (int i = 0; i < 1'000; ++i) {
    const std::string token = random_token();
    CHECK(token.size() == kTokenChars);
    CHECK(from_base64(token)->size() == 32);
    CHECK(token.find_first_of("+/=") == std::string::npos);
    tokens.insert(token);
  }
  CHECK(tokens.size() == 1'000);
}

TEST_CASE("bytes go to hexadecimal and base64 and back, and text that is not wholly of the form does not") {
  const std::vector<std::uint8_t> bytes{0, 1, 254, 255, 62};
  CHECK(to_hex(bytes) == "0001feff3e");
  CHECK(from_hex(to_hex(bytes)) == bytes);
  CHECK(from_base64(to_base64url(bytes)) == bytes);
  CHECK(from_base64("AAH+/z4=") == bytes);
  CHECK(from_base64("AAH-_z4") == bytes);
  CHECK_FALSE(from_hex("0001fe!").has_value());
  CHECK_FALSE(from_base64("AAH+/z4=AAAA").has_value());
}

TEST_CASE("base32 holds every bit") {
  CHECK(to_base32({}).empty());
  CHECK(to_base32(std::vector<std::uint8_t>(16, 0)) == std::string(26, '0'));
  CHECK(to_base32(std::vector<std::uint8_t>(16, 0xFF)) == std::string(25, 'z') + "w");
  CHECK(to_base32(std::vector<std::uint8_t>{0x42, 0x10, 0x84, 0x21, 0x08}) == "88888888");
  std::set<std::string> texts;
  for (std::size_t bit = 0; bit < 128; ++bit) {
    std::vector<std::uint8_t> bytes(16, 0);
    bytes[bit / 8] = static_cast<std::uint8_t>(1U << (bit % 8));
    texts.insert(to_base32(bytes));
  }
  CHECK(texts.size() == 128);
}

}  // namespace
}  // namespace undersigned::crypto
