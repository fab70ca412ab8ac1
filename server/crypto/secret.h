// The server's secret: 256 bits from which every key is derived. Without it, nobody can tell any more who has signed
// before. Whoever steals it can test which mailboxes have signed.
//
// A key is derived for each purpose with libsodium's crypto_kdf (BLAKE2b, as in RFC 7693), so one key reveals nothing
// about another. Immutable, safe to share between threads.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned::crypto {

using Key = std::array<std::uint8_t, 32>;

// The numbers are part of every derived key: never renumber, only add.
enum class KeyPurpose : std::uint8_t {
  DedupeKey = 1,
  SessionCsrf = 2,
  VisitorCsrf = 3,
  LoginThrottle = 4,
  MailCode = 5,
  Mailbox = 6,
  MyPage = 7,
  Audit = 8,
  TwoStep = 9,
  RecoveryCode = 10,
  SecondStep = 11,
  SecretMark = 12,
  OpaqueNumber = 13,
  MyLink = 14,
  PendingPage = 15,
  ErasedOwner = 16
};

class ServerSecret {
 public:
  explicit ServerSecret(const Key& master) : master_(master) {}
  ServerSecret(const ServerSecret&) = default;
  ServerSecret& operator=(const ServerSecret&) = default;
  ~ServerSecret();

  [[nodiscard]] Key key(KeyPurpose purpose) const;

  // Distinguishes this secret from others without revealing anything about it: half of a key of its own. The database
  // stores it (store::SecretMark), and people compare it in hexadecimal.
  [[nodiscard]] std::array<std::uint8_t, 16> mark() const;

 private:
  Key master_;
};

enum class CreateSecret : std::uint8_t { No, Yes };

// Loads the secret from `environment_value` (UNDERSIGNED_SECRET: hexadecimal or base64, 32 bytes or more), or, if that
// is empty, from the file `secret` in `folder`. CreateSecret::Yes creates a missing file (0600).
// - BadValue: the text is not such a secret.
// - Forbidden: others may read the file, or it is not ours.
// - NotFound: no file.
// - StorageFailed: the file could not be read or created.
Result<ServerSecret> load_secret(const std::string& folder, std::string_view environment_value, CreateSecret create);

}  // namespace undersigned::crypto
