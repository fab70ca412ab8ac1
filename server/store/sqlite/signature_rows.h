// Rows of signatures: finding, adding, changing the status. Changes of the counters are collected in `changes`; the
// caller writes them in the same transaction.
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

// Nothing if it is damaged, which is noted.
std::optional<KnownSignature> find_signature(Connection& connection, std::int64_t id);
// A damaged one, too, so that it can be erased: of no known status, it is Invalid; a key of a wrong length is zeros.
std::optional<KnownSignature> find_to_erase(Connection& connection, std::int64_t id);
// The signature of a signer. Requests do not count.
std::optional<KnownSignature> find_signer(Connection& connection, std::int64_t campaign_id, const DedupeKey& key);

// A signature that an index refers to. Throws if it does not exist or is damaged.
KnownSignature listed_signature(Connection& connection, std::int64_t id);

// See Store::sign().
SignOutcome add_signature(Connection& connection, CounterValues& changes, std::int64_t campaign_id,
                          const NewSignature& signature);

// Whether the signature stands for good: its signer's next one changes nothing. All others make way for it.
bool is_counted(const KnownSignature& signature);

// AfterRejection if the signer's earlier signature was rejected, and no organizer has accepted one since.
Suspicions suspicion_of_earlier(const std::optional<KnownSignature>& earlier);

// Deletes a signer's earlier signature, in whose place is the one with this id. A backup that has it loses what it
// says, too (removals.h).
void replace_signature(Connection& connection, CounterValues& changes, const KnownSignature& earlier, std::int64_t id);

// Deletes the signature and everything that refers to it.
void remove_signature(Connection& connection, CounterValues& changes, const KnownSignature& signature);

// Deletes the personal record, the idempotency key and the queued mails; no code or link works any more. Keeps whose it
// was. False if the record was gone already.
bool erase_person(Connection& connection, std::int64_t id);

// Whose an erased signature was; nothing if nobody knows.
void set_owner(Connection& connection, std::int64_t id, const ErasedOwner& owner);
std::optional<ErasedOwner> find_owner(Connection& connection, std::int64_t id);

// ManyNames if the mailbox has signed under so many other names in this campaign that this one is quarantined;
// otherwise nothing.
Suspicions suspicion_of_name(Connection& connection, std::int64_t campaign_id, const DedupeKey& key);

// The status of a signature that needs no confirmation any more.
SignatureStatus status_once_confirmed(Suspicions suspicion);

// For requests, see requests.h. Queued mails about the earlier status are dropped, except the code that opens /my and
// the thank-you mail to somebody who is released from quarantine. Once it is accepted, it is no longer AfterRejection.
void change_status(Connection& connection, CounterValues& changes, const KnownSignature& signature,
                   SignatureStatus status);

}  // namespace undersigned::store::sqlite
