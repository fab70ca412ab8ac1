#include "server/auth/dedupe_key.h"

#include <algorithm>
#include <string>

#include "server/auth/fold.h"
#include "server/auth/keyed_hash.h"
#include "shared/text/email.h"
#include "shared/text/name.h"

namespace undersigned::auth {
namespace {

// "Jane  O'Neil", "jane oneil" and the same typed with composed or with combining accents are one signer.
std::string folded_name(std::string_view name) {
  std::string folded = nfkc_casefold(name);
  std::string letters = name_key(folded);
  return letters.empty() ? folded : letters;
}

}  // namespace

store::DedupeKey DedupeKeys::key(std::string_view campaign, const CheckedSignature& signature) const {
  const bool organization = signature.kind == SignatureKind::Organization;
  const std::string name = folded_name(organization ? signature.organization : signature.name);
  const store::CampaignMailbox mailbox = campaign_mailbox(campaign, signature.email);
  const KeyedHash hash =
      keyed_hash(key_, {campaign, canonical_email(signature.email), organization ? "organization" : "person", name});
  store::DedupeKey key{};
  std::copy(mailbox.begin(), mailbox.end(), key.begin());
  std::copy_n(hash.begin(), key.size() - mailbox.size(), key.begin() + mailbox.size());
  return key;
}

store::CampaignMailbox DedupeKeys::campaign_mailbox(std::string_view campaign, std::string_view email) const {
  const KeyedHash hash = keyed_hash(key_, {campaign, canonical_email(email)});
  store::CampaignMailbox mailbox{};
  std::copy_n(hash.begin(), mailbox.size(), mailbox.begin());
  return mailbox;
}

store::MailboxKey DedupeKeys::mailbox(std::string_view email) const {
  const KeyedHash hash = keyed_hash(mailbox_key_, {canonical_email(email)});
  store::MailboxKey mailbox{};
  std::copy_n(hash.begin(), mailbox.size(), mailbox.begin());
  return mailbox;
}

}  // namespace undersigned::auth
