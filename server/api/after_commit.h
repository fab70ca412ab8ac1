// What follows a signature's commit, whether it was given or confirmed by it: the pages learn of the new count before
// the signer, who may load one at once, and the outbox of the mail that the store has queued.
//
// Safe to call from any thread; what it returns runs on the store's.
#pragma once

#include "server/api/services.h"
#include "server/catalog/catalog.h"
#include "server/store/store.h"

namespace undersigned::api {

// `services` outlives the callback. `done` is called last, with the outcome as it is.
store::SignCallback after_commit(const Services& services, catalog::EntryPointer entry, store::SignCallback done);

}  // namespace undersigned::api
