// Codes that an authenticator app and the server compute from a shared key and the time: TOTP (RFC 6238) with
// HMAC-SHA-1, six digits and steps of thirty seconds, which every app supports. By liboath.
//
// Pure except for make_totp_key(), safe from any thread. Times are UTC milliseconds; a step is a period of thirty
// seconds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace undersigned::accounts {

inline constexpr std::size_t kTotpDigits = 6;
inline constexpr std::int64_t kTotpStepMs = 30'000;
inline constexpr std::int64_t kTotpStepsEitherWay = 1;  // RFC 6238 5.2: for inexact clocks and slow typing

using TotpKey = std::array<std::uint8_t, 20>;  // RFC 4226 section 4, R6: 160 bits

TotpKey make_totp_key();

std::string totp_code(const TotpKey& key, std::int64_t step);

// The step, later than `taken`, whose code this is. Ignores blanks. Compared in constant time.
std::optional<std::int64_t> totp_step_of(const TotpKey& key, std::string_view code, std::int64_t now_ms,
                                         std::int64_t taken);

// The key for typing into an app: base32 (RFC 4648 section 6) in groups of four letters.
std::string totp_key_text(const TotpKey& key);

// otpauth://totp/...: apps open such links, and the QR code holds it.
std::string totp_link(const TotpKey& key, std::string_view issuer, std::string_view account);

}  // namespace undersigned::accounts
