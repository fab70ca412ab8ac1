// POST /v1/campaigns/{slug}/confirmations       name, organization, email, locale, code: thanks, or a problem
// POST /v1/campaigns/{slug}/confirmations/again name, organization, email, locale: always the same
//
// Forms only, so that no preflight is needed. From this server's pages, partners and programs, as for signatures.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::api {

// `services` outlives the server.
void add_confirm_routes(http::Server& server, const Services& services);

}  // namespace undersigned::api
