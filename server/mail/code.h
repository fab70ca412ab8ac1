// Proof that somebody reads a mailbox: six digits to type, or a link whose token nobody can guess. Both are made from
// what the store knows of a mail, its issue, under a key of the server's secret: nothing is stored that opens anything,
// and a copy of the database alone makes no code. A million codes are soon tried, so how long a code works and how many
// attempts it takes is limited, which is the store's to hold (server/store/store.h).
//
// Follows NIST SP 800-63B 5.1.3 (out-of-band authenticators): at least 20 bits, short-lived, few attempts, single use.
// Pure: the key comes in. Safe from any thread.
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

// What a code is for; one for one thing does not open another. The numbers are part of every code: never renumber.
enum class CodePurpose : std::uint8_t { ConfirmSignature = 1, OpenMy = 2 };

// Holds the keys of crypto::KeyPurpose::MailCode and OpaqueNumber. Immutable.
class MailCodes {
 public:
  explicit MailCodes(const crypto::ServerSecret& secret)
      : key_(secret.key(crypto::KeyPurpose::MailCode)), numbers_(secret.key(crypto::KeyPurpose::OpaqueNumber)) {}

  // "042137". Every code is equally likely, but for less than 2^-108 (NIST SP 800-90A A.5.2, with 108 bits to spare).
  [[nodiscard]] std::string code(CodePurpose purpose, const store::CodeIssue& issue) const;

  // Whether `code` is the one of this issue, in a time that does not tell where it differs.
  [[nodiscard]] bool is_code(CodePurpose purpose, const store::CodeIssue& issue, std::string_view code) const;

  // Names a signature by its number (SignatureRow::cursor), which nobody can read out of it, and proves that the mail
  // of this issue was read (crypto/opaque_number.h). Fit for a URL.
  [[nodiscard]] std::string link_token(std::int64_t cursor, const store::CodeIssue& issue) const;

  // The signature that a token names, if it has a token's form: whether it is right, is_link_token() says.
  [[nodiscard]] std::optional<std::int64_t> cursor_of_link_token(std::string_view token) const;

  // Whether `token` is the one of this issue, in a time that does not tell where it differs.
  [[nodiscard]] bool is_link_token(const store::CodeIssue& issue, std::string_view token) const;

  // 128 bits in base32 that name one waiting mail, the same at each attempt, and say nothing of it to who reads them.
  [[nodiscard]] std::string mail_name(const store::WaitingMail& mail) const;

  // For the boundary between its parts (build() in mail/mail.h); likewise.
  [[nodiscard]] std::uint64_t boundary_seed(const store::WaitingMail& mail) const;

 private:
  crypto::Key key_;
  crypto::OpaqueNumbers numbers_;
};

// The code in what was typed or pasted: digits of any script, blanks and hyphens between them. Nothing else is one.
std::optional<std::string> read_code(std::string_view typed);

}  // namespace undersigned::mail
