// Confirming a request by a code or link from its mail, and sending that mail again.
//
// Used by one thread at a time, within a transaction. Throws SQLite::Exception.
#pragma once

#include <cstdint>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/counters.h"
#include "server/store/sqlite/operation.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// See Store::confirm(). AlreadyThere: this code or link has confirmed it before.
Result<SignOutcome> confirm_signature(Connection& connection, CounterValues& changes, std::int64_t campaign_id,
                                      const Confirmation& confirmation);

// See Store::request_behind_link(). For any connection.
Result<SignatureRecord> find_request_of_link(Connection& connection, const Confirmation& link);

// See Store::send_again(). Always AlreadyThere.
SignOutcome send_mail_again(Connection& connection, std::int64_t campaign_id, const SendAgain& request);

}  // namespace undersigned::store::sqlite
