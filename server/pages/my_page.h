// /my: what a mailbox has signed on this server, to see, download, change, withdraw and erase (shared/view/my_view.h).
//
//   GET  /my           asks for the address; with the token of a mail's link, a page whose button opens the list
//   POST /my/code      has a code and a link sent to it, if anyone has signed with it; the same answer in every case
//   POST /my           the code, or the token: the list
//   POST /my/change    visibility, withdraw, erase: the list again
//   POST /my/download  the list as JSON
//
// From this server's own pages only; no cookie, nothing that anybody could read in an address or a title.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::pages {

// `services` outlives the server.
void add_my_routes(http::Server& server, const api::Services& services);

}  // namespace undersigned::pages
