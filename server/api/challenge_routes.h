// GET /v1/campaigns/{slug}/challenge: what a signature from this client would have to solve at present, for a widget
// that begins to calculate while people still type. {"bits":0} where nothing, else {"token":"...","bits":18}.
//
// Any site may read it; nobody stores it.
#pragma once

#include <string>

#include "server/api/services.h"
#include "server/http/server.h"
#include "server/signing/guard.h"

namespace undersigned::api {

std::string challenge_document(const signing::Challenge& challenge);

// `services` outlives the server.
void add_challenge_route(http::Server& server, const Services& services);

}  // namespace undersigned::api
