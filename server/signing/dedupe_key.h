// The deduplication key: one signer of one campaign, one key. It consists of two HMAC-SHA-256 (RFC 2104) under a key of
// the server's secret:
//
//   bytes 0 to 9     campaign and canonical email: finds all signatures of a mailbox; 80 bits are enough
//   bytes 10 to 15   the same and the normalized name; 48 bits are enough for the few of a mailbox
//
// Without the secret nobody can ask the database whether a mailbox has signed.
//
// Two people may share a mailbox if their names differ by more than accents: "José" and "Jose" of one mailbox are one
// signer, and so are "Núñez, José" and "José Núñez". Marks that make another letter make another name, as in
// Vietnamese (base/unicode_normalize.h). An organization is a signer of its own: its name counts, its
// representative's does not. So one person may endorse for two organizations, and two people for one organization count
// once.
//
// Safe from any thread.
#pragma once

#include <string_view>

#include "server/crypto/secret.h"
#include "server/store/erased_owner.h"
#include "server/store/signing_store.h"
#include "shared/signature/signature.h"

namespace undersigned::signing {

struct SignerKeys {
  store::DedupeKey key{};
  // The key as earlier versions made it, when accents and the order around a comma made a difference. Older signatures
  // keep it and are found by it. The same as `key` if the name has neither.
  store::DedupeKey former{};
};

class DedupeKeys {
 public:
  explicit DedupeKeys(const crypto::ServerSecret& secret)
      : key_(secret.key(crypto::KeyPurpose::DedupeKey)),
        mailbox_key_(secret.key(crypto::KeyPurpose::Mailbox)),
        owner_key_(secret.key(crypto::KeyPurpose::ErasedOwner)) {}

  [[nodiscard]] store::DedupeKey key(std::string_view campaign, const CheckedSignature& signature) const;

  [[nodiscard]] SignerKeys keys(std::string_view campaign, const CheckedSignature& signature) const;

  // The beginning of all keys of this mailbox in this campaign. `email` as check_email() returns it, in any spelling.
  [[nodiscard]] store::CampaignMailbox campaign_mailbox(std::string_view campaign, std::string_view email) const;

  // The same as earlier versions made it, when "+tag" counted at some providers. Older signatures keep it.
  [[nodiscard]] store::CampaignMailbox former_campaign_mailbox(std::string_view campaign, std::string_view email) const;

  // One key for the mailbox in all campaigns. Cannot be related to the keys above.
  [[nodiscard]] store::MailboxKey mailbox(std::string_view email) const;

  // Whose an erased signature was. With its tag: another one may be somebody else's mailbox.
  [[nodiscard]] store::ErasedOwner erased_owner(std::string_view public_id, std::string_view email) const;

 private:
  // `email`: canonical. `kind`: person or organization. `name`: normalized.
  [[nodiscard]] store::DedupeKey key_named(std::string_view campaign, std::string_view email, std::string_view kind,
                                           std::string_view name) const;
  [[nodiscard]] store::CampaignMailbox mailbox_named(std::string_view campaign, std::string_view name) const;

  crypto::Key key_;
  crypto::Key mailbox_key_;
  crypto::Key owner_key_;
};

}  // namespace undersigned::signing
