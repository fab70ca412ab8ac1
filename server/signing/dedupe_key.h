// The deduplication key: one signer of one campaign, one key. Two HMAC-SHA-256 (RFC 2104) under a key of the server's
// secret: the first ten bytes over campaign and canonical e-mail, so that one mailbox's signatures are found together,
// the other six over those and the case-folded name. 80 bits tell more mailboxes apart than there will ever be, 48 bits
// the few names of one mailbox; and without the secret nobody can ask the database whether a mailbox has signed.
//
// Two people may share one mailbox, if their names differ by more than accents: "José" and "Jose" of one mailbox are
// one, and so is "Núñez, José" with "José Núñez". An organization is its own signer: its name counts and its
// representative's does not, so one person may endorse for two organizations, and two for one count once.
//
// Safe from any thread.
#pragma once

#include <string_view>

#include "server/crypto/secret.h"
#include "server/store/signing_store.h"
#include "shared/signature/signature.h"

namespace undersigned::signing {

struct SignerKeys {
  store::DedupeKey key{};
  // As it was made before accents and the order around a comma made no difference: signatures of then keep theirs, and
  // their signers are still found by it. Where the name has neither, it is the same key.
  store::DedupeKey former{};
};

class DedupeKeys {
 public:
  explicit DedupeKeys(const crypto::ServerSecret& secret)
      : key_(secret.key(crypto::KeyPurpose::DedupeKey)), mailbox_key_(secret.key(crypto::KeyPurpose::Mailbox)) {}

  [[nodiscard]] store::DedupeKey key(std::string_view campaign, const CheckedSignature& signature) const;

  [[nodiscard]] SignerKeys keys(std::string_view campaign, const CheckedSignature& signature) const;

  // What all keys of this mailbox in this campaign begin with. `email` as check_email() gives it, in any spelling.
  [[nodiscard]] store::CampaignMailbox campaign_mailbox(std::string_view campaign, std::string_view email) const;

  // The same as it was made before "+tag" was left out at every provider: signatures of then keep their keys.
  [[nodiscard]] store::CampaignMailbox former_campaign_mailbox(std::string_view campaign, std::string_view email) const;

  // The mailbox whatever the campaign; says nothing of the keys above.
  [[nodiscard]] store::MailboxKey mailbox(std::string_view email) const;

 private:
  // `email`: canonical. `kind`: of the signer. `name`: folded.
  [[nodiscard]] store::DedupeKey key_named(std::string_view campaign, std::string_view email, std::string_view kind,
                                           std::string_view name) const;
  [[nodiscard]] store::CampaignMailbox mailbox_named(std::string_view campaign, std::string_view name) const;

  crypto::Key key_;
  crypto::Key mailbox_key_;
};

}  // namespace undersigned::signing
