// The signatures of one mailbox in all campaigns of the server: finding, showing and exporting them for their signer.
//
// Safe to call from any thread; waits for the store. Errors are the store's. Email addresses are those of
// check_email().
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/api/services.h"
#include "server/store/store.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/view/my_view.h"

namespace undersigned::pages {

// The mailbox as each campaign knows it, including drafts and closed campaigns.
store::OwnMailboxes own_mailboxes(const api::Services& services, std::string_view email);

Result<std::vector<store::SignatureRecord>> own_signatures(const api::Services& services, std::string_view email);

// In the reader's language.
std::vector<view::MySignature> shown(const api::Services& services,
                                     const std::vector<store::SignatureRecord>& signatures, Locale locale);

// Everything stored, without internal keys: {"signatures":[{"campaign","title","url","status","signed_at","kind",
// "name","organization","role","email","postcode","country","phone","comment","visibility",
// "consents":[{"id","text","withdrawn_at"}],"text_version","language","source":{"partner","origin","page","utm_source",
// "utm_medium","utm_campaign"},"erased"}]}. Times are RFC 3339 in UTC. A consent has its text if the campaign still has
// the one that was agreed to, and withdrawn_at if it was withdrawn.
std::string as_json(const api::Services& services, const std::vector<store::SignatureRecord>& signatures,
                    Locale locale);

}  // namespace undersigned::pages
