// What happens after the commit that stores or confirms a signature: the campaign's count is updated, and the outbox is
// woken for the queued mail.
//
// Safe to call from any thread. The returned callback runs on the store's.
#pragma once

#include "server/campaigns/catalog.h"
#include "server/signing/services.h"
#include "server/store/signing_store.h"

namespace undersigned::signing {

// `services` must outlive the callback. `done` is called last, with the unchanged outcome.
store::SignCallback after_commit(const Services& services, campaigns::EntryPointer entry, store::SignCallback done);

}  // namespace undersigned::signing
