#include "server/signing/own_signatures.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/base/log.h"
#include "server/mail/spooled.h"
#include "shared/text/email.h"

namespace undersigned::signing {
namespace {

using store::SignatureRecord;

void signers_changed(const Services& services, const std::string& campaign) {
  if (const auto entry = services.catalog.snapshot()->any(campaign)) entry->count->signers_changed();
}

}  // namespace

store::OwnMailboxes own_mailboxes(const Services& services, std::string_view email) {
  store::OwnMailboxes mailboxes;
  const bool has_tag = delivery_mailbox(email) != canonical_email(email);
  for (const campaigns::EntryPointer& entry : services.catalog.snapshot()->all()) {
    const std::string& slug = entry->campaign.slug;
    mailboxes.emplace_back(slug, services.dedupe_keys.campaign_mailbox(slug, email));
    if (has_tag) mailboxes.emplace_back(slug, services.dedupe_keys.former_campaign_mailbox(slug, email));
  }
  return mailboxes;
}

// The store's keys are the same for every "+tag", which may be somebody else's mailbox. An erased signature has no
// address; it is shown to the mailbox without a tag.
Result<std::vector<SignatureRecord>> own_signatures(const Services& services, std::string_view email) {
  auto found = services.own_signatures.signatures_of(own_mailboxes(services, email));
  if (!found) return found.error();
  std::vector<SignatureRecord> own = std::move(found).value();
  const std::string mailbox = delivery_mailbox(email);
  const bool shows_erased = mailbox == canonical_email(email);
  std::erase_if(own, [&](const SignatureRecord& record) {
    return record.signature.email.empty() ? !shows_erased : delivery_mailbox(record.signature.email) != mailbox;
  });
  return own;
}

Result<SignatureRecord> own_signature(const Services& services, std::string_view email, std::string_view public_id) {
  const auto signatures = own_signatures(services, email);
  if (!signatures) return signatures.error();
  const auto found = std::find_if(signatures->begin(), signatures->end(),
                                  [&](const SignatureRecord& own) { return own.key.public_id == public_id; });
  if (found == signatures->end()) return Error{ErrorCode::NotFound, Field::None};
  return *found;
}

Result<Withdrawal> withdraw(const Services& services, const SignatureRecord& own) {
  const bool stands = own.status != store::SignatureStatus::Withdrawn && own.status != store::SignatureStatus::Invalid;
  if (!stands) return Withdrawal::AlreadyGone;
  const Result<store::Counts> counts = services.moderation.set_status(own.key, store::SignatureStatus::Withdrawn);
  if (!counts) return counts.error();
  if (const auto entry = services.catalog.snapshot()->any(own.campaign)) {
    entry->count->committed(*counts, services.utc_now_ms());
    entry->count->signers_changed();
  }
  return Withdrawal::Done;
}

Status show_as(const Services& services, const SignatureRecord& own, Visibility visibility) {
  if (const Status set = services.own_signatures.set_visibility(own.key, visibility); !set) return set;
  signers_changed(services, own.campaign);
  return Done{};
}

Status withdraw_consent(const Services& services, const SignatureRecord& own, std::string_view purpose) {
  return services.own_signatures.withdraw_consent(own.key, purpose, services.utc_now_ms());
}

Status erase(const Services& services, const SignatureRecord& own) {
  if (const Status erased = services.moderation.erase_personal_data(own.key); !erased) return erased;
  if (!mail::remove_spooled(services.mail_spool, {own.signature.email})) base::log_warning("mail_not_removed");
  signers_changed(services, own.campaign);
  return Done{};
}

}  // namespace undersigned::signing
