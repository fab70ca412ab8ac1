#include "server/mail/code.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "server/crypto/encoding.h"
#include "server/crypto/keyed_hash.h"
#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned::mail {
namespace {

constexpr std::uint32_t kCodes = 1'000'000;
constexpr std::size_t kBytesKept = 16;  // of a hash (RFC 2104 5: at least half of it)
constexpr std::size_t kTypedCodeBytesMax = 64;

// Separate from every CodePurpose: neither a mail's name nor its boundary may reveal anything about its code.
constexpr std::uint8_t kNamePurpose = 4;
constexpr std::uint8_t kBoundaryPurpose = 5;

constexpr std::string_view kConfirmLink = "confirm";

using KeptBytes = std::array<std::uint8_t, kBytesKept>;

KeptBytes hash_of(const crypto::Key& key, std::uint8_t purpose, const store::CodeIssue& issue, std::string_view more) {
  const auto number = static_cast<char>(purpose);
  const crypto::KeyedHash hash =
      crypto::keyed_hash(key, {std::string_view(&number, 1), issue.subject, std::to_string(issue.number), more});
  KeptBytes kept{};
  std::copy_n(hash.begin(), kept.size(), kept.begin());
  return kept;
}

bool same_text(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// Distinguishes a waiting mail from all others, together with its issue.
std::string what_it_is(const store::WaitingMail& mail) {
  return std::to_string(static_cast<int>(mail.kind)) + " " + std::to_string(mail.id) + " " +
         std::to_string(mail.cursor);
}

bool is_blank(char32_t character) {
  const CharKind kind = char_kind(character);
  return kind == CharKind::Space || kind == CharKind::LineBreak || is_separator(character);
}

}  // namespace

std::string MailCodes::code(CodePurpose purpose, const store::CodeIssue& issue) const {
  // The remainder of all 128 bits, computed byte by byte.
  std::uint32_t remainder = 0;
  for (const std::uint8_t byte : hash_of(key_, static_cast<std::uint8_t>(purpose), issue, {})) {
    remainder = (remainder * 256 + byte) % kCodes;
  }
  const std::string code = std::to_string(remainder);
  return std::string(kCodeDigits - code.size(), '0') + code;
}

bool MailCodes::is_code(CodePurpose purpose, const store::CodeIssue& issue, std::string_view code) const {
  return same_text(this->code(purpose, issue), code);
}

std::string MailCodes::link_token(std::int64_t cursor, const store::CodeIssue& issue) const {
  return numbers_.hide(cursor, {kConfirmLink, issue.subject, std::to_string(issue.number)});
}

std::optional<std::int64_t> MailCodes::cursor_of_link_token(std::string_view token) const {
  return numbers_.number_in(token);
}

bool MailCodes::is_link_token(const store::CodeIssue& issue, std::string_view token) const {
  const std::optional<std::int64_t> cursor = cursor_of_link_token(token);
  return cursor && numbers_.is_of(token, *cursor, {kConfirmLink, issue.subject, std::to_string(issue.number)});
}

std::string MailCodes::mail_name(const store::WaitingMail& mail) const {
  return crypto::to_base32(hash_of(key_, kNamePurpose, mail.issue, what_it_is(mail)));
}

std::uint64_t MailCodes::boundary_seed(const store::WaitingMail& mail) const {
  const KeptBytes bytes = hash_of(key_, kBoundaryPurpose, mail.issue, what_it_is(mail));
  std::uint64_t seed = 0;
  for (std::size_t i = 0; i < sizeof(seed); ++i) seed = (seed << 8U) | bytes[i];
  return seed;
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

}  // namespace undersigned::mail
