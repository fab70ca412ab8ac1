#include "server/accounts/recovery_code.h"

#include <array>

#include "server/crypto/encoding.h"
#include "server/crypto/keyed_hash.h"
#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::accounts {
namespace {

constexpr std::size_t kBytes = 15;
constexpr std::size_t kChars = 24;
constexpr std::size_t kGroupChars = 4;

std::optional<std::string> code_in(std::string_view typed) {
  if (typed.size() > limits::kCodeBytesMax) return {};
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
    code += c;
  }
  if (code.size() != kChars) return {};
  return code;
}

}  // namespace

std::string make_recovery_code() {
  std::array<std::uint8_t, kBytes> bytes{};
  crypto::random_bytes(bytes);
  std::string code;
  for (const char c : crypto::to_base32(bytes)) {
    if (code.size() % (kGroupChars + 1) == kGroupChars) code += '-';
    code += c;
  }
  return code;
}

bool is_recovery_code(std::string_view typed) {
  return code_in(typed).has_value();
}

std::optional<store::TokenHash> recovery_code_hash(const crypto::Key& key, std::int64_t user_id,
                                                   std::string_view typed) {
  const std::optional<std::string> code = code_in(typed);
  if (!code) return {};
  return crypto::keyed_hash(key, {std::to_string(user_id), *code});
}

}  // namespace undersigned::accounts
