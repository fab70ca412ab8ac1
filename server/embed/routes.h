// Every way to embed a petition and to be found: frames at /e/{slug}, their cards, oEmbed, and share pictures.
#pragma once

#include "server/api/services.h"
#include "server/embed/share_pictures.h"
#include "server/http/server.h"

namespace undersigned::embed {

// `services` and `pictures` outlive the server.
void add_embed_routes(http::Server& server, const api::Services& services, SharePictures& pictures);

}  // namespace undersigned::embed
