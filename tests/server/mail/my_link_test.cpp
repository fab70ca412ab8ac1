#include "server/mail/my_link.h"

#include <doctest/doctest.h>

#include "server/limits.h"

using namespace undersigned;
using namespace undersigned::mail;

namespace {

constexpr std::int64_t kMadeMs = 1'700'000'000'000;

MyLinks links(std::uint8_t secret = 7) {
  crypto::Key master{};
  master.fill(secret);
  return MyLinks(crypto::ServerSecret(master));
}

}  // namespace

TEST_CASE("a link's token opens its mailbox for a day, and not before it was made") {
  const std::string token = links().token("ana@example.org", kMadeMs);
  CHECK(links().email_of(token, kMadeMs) == "ana@example.org");
  CHECK(links().email_of(token, kMadeMs + limits::kMyLinkMs - 1) == "ana@example.org");
  CHECK_FALSE(links().email_of(token, kMadeMs + limits::kMyLinkMs));
  CHECK_FALSE(links().email_of(token, kMadeMs - 1));
}

TEST_CASE("no two tokens are alike, none can be read, and the longest address fits") {
  const std::string longest = std::string(64, 'a') + "@" + std::string(185, 'b') + ".org";
  const std::string token = links().token(longest, kMadeMs);
  CHECK(token != links().token(longest, kMadeMs));
  // Neither the address nor its base64. Shorter pieces of a token come up by chance.
  CHECK(token.find("aaaaaaaa") == std::string::npos);
  CHECK(token.find("YWFhYWFh") == std::string::npos);
  CHECK(links().email_of(token, kMadeMs) == longest);
  CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
        std::string::npos);
}

TEST_CASE("no other text is a token, and no other server's") {
  const std::string token = links().token("ana@example.org", kMadeMs);
  CHECK_FALSE(links(8).email_of(token, kMadeMs));
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    // The last character of base64 may contain unused bits.
    if (i + 1 < token.size()) CHECK_FALSE(links().email_of(changed, kMadeMs));
    CHECK_FALSE(links().email_of(token.substr(0, i), kMadeMs));
  }
  for (const std::string& other : {std::string(), std::string("t"), std::string(10'000, 'A')}) {
    CHECK_FALSE(links().email_of(other, kMadeMs));
  }
}
