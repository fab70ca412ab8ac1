#include "server/mail/code.h"

#include <sodium.h>

#include "server/auth/keyed_hash.h"
#include "shared/limits.h"
#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned::mail {
namespace {

constexpr std::uint32_t kCodes = 1'000'000;
constexpr std::size_t kTypedCodeBytesMax = 64;
constexpr std::string_view kBase32 = "0123456789abcdefghjkmnpqrstvwxyz";

bool is_blank(char32_t character) {
  const CharKind kind = char_kind(character);
  return kind == CharKind::Space || kind == CharKind::LineBreak || is_separator(character);
}

}  // namespace

std::string make_code(const RandomBytes& random) {
  // The remainder of all 128 bits, taken byte by byte.
  std::uint32_t remainder = 0;
  for (const std::uint8_t byte : random) remainder = (remainder * 256 + byte) % kCodes;
  std::string code = std::to_string(remainder);
  return std::string(kCodeDigits - code.size(), '0') + code;
}

std::string make_link_token(const RandomBytes& random) {
  std::string token;
  token.reserve(kLinkTokenChars);
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : random) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      token.push_back(kBase32[(buffer >> bits) & 31U]);
    }
  }
  token.push_back(kBase32[(buffer << (5 - bits)) & 31U]);
  return token;
}

std::optional<std::string> read_code(std::string_view typed) {
  if (typed.size() > kTypedCodeBytesMax) return {};
  std::string code;
  while (!typed.empty()) {
    const char32_t character = take_char(typed);
    const int digit = digit_value(character);
    if (digit >= 0) {
      code.push_back(static_cast<char>('0' + digit));
    } else if (!is_blank(character)) {
      return {};
    }
  }
  if (code.size() != kCodeDigits) return {};
  return code;
}

CodeHash hash_code(const auth::Key& key, CodePurpose purpose, std::string_view subject, std::string_view secret) {
  const auto number = static_cast<char>(purpose);
  return auth::keyed_hash(key, {std::string_view(&number, 1), subject, secret});
}

bool same_hash(const CodeHash& a, const CodeHash& b) {
  return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

CodeAnswer check_code(const StoredCode& stored, const CodeHash& presented, std::int64_t now_ms) {
  const bool right = same_hash(stored.hash, presented);
  if (now_ms >= stored.expires_ms) return CodeAnswer::Expired;
  if (stored.failures >= limits::kMailCodeAttemptsMax) return CodeAnswer::TooManyAttempts;
  return right ? CodeAnswer::Right : CodeAnswer::Wrong;
}

}  // namespace undersigned::mail
