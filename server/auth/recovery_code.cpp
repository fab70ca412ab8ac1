#include "server/auth/recovery_code.h"

#include <array>

#include "server/auth/encoding.h"
#include "server/auth/keyed_hash.h"
#include "server/auth/random.h"
#include "shared/limits.h"

namespace undersigned::auth {
namespace {

constexpr std::size_t kBytes = 15;
constexpr std::size_t kChars = 24;
constexpr std::size_t kGroupChars = 4;

}  // namespace

std::string make_recovery_code() {
  std::array<std::uint8_t, kBytes> bytes{};
  random_bytes(bytes);
  std::string code;
  for (const char c : to_base32(bytes)) {
    if (code.size() % (kGroupChars + 1) == kGroupChars) code += '-';
    code += c;
  }
  return code;
}

std::optional<store::TokenHash> recovery_code_hash(const Key& key, std::int64_t user_id, std::string_view typed) {
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
  return keyed_hash(key, {std::to_string(user_id), code});
}

}  // namespace undersigned::auth
