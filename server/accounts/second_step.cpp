#include "server/accounts/second_step.h"

#include <charconv>

#include "server/base/unicode_normalize.h"
#include "server/crypto/encoding.h"
#include "server/crypto/keyed_hash.h"
#include "server/crypto/sealed.h"
#include "server/limits.h"

namespace undersigned::accounts {
namespace {

// All parts but the last have a fixed length, so that the length of the whole reveals nothing.
constexpr std::size_t kNumberChars = 20;
constexpr std::size_t kHashChars = 64;

std::string fixed(std::int64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(kNumberChars - digits.size(), '0') + digits;
}

std::int64_t number_in(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

std::string SecondFactorTokens::fingerprint(std::string_view password_hash) const {
  return crypto::to_hex(crypto::keyed_hash(key_, {"password", password_hash}));
}

std::string SecondFactorTokens::begin(const std::optional<store::User>& user, std::string_view username,
                                      std::string_view password, std::int64_t now_ms) const {
  const std::string attempt =
      crypto::to_hex(crypto::keyed_hash(key_, {"attempt", base::nfkc_casefold(username), password}));
  return crypto::seal(key_, fixed(now_ms) + fixed(user ? user->id : 0) + fingerprint(user ? user->password_hash : "") +
                                attempt + std::string(username.substr(0, limits::kUsernameBytesMax)));
}

std::optional<PendingSecondFactor> SecondFactorTokens::open(std::string_view sealed, std::int64_t now_ms) const {
  const std::optional<std::string> text = crypto::unseal(key_, sealed);
  if (!text || text->size() < 2 * kNumberChars + 2 * kHashChars) return {};
  if (now_ms - number_in(text->substr(0, kNumberChars)) >= limits::kSecondStepMs) return {};
  return PendingSecondFactor{
      number_in(text->substr(kNumberChars, kNumberChars)), text->substr(2 * kNumberChars, kHashChars),
      text->substr(2 * kNumberChars + kHashChars, kHashChars), text->substr(2 * kNumberChars + 2 * kHashChars)};
}

bool SecondFactorTokens::is_still_valid(const PendingSecondFactor& pending, const store::User& user) const {
  return pending.user_id == user.id && pending.password_fingerprint == fingerprint(user.password_hash);
}

}  // namespace undersigned::accounts
