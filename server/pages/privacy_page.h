// The page that says who gets the signers' details (shared/view/privacy_view.h). The form links to it.
//
// Safe to call from any thread.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::pages {

void get_privacy(const api::Services& services, const http::Request& request, const http::Reply& reply);

}  // namespace undersigned::pages
