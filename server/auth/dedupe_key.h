// The deduplication key: one signer of one campaign, one key. Two HMAC-SHA-256 (RFC 2104) under a key of the server's
// secret: the first ten bytes over campaign and canonical e-mail, so that one mailbox's signatures are found together,
// the other six over those and the case-folded name. 80 bits tell more mailboxes apart than there will ever be, 48 bits
// the few names of one mailbox; and without the secret nobody can ask the database whether a mailbox has signed.
//
// Two people may share one mailbox, if their names differ. An organization is its own signer: its name counts and its
// representative's does not, so one person may endorse for two organizations, and two for one count once.
//
// Safe from any thread.
#pragma once

#include <string_view>

#include "server/auth/secret.h"
#include "server/store/store.h"
#include "shared/signature/signature.h"

namespace undersigned::auth {

class DedupeKeys {
 public:
  explicit DedupeKeys(const ServerSecret& secret)
      : key_(secret.key(KeyPurpose::DedupeKey)), mailbox_key_(secret.key(KeyPurpose::Mailbox)) {}

  [[nodiscard]] store::DedupeKey key(std::string_view campaign, const CheckedSignature& signature) const;

  // What all keys of this mailbox in this campaign begin with. `email` as check_email() gives it, in any spelling.
  [[nodiscard]] store::CampaignMailbox campaign_mailbox(std::string_view campaign, std::string_view email) const;

  // The mailbox whatever the campaign; says nothing of the keys above.
  [[nodiscard]] store::MailboxKey mailbox(std::string_view email) const;

 private:
  Key key_;
  Key mailbox_key_;
};

}  // namespace undersigned::auth
