// GET /v/{version}/{file}: the widget's files. Under the version they are immutable for a year; under /v/1/ they are
// the newest, for five minutes. Any site may load them.
#pragma once

#include "server/assets/assets.h"
#include "server/http/server.h"

namespace undersigned::assets {

// `assets` outlives the server.
void add_asset_routes(http::Server& server, const Assets& assets);

}  // namespace undersigned::assets
