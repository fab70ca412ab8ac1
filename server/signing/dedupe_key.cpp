#include "server/signing/dedupe_key.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "server/base/unicode_normalize.h"
#include "server/crypto/keyed_hash.h"
#include "shared/text/email.h"
#include "shared/text/name.h"

namespace undersigned::signing {
namespace {

// "Jane  O'Neil" and "jane oneil" are one signer: only letters count. A name without letters counts as a whole.
std::string letters_of(const std::string& case_folded) {
  std::string letters = name_key(case_folded);
  return letters.empty() ? case_folded : letters;
}

// After a comma these are not given names.
constexpr std::string_view kSuffixes[] = {"jr", "sr",  "ii",  "iii", "iv",  "v",   "phd",
                                          "md", "esq", "dds", "rn",  "cpa", "msc", "mba"};

// "Núñez, José" becomes José Núñez, but "John Smith, Jr." stays.
std::string given_name_first(const std::string& case_folded) {
  const std::size_t comma = case_folded.find(',');
  if (comma == std::string::npos || case_folded.find(',', comma + 1) != std::string::npos) return case_folded;
  const std::string behind = case_folded.substr(comma + 1);
  const std::string letters = name_key(behind);
  const bool suffix = std::find(std::begin(kSuffixes), std::end(kSuffixes), letters) != std::end(kSuffixes);
  return letters.empty() || suffix ? case_folded : behind + " " + case_folded.substr(0, comma);
}

}  // namespace

store::DedupeKey DedupeKeys::key(std::string_view campaign, const CheckedSignature& signature) const {
  return keys(campaign, signature).key;
}

// "José", "Jose" and "Núñez, José" are one signer now. In earlier versions they were not: see SignerKeys::former.
SignerKeys DedupeKeys::keys(std::string_view campaign, const CheckedSignature& signature) const {
  const bool organization = signature.kind == SignatureKind::Organization;
  const std::string_view kind = organization ? "organization" : "person";
  const std::string email = canonical_email(signature.email);
  const std::string case_folded = base::nfkc_casefold(organization ? signature.organization : signature.name);
  const std::string name = letters_of(given_name_first(base::without_accents(case_folded)));
  const std::string former = letters_of(case_folded);
  const store::DedupeKey key = key_named(campaign, email, kind, name);
  return {key, former == name ? key : key_named(campaign, email, kind, former)};
}

store::DedupeKey DedupeKeys::key_named(std::string_view campaign, std::string_view email, std::string_view kind,
                                       std::string_view name) const {
  const store::CampaignMailbox mailbox = mailbox_named(campaign, email);
  const crypto::KeyedHash hash = crypto::keyed_hash(key_, {campaign, email, kind, name});
  store::DedupeKey key{};
  std::copy(mailbox.begin(), mailbox.end(), key.begin());
  std::copy_n(hash.begin(), key.size() - mailbox.size(), key.begin() + mailbox.size());
  return key;
}

store::CampaignMailbox DedupeKeys::campaign_mailbox(std::string_view campaign, std::string_view email) const {
  return mailbox_named(campaign, canonical_email(email));
}

store::CampaignMailbox DedupeKeys::former_campaign_mailbox(std::string_view campaign, std::string_view email) const {
  return mailbox_named(campaign, delivery_mailbox(email));
}

store::CampaignMailbox DedupeKeys::mailbox_named(std::string_view campaign, std::string_view name) const {
  const crypto::KeyedHash hash = crypto::keyed_hash(key_, {campaign, name});
  store::CampaignMailbox mailbox{};
  std::copy_n(hash.begin(), mailbox.size(), mailbox.begin());
  return mailbox;
}

store::MailboxKey DedupeKeys::mailbox(std::string_view email) const {
  const crypto::KeyedHash hash = crypto::keyed_hash(mailbox_key_, {canonical_email(email)});
  store::MailboxKey mailbox{};
  std::copy_n(hash.begin(), mailbox.size(), mailbox.begin());
  return mailbox;
}

store::ErasedOwner DedupeKeys::erased_owner(std::string_view public_id, std::string_view email) const {
  const crypto::KeyedHash hash = crypto::keyed_hash(owner_key_, {public_id, delivery_mailbox(email)});
  store::ErasedOwner owner{};
  std::copy_n(hash.begin(), owner.size(), owner.begin());
  return owner;
}

}  // namespace undersigned::signing
