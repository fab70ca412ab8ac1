// /my: what a mailbox has signed on this server, to see, download, change, withdraw and erase (shared/view/my_view.h).
//
//   GET  /my           asks for the address; with the token of a mail's link, a page whose button opens the list
//   POST /my/code      sends a code and a link, if the mailbox has signed; the response is the same in every case
//   POST /my           the code or token: the list
//   POST /my/list      another page of the list
//   POST /my/change    visibility, withdraw, erase: the list again
//   POST /my/download  the list as JSON
//
// Only from this server's own pages. No cookie, and nothing personal in an address or title.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::pages {

// `services` must outlive the server.
void add_my_routes(http::Server& server, const api::Services& services);

}  // namespace undersigned::pages
