// The deduplication key: one signer of one campaign, one key. HMAC-SHA-256 (RFC 2104) under a key of the server's
// secret over campaign, canonical e-mail and case-folded name, of which 128 bits are kept: enough that no two signers
// ever share one, and without the secret nobody can ask the database whether a mailbox has signed.
//
// Two people may share one mailbox, if their names differ. An organization is its own signer: its name counts and its
// representative's does not, so one person may endorse for two organizations, and two for one count once.
#pragma once

#include <string_view>

#include "server/auth/secret.h"
#include "server/store/store.h"
#include "shared/signature/signature.h"

namespace undersigned::auth {

class DedupeKeys {
 public:
  explicit DedupeKeys(const ServerSecret& secret) : key_(secret.key(KeyPurpose::DedupeKey)) {}

  // Safe from any thread.
  [[nodiscard]] store::DedupeKey key(std::string_view campaign, const CheckedSignature& signature) const;

 private:
  Key key_;
};

}  // namespace undersigned::auth
