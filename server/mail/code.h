// Proof that somebody reads a mailbox: six digits to type, or a link whose token nobody can guess. Only keyed hashes of
// them are kept, bound to what they are for and to whom, so neither a copy of the database nor a code for one thing
// opens another. A million codes are soon tried, so the key must be kept apart from the hashes.
//
// Follows NIST SP 800-63B 5.1.3 (out-of-band authenticators): at least 20 bits, short-lived, few attempts, single use,
// which is the caller's to hold: delete the hash once it was right.
// Pure: random bytes, key and time come in. Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/auth/secret.h"

namespace undersigned::mail {

// The numbers are part of every hash: never renumber, only add.
enum class CodePurpose : std::uint8_t { ConfirmSignature = 1, OpenMy = 2, Withdraw = 3 };

inline constexpr std::size_t kRandomBytes = 16;
inline constexpr std::size_t kCodeDigits = 6;
inline constexpr std::size_t kLinkTokenChars = 26;

using RandomBytes = std::array<std::uint8_t, kRandomBytes>;
using CodeHash = std::array<std::uint8_t, 32>;

// "042137". Every code is equally likely, but for less than 2^-108 (NIST SP 800-90A A.5.2, with 108 bits to spare).
std::string make_code(const RandomBytes& random);

// All 128 bits in lower-case base32 without look-alikes, fit for a URL and to be read aloud.
std::string make_link_token(const RandomBytes& random);

// The code in what was typed or pasted: digits of any script, blanks and hyphens between them. Nothing else is one.
std::optional<std::string> read_code(std::string_view typed);

// HMAC-SHA-256 (RFC 2104). `subject` is who or what it is for, such as a signature's public id; `secret` a code of
// read_code() or a link token.
CodeHash hash_code(const auth::Key& key, CodePurpose purpose, std::string_view subject, std::string_view secret);

// Whether two hashes are equal, in a time that does not tell where they differ.
bool same_hash(const CodeHash& a, const CodeHash& b);

struct StoredCode {
  CodeHash hash{};
  std::int64_t expires_ms = 0;  // when it was made + limits::kMailCodeMs or kMailLinkMs
  int failures = 0;             // wrong attempts so far
};

enum class CodeAnswer : std::uint8_t {
  Right,
  Wrong,            // count it as a failure, before anything is told
  Expired,          // from expires_ms on
  TooManyAttempts,  // limits::kMailCodeAttemptsMax were wrong: not even the right one opens any more
};

// Always hashes and compares, so that its time tells nothing.
CodeAnswer check_code(const StoredCode& stored, const CodeHash& presented, std::int64_t now_ms);

}  // namespace undersigned::mail
