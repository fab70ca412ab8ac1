#include "server/auth/second_step.h"

#include <charconv>

#include "server/auth/encoding.h"
#include "server/auth/fold.h"
#include "server/auth/keyed_hash.h"
#include "server/auth/sealed.h"
#include "shared/limits.h"

namespace undersigned::auth {
namespace {

// Every part but the last has one length, so that the whole tells nothing by its own.
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

std::string SecondSteps::fingerprint(std::string_view password_hash) const {
  return to_hex(keyed_hash(key_, {"password", password_hash}));
}

std::string SecondSteps::begin(const std::optional<store::User>& user, std::string_view username,
                               std::string_view password, std::int64_t now_ms) const {
  const std::string attempt = to_hex(keyed_hash(key_, {"attempt", nfkc_casefold(username), password}));
  return seal(key_, fixed(now_ms) + fixed(user ? user->id : 0) + fingerprint(user ? user->password_hash : "") +
                        attempt + std::string(username.substr(0, limits::kUsernameBytesMax)));
}

std::optional<HalfSignedIn> SecondSteps::open(std::string_view sealed, std::int64_t now_ms) const {
  const std::optional<std::string> text = unseal(key_, sealed);
  if (!text || text->size() < 2 * kNumberChars + 2 * kHashChars) return {};
  if (now_ms - number_in(text->substr(0, kNumberChars)) >= limits::kSecondStepMs) return {};
  return HalfSignedIn{number_in(text->substr(kNumberChars, kNumberChars)), text->substr(2 * kNumberChars, kHashChars),
                      text->substr(2 * kNumberChars + kHashChars, kHashChars),
                      text->substr(2 * kNumberChars + 2 * kHashChars)};
}

bool SecondSteps::still_good(const HalfSignedIn& half, const store::User& user) const {
  return half.user_id == user.id && half.password_fingerprint == fingerprint(user.password_hash);
}

}  // namespace undersigned::auth
