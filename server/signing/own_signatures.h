// What people do with the signatures of their own mailbox, across all campaigns of the server: see them, choose how
// they are shown, withdraw a signature or a consent, erase.
//
// Safe to call from any thread; waits for the store, whose errors these are. E-mail addresses are those of
// check_email().
#pragma once

#include <string_view>
#include <vector>

#include "server/signing/services.h"
#include "server/store/own_signature_store.h"
#include "shared/result.h"

namespace undersigned::signing {

// The mailbox as each campaign knows it, drafts and closed ones too.
store::OwnMailboxes own_mailboxes(const Services& services, std::string_view email);

Result<std::vector<store::SignatureRecord>> own_signatures(const Services& services, std::string_view email);

// NotFound where it is none of the mailbox's own.
Result<store::SignatureRecord> own_signature(const Services& services, std::string_view email,
                                             std::string_view public_id);

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
