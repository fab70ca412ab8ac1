// Proof that somebody reads a mailbox: a six-digit code, or a link with a token that cannot be guessed. Both are
// computed from the mail's issue, which the store knows, under a key of the server's secret. So nothing stored opens
// anything, and the database alone cannot make a code. As there are only a million codes, the store limits their
// lifetime and the number of attempts (server/store/store.h).
//
// Follows NIST SP 800-63B 5.1.3 (out-of-band authenticators): at least 20 bits, short-lived, few attempts, single use.
// Pure: the key is an argument. Safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/crypto/opaque_number.h"
#include "server/crypto/secret.h"
#include "server/store/mail_store.h"

namespace undersigned::mail {

inline constexpr std::size_t kCodeDigits = 6;

// The purpose of a code. A code for one purpose does not work for another. The numbers are part of every code: never
// renumber.
enum class CodePurpose : std::uint8_t { ConfirmSignature = 1, OpenMy = 2 };

// Holds the keys of crypto::KeyPurpose::MailCode and OpaqueNumber. Immutable.
class MailCodes {
 public:
  explicit MailCodes(const crypto::ServerSecret& secret)
      : key_(secret.key(crypto::KeyPurpose::MailCode)), numbers_(secret.key(crypto::KeyPurpose::OpaqueNumber)) {}

  // "042137". All codes are equally likely, except for less than 2^-108 (NIST SP 800-90A A.5.2, with 108 spare bits).
  [[nodiscard]] std::string code(CodePurpose purpose, const store::CodeIssue& issue) const;

  // Whether this is the code of the issue. The duration does not depend on where it differs.
  [[nodiscard]] bool is_code(CodePurpose purpose, const store::CodeIssue& issue, std::string_view code) const;

  // Holds a signature's number (SignatureRow::cursor), encrypted, and proves that the mail of this issue was read
  // (crypto/opaque_number.h). Fit for a URL.
  [[nodiscard]] std::string link_token(std::int64_t cursor, const store::CodeIssue& issue) const;

  // The signature's number in a well-formed token. Whether the token is right, is_link_token() says.
  [[nodiscard]] std::optional<std::int64_t> cursor_of_link_token(std::string_view token) const;

  // Whether this is the token of the issue. The duration does not depend on where it differs.
  [[nodiscard]] bool is_link_token(const store::CodeIssue& issue, std::string_view token) const;

  // 128 bits in base32 that identify a waiting mail: the same for each attempt, and meaningless to readers.
  [[nodiscard]] std::string mail_name(const store::WaitingMail& mail) const;

  // For the boundary between its parts (build() in mail/mail.h); meaningless as well.
  [[nodiscard]] std::uint64_t boundary_seed(const store::WaitingMail& mail) const;

 private:
  crypto::Key key_;
  crypto::OpaqueNumbers numbers_;
};

// The code in typed or pasted text: digits of any script, with blanks and hyphens. Nothing for any other text.
std::optional<std::string> read_code(std::string_view typed);

}  // namespace undersigned::mail
