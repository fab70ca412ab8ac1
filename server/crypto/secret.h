// The server's secret: 256 bits from which every key the server needs is derived. Whoever loses it can no longer tell
// that somebody has signed before; whoever steals it can test which mailboxes have signed.
//
// Keys are derived by purpose with libsodium's crypto_kdf (BLAKE2b, as in RFC 7693), so that one key says nothing about
// another. Immutable, safe to share between threads.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned::crypto {

using Key = std::array<std::uint8_t, 32>;

// The numbers are part of every key ever derived: never renumber, only add.
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
  PendingPage = 15
};

class ServerSecret {
 public:
  explicit ServerSecret(const Key& master) : master_(master) {}
  ServerSecret(const ServerSecret&) = default;
  ServerSecret& operator=(const ServerSecret&) = default;
  ~ServerSecret();

  [[nodiscard]] Key key(KeyPurpose purpose) const;

  // Tells this secret from another and helps nobody to find it: half of a key of its own. What the database keeps of
  // the secret (store::SecretMark), and what a person can compare, in hexadecimal.
  [[nodiscard]] std::array<std::uint8_t, 16> mark() const;

 private:
  Key master_;
};

enum class CreateSecret : std::uint8_t { No, Yes };

// The secret from `environment_value` (UNDERSIGNED_SECRET: hexadecimal or base64, 32 bytes or more) where that is not
// empty, else from the file `secret` in `folder`, which CreateSecret::Yes makes (0600) where there is none.
// BadValue: text that is no such secret. Forbidden: a file that others may read, or that is not ours. NotFound: no
// file. StorageFailed: the file could not be read or made.
Result<ServerSecret> load_secret(const std::string& folder, std::string_view environment_value, CreateSecret create);

}  // namespace undersigned::crypto
