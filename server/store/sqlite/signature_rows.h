// The rows of signatures: found, added, given another status. What changes of the counters is collected in `changes`,
// for the caller to write in the same transaction.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/counters.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

struct KnownSignature {
  std::int64_t id = 0;
  std::string public_id;
  std::string idempotency_key;
  CountedSignature counted;
  Suspicions suspicion = 0;
  DedupeKey dedupe_key{};
};

std::optional<KnownSignature> find_signature(Connection& connection, std::int64_t id);
// The signature of a signer; requests are none.
std::optional<KnownSignature> find_signer(Connection& connection, std::int64_t campaign_id, const DedupeKey& key);

// One that an index has named. Throws where it is not there, as in a damaged file.
KnownSignature listed_signature(Connection& connection, std::int64_t id);

// See Store::sign().
SignOutcome add_signature(Connection& connection, CounterValues& changes, std::int64_t campaign_id,
                          const NewSignature& signature);

// Takes the whole signature away, with everything that hangs on it.
void remove_signature(Connection& connection, CounterValues& changes, const KnownSignature& signature);

// Takes the personal record away, the idempotency key, and what waits to be sent; no code or link works any more.
// False where it was gone already.
bool erase_person(Connection& connection, std::int64_t id);

// ManyNames, where so many other names of its mailbox stand in the campaign that this one waits for an organizer; or
// nothing.
Suspicions suspicion_of_name(Connection& connection, std::int64_t campaign_id, const DedupeKey& key);

// What a signature becomes that nobody has to confirm any more.
SignatureStatus status_once_confirmed(Suspicions suspicion);

// For a request, see requests.h. What waits in the outbox speaks of the status before, and goes; but not the code that
// opens /my, and not the thanks to somebody who is released from quarantine.
void change_status(Connection& connection, CounterValues& changes, const KnownSignature& signature,
                   SignatureStatus status);

}  // namespace undersigned::store::sqlite
