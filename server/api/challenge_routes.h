// GET /v1/campaigns/{slug}/challenge: the challenge that a signature from this client would need now, for a widget that
// starts solving while people type. {"bits":0} if none, otherwise {"token":"...","bits":18}.
//
// Any site may read it. Never cached.
#pragma once

#include <string>

#include "server/api/services.h"
#include "server/http/server.h"
#include "server/signing/guard.h"

namespace undersigned::api {

std::string challenge_document(const signing::Challenge& challenge);

// `services` must outlive the server.
void add_challenge_route(http::Server& server, const Services& services);

}  // namespace undersigned::api
