// GET /v/{version}/{file}: the widget's files. Under the version of this or an earlier release they are immutable for a
// year; /v/1/ serves the newest, cached for five minutes. Any site may load them. manifest.json holds the version and
// every file's integrity.
#pragma once

#include "server/assets/releases.h"
#include "server/http/server.h"

namespace undersigned::pages {

// `releases` must outlive the server.
void add_asset_routes(http::Server& server, const assets::Releases& releases);

}  // namespace undersigned::pages
