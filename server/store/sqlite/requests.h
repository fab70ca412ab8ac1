// Requests are the pending rows of `signature`, which their mailbox has to confirm. A signer may have any number, each
// with its own content and its own code and link. A request that is settled becomes the signer's signature, and all
// others of the signer become void.
//
// Used by one thread at a time, within a transaction if it writes. Throws SQLite::Exception.
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

// The id of the request sent with this ticket (idempotency key). No request has an empty one.
std::optional<std::int64_t> find_request(Connection& connection, std::int64_t campaign_id, const DedupeKey& key,
                                         const std::string& ticket);

// Whether the request can still become a signature: its signer has none that counts, and it is not void.
bool may_be_settled(Connection& connection, const KnownSignature& request);

// Makes it the signer's signature, in place of one that does not count. If it counts or is quarantined, the signer's
// other requests become void and are deleted, with their queued mails. A request that is withdrawn or rejected takes
// no place of a signature that waits for an organizer or was rejected: it is deleted.
void settle_request(Connection& connection, CounterValues& changes, const KnownSignature& request,
                    SignatureStatus status, Suspicions suspicion);

// Changes the status of a signature. If it counts now, its signer's requests become void.
void settle_signature(Connection& connection, CounterValues& changes, const KnownSignature& signature,
                      SignatureStatus status);

// Deletes the requests of a signer. Their queued mails for /my are sent for `heir` instead. Deletes at most
// limits::kRequestsVoidedAtOnce now; the others are void as well, and the writer deletes them with sweep_requests().
void void_requests(Connection& connection, CounterValues& changes, const Signer& heir);

// Deletes the next of those, and counts them. False: there is nothing left.
bool sweep_requests(Connection& connection);

// Deletes the next void requests of this signer. False: there is nothing left.
bool sweep_requests_of(Connection& connection, CounterValues& changes, std::int64_t campaign_id, const DedupeKey& key);

// Whether the request is void and will be deleted.
bool is_void(Connection& connection, const KnownSignature& request);

// The ids of a mailbox's requests in a campaign below `before`, newest first, at most limits::kOwnRequestsMax.
enum class VoidRequests : std::uint8_t { Left, Included };
std::vector<std::int64_t> requests_of_mailbox(Connection& connection, std::int64_t campaign_id,
                                              const CampaignMailbox& mailbox, std::int64_t before,
                                              VoidRequests void_ones);

}  // namespace undersigned::store::sqlite
