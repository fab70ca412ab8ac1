// The public pages: the directory at /, a petition at /p/{slug}, which works without scripts, its thank-you page at
// /p/{slug}/signed, and the style sheet of a campaign's accent.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::pages {

// `services` must outlive the server.
void add_page_routes(http::Server& server, const api::Services& services);

}  // namespace undersigned::pages
