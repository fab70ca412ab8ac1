// The public list of signers: /p/{slug}/signers, and in a frame /e/{slug}/signers.
//
// A page continues after the last signer of the page before, whom its address names by an encrypted cursor
// (crypto/opaque_number.h): no number or order of rows leaves the server. Whoever withdraws, erases or hides themselves
// disappears from every page with the next request: the cached pages depend on the revision, and caches elsewhere must
// revalidate.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::pages {

void get_signers(const api::Services& services, const http::Request& request, const http::Reply& reply);

}  // namespace undersigned::pages
