#include "server/signing/challenges.h"

#include <array>
#include <cstring>
#include <utility>

#include "server/crypto/constant_time.h"
#include "server/crypto/encoding.h"
#include "server/crypto/keyed_hash.h"
#include "server/crypto/random.h"
#include "server/limits.h"
#include "shared/challenge/challenge.h"

namespace undersigned::signing {
namespace {

// The layout of a token.
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kBitsAt = 1;
constexpr std::size_t kExpiryAt = 2;
constexpr std::size_t kExpiryBytes = 8;
constexpr std::size_t kRandomAt = kExpiryAt + kExpiryBytes;
constexpr std::size_t kRandomBytes = 16;
constexpr std::size_t kMacAt = kRandomAt + kRandomBytes;
constexpr std::size_t kMacBytes = 16;  // of HMAC-SHA-256; RFC 2104 section 5: at least half of the hash
constexpr std::size_t kTokenBytes = kMacAt + kMacBytes;
constexpr std::size_t kTokenChars = kTokenBytes / 3 * 4;
static_assert(kTokenBytes % 3 == 0);

using TokenBytes = std::array<std::uint8_t, kTokenBytes>;

std::string_view text_of(const TokenBytes& token, std::size_t first, std::size_t bytes) {
  return {static_cast<const char*>(static_cast<const void*>(token.data())) + first, bytes};
}

void write_expiry(TokenBytes& token, std::int64_t expiry_ms) {
  auto rest = static_cast<std::uint64_t>(expiry_ms);
  for (std::size_t i = kExpiryBytes; i-- > 0; rest >>= 8)
    token[kExpiryAt + i] = static_cast<std::uint8_t>(rest & 0xFFU);
}

std::int64_t read_expiry(const TokenBytes& token) {
  std::uint64_t expiry = 0;
  for (std::size_t i = 0; i < kExpiryBytes; ++i) expiry = expiry << 8 | token[kExpiryAt + i];
  return static_cast<std::int64_t>(expiry);
}

}  // namespace

Challenges::Challenges() {
  crypto::random_bytes(key_);
}

std::string Challenges::issue(const ChallengeFor& whose, int bits, std::int64_t now_ms) const {
  TokenBytes token{kVersion, static_cast<std::uint8_t>(bits)};
  write_expiry(token, now_ms + limits::kChallengeMs);
  crypto::random_bytes(std::span(token).subspan(kRandomAt, kRandomBytes));
  mac(text_of(token, 0, kMacAt), whose).copy(static_cast<char*>(static_cast<void*>(token.data())) + kMacAt, kMacBytes);
  return crypto::to_base64url(token);
}

bool Challenges::redeem(const ChallengeFor& whose, int bits_min, std::string_view token, std::string_view solution,
                        std::int64_t now_ms) {
  if (token.size() != kTokenChars) return false;
  const auto decoded = crypto::from_base64(token);
  if (!decoded || decoded->size() != kTokenBytes) return false;
  TokenBytes bytes{};
  std::copy(decoded->begin(), decoded->end(), bytes.begin());
  const std::string expected = mac(text_of(bytes, 0, kMacAt), whose);
  if (!crypto::equal_in_constant_time(expected, text_of(bytes, kMacAt, kMacBytes))) return false;
  if (bytes[kBitsAt] < bits_min) return false;
  if (read_expiry(bytes) <= now_ms || !is_solution(token, solution, bytes[kBitsAt])) return false;
  std::uint64_t number = 0;
  std::memcpy(&number, &bytes[kRandomAt], sizeof(number));
  return take(number, now_ms);
}

std::string Challenges::mac(std::string_view head, const ChallengeFor& whose) const {
  const crypto::KeyedHash hash = crypto::keyed_hash(key_, {head, whose.campaign, whose.network});
  return {hash.begin(), hash.begin() + kMacBytes};
}

// A token is valid for as long as one period, so a used one is in the current or the previous set.
bool Challenges::take(std::uint64_t number, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  if (now_ms - stretch_began_ms_ >= limits::kChallengeMs || used_.size() >= limits::kUsedChallengesMax / 2) {
    used_before_ = std::exchange(used_, {});
    stretch_began_ms_ = now_ms;
  }
  if (used_before_.count(number) != 0) return false;
  return used_.insert(number).second;
}

}  // namespace undersigned::signing
