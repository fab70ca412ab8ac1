// Codes that an authenticator app and the server make from a shared key and the clock: TOTP (RFC 6238) with HMAC-SHA-1,
// six digits and steps of thirty seconds, which is what every app knows. By liboath.
//
// Pure but for make_totp_key(), safe from any thread. Times are UTC milliseconds; a step is their thirty seconds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace undersigned::accounts {

inline constexpr std::size_t kTotpDigits = 6;
inline constexpr std::int64_t kTotpStepMs = 30'000;
inline constexpr std::int64_t kTotpStepsEitherWay = 1;  // RFC 6238 5.2: for clocks that differ, and slow typing

using TotpKey = std::array<std::uint8_t, 20>;  // RFC 4226 section 4, R6: 160 bits

TotpKey make_totp_key();

std::string totp_code(const TotpKey& key, std::int64_t step);

// The step, later than `taken`, of which `code` is the code; blanks in it do not count. Compared in constant time.
std::optional<std::int64_t> totp_step_of(const TotpKey& key, std::string_view code, std::int64_t now_ms,
                                         std::int64_t taken);

// The key to type into an app: base32 (RFC 4648 section 6) in groups of four letters.
std::string totp_key_text(const TotpKey& key);

// otpauth://totp/..., the link that apps register themselves for; also what the QR code says.
std::string totp_link(const TotpKey& key, std::string_view issuer, std::string_view account);

}  // namespace undersigned::accounts
