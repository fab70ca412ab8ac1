// Confirming a signature without scripts: the code from the mail on the page that answered the form, and the page that
// the mail links to.
//
//   POST /p/{slug}/confirm   the code: to the thanks, or the page again
//   POST /p/{slug}/again     the mail once more: the page again
//   GET  /confirm?c=&t=      a button, and nothing changes: mail scanners follow links
//   POST /confirm            c, t, locale: to the thanks
//
// The first two stand under /e/ as well, for frames. Their pages carry the signer in hidden fields, never in an
// address; a GET of theirs, such as of a tab that is restored, leads to the petition.
#pragma once

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/server.h"
#include "server/pages/campaign_page.h"
#include "server/signing/confirm.h"
#include "shared/view/pending_view.h"

namespace undersigned::pages {

// To the page that waits for the code of this request (request_seal.h).
http::Response to_pending_page(const api::Services& services, const PageContext& context,
                               const std::optional<signing::RequestName>& request, view::Again again = view::Again::No);

// That page. Reads nothing from the store.
http::Response pending_page(const api::Services& services, const PageContext& context, const view::PendingState& state);

// `services` outlives the server.
void add_confirm_page_routes(http::Server& server, const api::Services& services);

}  // namespace undersigned::pages
