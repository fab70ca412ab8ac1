// Requests: the pending rows of `signature`, which wait for their mailbox to confirm them. Any number may stand side by
// side for one signer, each over its own content and with its own issue of code and link. One that is settled becomes
// the signer's signature; with that, all others of the signer are void.
//
// Used by one thread at a time, within a transaction where it writes. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/counters.h"
#include "server/store/sqlite/recent_signers.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// The number of the request that was sent with this ticket (idempotency key). None has an empty one.
std::optional<std::int64_t> find_request(Connection& connection, std::int64_t campaign_id, const DedupeKey& key,
                                         const std::string& ticket);

// Whether it may still become a signature: its signer has none that stands, and it is not void.
bool may_be_settled(Connection& connection, const KnownSignature& request);

// Makes it the signer's signature, in the place of one that was withdrawn. Where it counts, or waits for an organizer,
// the signer's other requests are void and go, with the mails that wait for them.
void settle_request(Connection& connection, CounterValues& changes, const KnownSignature& request,
                    SignatureStatus status, Suspicions suspicion);

// Takes away the requests of a signer; code and links for /my that wait to be sent for one go out for `heir`. At most
// limits::kRequestsVoidedAtOnce in this transaction: what is left is void all the same, and goes with sweep_requests().
void void_requests(Connection& connection, CounterValues& changes, const Signer& heir);

// The next that were left. False: there is nothing left.
bool sweep_requests(Connection& connection, CounterValues& changes);

// The numbers of a mailbox's requests in a campaign, the newest first, at most limits::kOwnRequestsMax.
std::vector<std::int64_t> requests_of_mailbox(Connection& connection, std::int64_t campaign_id,
                                              const CampaignMailbox& mailbox);

}  // namespace undersigned::store::sqlite
