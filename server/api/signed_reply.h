// The answers of the API to people who sign: the same bytes for everyone, made once and shared.
//
// Safe to call from any thread; nothing here waits for the store.
#pragma once

#include "server/api/services.h"
#include "server/campaigns/catalog.h"
#include "server/http/message.h"
#include "shared/locale/locale.h"
#include "shared/result.h"

namespace undersigned::api {

// With the count that everybody is shown at this time. `partner`: whom the links to share carry on; empty for none.
http::Response thanks_reply(const Services& services, const campaigns::EntryPointer& entry, Locale locale,
                            const std::string& partner, const Result<store::Signed>& outcome);

// New, pending, confirmed, withdrawn or one name too many: only the mailbox learns which.
http::Response pending_reply(const Services& services, const campaigns::Entry& entry, Locale locale,
                             const Result<store::Signed>& outcome);

http::Response resent_reply(Locale locale, const Result<store::Signed>& outcome);

}  // namespace undersigned::api
