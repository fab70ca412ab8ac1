#include "server/accounts/totp.h"

#include <liboath/oath.h>
#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <memory>

#include "server/crypto/random.h"
#include "server/crypto/sodium_ready.h"

namespace undersigned::accounts {
namespace {

constexpr std::int64_t kStepS = kTotpStepMs / 1000;

struct FreeDeleter {
  void operator()(char* text) const { std::free(text); }
};

const char* bytes_of(const TotpKey& key) {
  return static_cast<const char*>(static_cast<const void*>(key.data()));
}

std::string base32(const TotpKey& key) {
  char* text = nullptr;
  std::size_t size = 0;
  const int made = oath_base32_encode(bytes_of(key), key.size(), &text, &size);
  const std::unique_ptr<char, FreeDeleter> owner(text);
  return made == OATH_OK ? std::string(text, size) : std::string();
}

// RFC 3986: everything but unreserved characters as %XX.
std::string percent_encoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

}  // namespace

TotpKey make_totp_key() {
  TotpKey key{};
  crypto::random_bytes(key);
  return key;
}

std::string totp_code(const TotpKey& key, std::int64_t step) {
  std::array<char, kTotpDigits + 1> code{};
  const int made = oath_totp_generate(bytes_of(key), key.size(), static_cast<std::time_t>(step * kStepS), kStepS,
                                      OATH_TOTP_DEFAULT_START_TIME, kTotpDigits, code.data());
  return made == OATH_OK ? std::string(code.data()) : std::string();
}

std::optional<std::int64_t> totp_step_of(const TotpKey& key, std::string_view code, std::int64_t now_ms,
                                         std::int64_t taken) {
  crypto::sodium_ready();
  std::string typed(code);
  typed.erase(std::remove(typed.begin(), typed.end(), ' '), typed.end());
  if (typed.size() != kTotpDigits) return {};
  const std::int64_t now_step = now_ms / kTotpStepMs;
  std::optional<std::int64_t> found;
  for (std::int64_t step = now_step - kTotpStepsEitherWay; step <= now_step + kTotpStepsEitherWay; ++step) {
    const std::string expected = totp_code(key, step);
    const bool same =
        expected.size() == typed.size() && sodium_memcmp(expected.data(), typed.data(), typed.size()) == 0;
    if (same && step > taken && !found) found = step;
  }
  return found;
}

std::string totp_key_text(const TotpKey& key) {
  std::string text;
  for (const char c : base32(key)) {
    if (text.size() % 5 == 4) text += ' ';
    text += c;
  }
  return text;
}

std::string totp_link(const TotpKey& key, std::string_view issuer, std::string_view account) {
  return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) + "?secret=" + base32(key) +
         "&issuer=" + percent_encoded(issuer);
}

}  // namespace undersigned::accounts
