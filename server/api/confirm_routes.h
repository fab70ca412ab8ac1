// POST /v1/campaigns/{slug}/confirmations       idempotency_key, name, organization, email, locale, code: thanks, or a
//                                               problem
// POST /v1/campaigns/{slug}/confirmations/again idempotency_key, name, organization, email, locale: always the same
//
// `idempotency_key` is the one that the signature was sent with: a code confirms that signature, and no other of the
// same person. Who sends signatures without one leaves confirming to the link of the mail.
// Forms only, so that no preflight is needed. From this server's pages, partners and programs, as for signatures.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::api {

// `services` outlives the server.
void add_confirm_routes(http::Server& server, const Services& services);

}  // namespace undersigned::api
