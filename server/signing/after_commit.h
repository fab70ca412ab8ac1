// What follows a signature's commit, whether it was given or confirmed by it: the campaign's count is raised, and the
// outbox learns of the mail that the store has queued.
//
// Safe to call from any thread; what it returns runs on the store's.
#pragma once

#include "server/campaigns/catalog.h"
#include "server/signing/services.h"
#include "server/store/signing_store.h"

namespace undersigned::signing {

// `services` outlives the callback. `done` is called last, with the outcome as it is.
store::SignCallback after_commit(const Services& services, campaigns::EntryPointer entry, store::SignCallback done);

}  // namespace undersigned::signing
