// POST /v1/campaigns/{slug}/confirmations       idempotency_key, name, organization, email, locale, code: thanks, or a
//                                               problem
// POST /v1/campaigns/{slug}/confirmations/again idempotency_key, name, organization, email, locale: always the same
//
// `idempotency_key` is the one the signature was sent with: a code confirms that signature, and no other of the same
// person. Signatures sent without a key can only be confirmed by the link in the mail.
// Forms only, so no preflight is needed. For this server's pages, partners and programs, as with signatures.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::api {

// `services` must outlive the server.
void add_confirm_routes(http::Server& server, const Services& services);

}  // namespace undersigned::api
