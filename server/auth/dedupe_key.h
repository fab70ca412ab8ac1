// Who signs, without saying who: keyed hashes of mailboxes and names. HMAC-SHA-256 (RFC 2104) under keys of the
// server's secret; without it nobody can ask the database whether a mailbox has signed.
//
// The deduplication key is one signer of one campaign: 80 bits of campaign and canonical e-mail, enough that no two of
// a thousand million mailboxes are taken for one, then 48 bits that tell the few names of one mailbox apart
// (limits::kNamesPerMailboxMax). The mailbox comes first, so that a mailbox's signatures lie side by side.
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
  explicit DedupeKeys(const ServerSecret& secret)
      : key_(secret.key(KeyPurpose::DedupeKey)), mailbox_key_(secret.key(KeyPurpose::Mailbox)) {}

  // Safe from any thread. E-mail addresses are those of check_email().
  [[nodiscard]] store::DedupeKey key(std::string_view campaign, const CheckedSignature& signature) const;

  // What every key of this mailbox in the campaign begins with.
  [[nodiscard]] store::CampaignMailbox campaign_mailbox(std::string_view campaign, std::string_view email) const;

  // The mailbox whatever the campaign.
  [[nodiscard]] store::MailboxKey mailbox(std::string_view email) const;

 private:
  Key key_;
  Key mailbox_key_;
};

}  // namespace undersigned::auth
