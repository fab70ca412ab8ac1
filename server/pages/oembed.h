// oEmbed 1.0 (oembed.com): what a site shows instead of a pasted link to a petition. The html is a frame with the
// petition's card: it needs no script, and works in a sandbox.
//
// GET /oembed?url=&format=json&maxwidth=&maxheight=. Only for addresses of this server's own petitions, with their
// language and partner; 404 for others, 501 for formats other than JSON. Any site may read it.
#pragma once

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/reply.h"

namespace undersigned::pages {

void get_oembed(const api::Services& services, const http::Request& request, const http::Reply& reply);

}  // namespace undersigned::pages
