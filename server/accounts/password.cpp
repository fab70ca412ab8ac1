#include "server/accounts/password.h"

#include <sodium.h>

#include <array>
#include <chrono>

#include "server/base/unicode_normalize.h"
#include "server/crypto/sodium_ready.h"
#include "server/limits.h"
#include "shared/limits.h"

namespace undersigned::accounts {
namespace {

constexpr unsigned long long kPasses = 3;
constexpr std::size_t kMemoryBytes = std::size_t{64} * 1024 * 1024;

// The hash of a random password that nobody has, at the usual cost.
constexpr char kDummyHash[] =
    "$argon2id$v=19$m=65536,t=3,p=1$+B/j5FyXxobZ9jcUhET4+A$T5zSj9COwVgySF8Y0dVCtN/JJAc6zZQrGZmlf5f31xo";

}  // namespace

// One of the kPasswordHashesAtOnce turns, if one was free, held until destruction.
class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
    base::MutexLock lock(hasher_.mutex_);
    if (hasher_.waiting_ >= limits::kPasswordWaitersMax) return;
    ++hasher_.waiting_;
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(limits::kPasswordWaitMs);
    while (hasher_.running_ >= limits::kPasswordHashesAtOnce && hasher_.freed_.wait_until(lock, until)) {
    }
    taken_ = hasher_.running_ < limits::kPasswordHashesAtOnce;
    --hasher_.waiting_;
    if (taken_) ++hasher_.running_;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (!taken_) return;
    const base::MutexLock lock(hasher_.mutex_);
    --hasher_.running_;
    hasher_.freed_.notify_one();
  }
  [[nodiscard]] bool taken() const { return taken_; }

 private:
  PasswordHasher& hasher_;
  bool taken_ = false;
};

Result<std::string> PasswordHasher::hash(std::string_view password) {
  crypto::sodium_ready();
  const Turn turn(*this);
  if (!turn.taken()) return Error{ErrorCode::Busy};
  const std::string text = base::nfkc(password);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_argon2id_str(hash.data(), text.data(), text.size(), kPasses, kMemoryBytes) != 0) {
    return Error{ErrorCode::NoMemory};
  }
  return std::string(hash.data());
}

Result<bool> PasswordHasher::verify(const std::optional<std::string>& hash, std::string_view password) {
  crypto::sodium_ready();
  const Turn turn(*this);
  if (!turn.taken()) return Error{ErrorCode::Busy};
  // No longer password can have been set, so hashing it would be wasted work.
  const bool possible = password.size() <= limits::kPasswordBytesMax;
  const std::string text = possible ? base::nfkc(password) : std::string();
  const std::string expected = hash.value_or(kDummyHash);
  const bool matches = crypto_pwhash_argon2id_str_verify(expected.c_str(), text.data(), text.size()) == 0;
  return matches && hash.has_value() && possible;
}

}  // namespace undersigned::accounts
