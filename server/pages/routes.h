// The pages for everybody: the directory at /, a petition at /p/{slug} that signs without scripts, its thanks at
// /p/{slug}/signed, the style sheet of a campaign's accent.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::pages {

// `services` outlives the server.
void add_page_routes(http::Server& server, const api::Services& services);

}  // namespace undersigned::pages
