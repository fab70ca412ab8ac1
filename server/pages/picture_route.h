// GET /p/{slug}/share-{version}.png or .jpg: the share picture of a campaign. The current one may be cached for ever; an older
// version redirects to it.
#pragma once

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/reply.h"
#include "server/previews/share_pictures.h"

namespace undersigned::pages {

// For /p/:slug/:file, so also for every file that does not exist.
void get_picture(const api::Services& services, previews::SharePictures& pictures, const http::Request& request,
                 const http::Reply& reply);

}  // namespace undersigned::pages
