// oEmbed 1.0 (oembed.com): what a site shows in the place of a pasted link to a petition. The html is a frame with the
// petition's card: no script, and nothing that a sandbox takes away.
//
// GET /oembed?url=&format=json&maxwidth=&maxheight=. Only addresses of this server's own petitions are answered for,
// with the language and partner they name; 404 for any other, 501 for another format than JSON. Any site may read it.
#pragma once

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/reply.h"

namespace undersigned::pages {

void get_oembed(const api::Services& services, const http::Request& request, const http::Reply& reply);

}  // namespace undersigned::pages
