// The API's responses to signers: the same bytes for everyone, made once and shared.
//
// Safe to call from any thread. Does not wait for the store.
#pragma once

#include "server/api/documents.h"
#include "server/api/services.h"
#include "server/campaigns/catalog.h"
#include "server/http/message.h"
#include "shared/locale/locale.h"
#include "shared/result.h"

namespace undersigned::api {

// With the current public count.
http::Response thanks_reply(const Services& services, const campaigns::EntryPointer& entry, Locale locale,
                            const SharedLinks& shared, const Result<store::Signed>& outcome);

// The same for a new, pending, confirmed or withdrawn signature, or one name too many: only the mailbox learns which.
http::Response pending_reply(const Services& services, const campaigns::Entry& entry, Locale locale,
                             const Result<store::Signed>& outcome);

http::Response resent_reply(Locale locale, const Result<store::Signed>& outcome);

}  // namespace undersigned::api
