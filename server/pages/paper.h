// Campaigns on paper, and on other sites: the poster at /p/{slug}/poster, its QR code as qr.svg and qr.png, the snippets at
// /p/{slug}/embed, and the sheet that is printed after a petition.
#pragma once

#include <string>

#include "server/api/services.h"
#include "server/http/server.h"
#include "server/pages/campaign_page.h"

namespace undersigned::pages {

// The HTML of the sheet; hidden on screens (web/pages/styles/paper.css). The QR code is part of it: a picture that is
// loaded only for printing comes too late.
std::string paper_sheet(const api::Services& services, const PageContext& context, const view::PetitionPage& page);

// `services` must outlive the server.
void add_paper_routes(http::Server& server, const api::Services& services);

}  // namespace undersigned::pages
