// GET /pictures/{file}: the versions of campaigns' pictures (shared/campaign/picture.h). Their names are their content,
// so they may be cached for ever, by anybody.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::pages {

// `services` must outlive the server.
void add_picture_file_route(http::Server& server, const api::Services& services);

}  // namespace undersigned::pages
