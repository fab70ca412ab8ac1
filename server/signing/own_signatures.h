// What people do with the signatures of their own mailbox, across all campaigns of the server: see them, choose how
// they are shown, withdraw a signature or a consent, erase.
//
// Safe to call from any thread; waits for the store, whose errors these are. E-mail addresses are those of
// check_email().
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "server/signing/services.h"
#include "server/store/own_signature_store.h"
#include "shared/result.h"

namespace undersigned::signing {

// The mailbox as each campaign knows it, drafts and closed ones too.
store::OwnMailboxes own_mailboxes(const Services& services, std::string_view email);

// Those of one page, after `skipped` signatures. Requests are on the first page.
Result<store::OwnSignatures> own_signatures(const Services& services, std::string_view email, std::size_t skipped);
// All of them, for the download: limits::kOwnDownloadedMax signatures, and as many requests.
Result<store::OwnSignatures> all_own_signatures(const Services& services, std::string_view email);

// The text by which the forms of /my name a signature: its number, encrypted (crypto/opaque_number.h). So however many
// requests others have made with the address, finding one takes the same work.
std::string own_id(const Services& services, const store::SignatureKey& key);

// NotFound where it is none of the mailbox's own.
Result<store::SignatureRecord> own_signature(const Services& services, std::string_view email, std::string_view id);

// Deletes what the mailbox has not confirmed, in all campaigns, and mails to it that were not sent.
Status erase_requests(const Services& services, const std::string& email);

// AlreadyGone: it was withdrawn before, or ruled out by the organizers, which stays so: a withdrawn one could be given
// anew.
enum class Withdrawal : std::uint8_t { Done, AlreadyGone };
Result<Withdrawal> withdraw(const Services& services, const store::SignatureRecord& own);

// Updates the public documents that show the signature.
Status show_as(const Services& services, const store::SignatureRecord& own, Visibility visibility);
Status withdraw_consent(const Services& services, const store::SignatureRecord& own, std::string_view purpose);

// The personal record, and mails to the mailbox that were not sent. The signature still counts.
Status erase(const Services& services, const store::SignatureRecord& own);

}  // namespace undersigned::signing
