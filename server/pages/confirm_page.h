// Confirming a signature without scripts: by the code, on the page that answers the form, and by the link in the mail.
//
//   POST /p/{slug}/confirm   the code: leads to the thank-you page, or the same page again
//   POST /p/{slug}/again     sends the mail again: the same page again
//   GET  /confirm?c=&t=      a page with a button; changes nothing, since mail scanners follow links
//   POST /confirm            c, t, locale: leads to the thank-you page
//
// The first two also exist under /e/, for frames. Their pages carry the signer in hidden fields, never in an address. A
// GET of them, for example from a restored tab, leads to the petition.
#pragma once

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/server.h"
#include "server/pages/campaign_page.h"
#include "server/signing/confirm.h"
#include "shared/view/pending_view.h"

namespace undersigned::pages {

// Redirects to the page that waits for the code of this request (request_seal.h).
http::Response to_pending_page(const api::Services& services, const PageContext& context,
                               const std::optional<signing::RequestName>& request, view::Again again = view::Again::No);

// The page itself. Reads nothing from the store.
http::Response pending_page(const api::Services& services, const PageContext& context, const view::PendingState& state);

// `services` must outlive the server.
void add_confirm_page_routes(http::Server& server, const api::Services& services);

}  // namespace undersigned::pages
