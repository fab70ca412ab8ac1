// /my: what a mailbox has signed on this server, to see, download, change, withdraw and erase (shared/view/my_view.h).
//
//   GET  /my           asks for the address
//   POST /my/code      has a code sent to it, if anyone has signed with it; the same answer in every case, before
//   anybody
//                      has looked
//   POST /my           the code: the list
//   POST /my/change    visibility, withdraw, erase: the list again
//   POST /my/download  the list as JSON
//
// From this server's own pages only; no cookie, nothing personal in an address or a title.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::pages {

// `services` outlives the server.
void add_my_routes(http::Server& server, const api::Services& services);

}  // namespace undersigned::pages
