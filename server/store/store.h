// What the server stores: an interface for each part of the server that uses it. An implementation owns its SQL;
// sqlite/ is the only one.
//
// Thread-safety: every method may be called from any thread. sign(), confirm() and send_again() go through one writer
// thread that commits in groups. They do not wait: the callback runs once, on the writer's thread, after the commit is
// on disk or has failed (for Busy: on the caller's thread, before they return). Callbacks must be short and must not
// call the store. Other writes wait for their turn. api/timing_equalizer.h hides what the duration would reveal.
//
// Errors: StorageFailed from the database; Busy for a full queue or pool, another process's lock, or a closing store.
// The same call may then be made again. After a failed fsync and a crash, the write may survive.
//
// Enum values are stored in the database: never renumber, only add.
#pragma once

#include "server/store/account_store.h"
#include "server/store/audit_store.h"
#include "server/store/campaign_store.h"
#include "server/store/mail_store.h"
#include "server/store/moderation_store.h"
#include "server/store/operation_store.h"
#include "server/store/own_signature_store.h"
#include "server/store/reading_store.h"
#include "server/store/signing_store.h"
#include "server/store/version_store.h"

namespace undersigned::store {

class Store : public AccountStore,
              public AuditStore,
              public CampaignStore,
              public MailStore,
              public ModerationStore,
              public OperationStore,
              public OwnSignatureStore,
              public ReadingStore,
              public SigningStore,
              public VersionStore {};

}  // namespace undersigned::store
