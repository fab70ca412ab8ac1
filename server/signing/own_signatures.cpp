#include "server/signing/own_signatures.h"

#include <optional>
#include <utility>

#include "server/crypto/opaque_number.h"
#include "server/limits.h"
#include "shared/text/email.h"

namespace undersigned::signing {
namespace {

using store::SignatureRecord;

void signers_changed(const Services& services, const std::string& campaign) {
  if (const auto entry = services.catalog.snapshot()->any(campaign)) entry->count->signers_changed();
}

constexpr std::string_view kOwnIdPurpose = "my";

// As in store::OwnSelection.
bool belongs_to(const Services& services, const store::MailboxSignature& found, std::string_view email) {
  const std::string& slug = found.record.campaign;
  const std::string mailbox = delivery_mailbox(email);
  const bool has_tag = mailbox != canonical_email(email);
  const bool same = found.mailbox == services.dedupe_keys.campaign_mailbox(slug, email) ||
                    (has_tag && found.mailbox == services.dedupe_keys.former_campaign_mailbox(slug, email));
  if (!same) return false;
  const SignatureRecord& record = found.record;
  if (!record.erased) return delivery_mailbox(record.signature.email) == mailbox;
  return found.erased_owner == services.dedupe_keys.erased_owner(record.key.public_id, email);
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

Result<store::OwnSignatures> own_signatures(const Services& services, std::string_view email, std::size_t skipped) {
  const std::size_t requests_max = skipped == 0 ? limits::kOwnRequestsShown : 0;
  return services.own_signatures.signatures_of(
      {own_mailboxes(services, email), std::string(email), skipped, limits::kOwnSignaturesShown, requests_max});
}

Result<store::OwnSignatures> all_own_signatures(const Services& services, std::string_view email) {
  return services.own_signatures.signatures_of(
      {own_mailboxes(services, email), std::string(email), 0, limits::kOwnDownloadedMax, limits::kOwnDownloadedMax});
}

std::string own_id(const Services& services, const store::SignatureKey& key) {
  return crypto::OpaqueNumbers(services.my_page_key).hide(key.cursor, {kOwnIdPurpose, key.public_id});
}

Result<SignatureRecord> own_signature(const Services& services, std::string_view email, std::string_view id) {
  constexpr Error kNotFound{ErrorCode::NotFound, Field::None};
  const crypto::OpaqueNumbers numbers(services.my_page_key);
  const std::optional<std::int64_t> cursor = numbers.number_in(id);
  if (!cursor) return kNotFound;
  const Result<store::MailboxSignature> found = services.own_signatures.signature_with_mailbox(*cursor);
  if (!found) return found.error();
  const SignatureRecord& own = found->record;
  const bool named = numbers.is_of(id, *cursor, {kOwnIdPurpose, own.key.public_id});
  if (!named || !belongs_to(services, *found, email)) return kNotFound;
  return own;
}

Status erase_requests(const Services& services, const std::string& email) {
  return services.own_signatures.erase_requests({own_mailboxes(services, email), email, 0, 0, 0});
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
  signers_changed(services, own.campaign);
  return Done{};
}

}  // namespace undersigned::signing
