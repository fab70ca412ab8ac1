// GET /p/{slug}/share-{version}.png: the share picture of a campaign. The current one may be kept for ever; an older
// version leads to it.
#pragma once

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/reply.h"
#include "server/previews/share_pictures.h"

namespace undersigned::pages {

// Of /p/:slug/:file, and so of every file that is not there.
void get_picture(const api::Services& services, previews::SharePictures& pictures, const http::Request& request,
                 const http::Reply& reply);

}  // namespace undersigned::pages
