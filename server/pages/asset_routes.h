// GET /v/{version}/{file}: the widget's files. Under their version, this one's or an earlier one's, they are immutable
// for a year; under /v/1/ they are the newest, for five minutes. Any site may load them. manifest.json among them says
// the version and every file's integrity.
#pragma once

#include "server/assets/releases.h"
#include "server/http/server.h"

namespace undersigned::pages {

// `releases` outlives the server.
void add_asset_routes(http::Server& server, const assets::Releases& releases);

}  // namespace undersigned::pages
