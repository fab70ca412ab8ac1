// Embedding and link previews: frames at /e/{slug}, cards, oEmbed, pictures and share pictures.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"
#include "server/previews/share_pictures.h"

namespace undersigned::pages {

// `services` and `pictures` must outlive the server.
void add_embed_routes(http::Server& server, const api::Services& services, previews::SharePictures& pictures);

}  // namespace undersigned::pages
