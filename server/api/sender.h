// Who sends a signature: this server's own page, a partner's site, or a program.
//
// Browsers send the page's origin with every POST (Fetch standard, "append a request Origin header"). Only pages of
// this server and its partners may send signatures. "null", which any sandboxed frame can claim, is refused. Pure and
// safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/campaigns/catalog.h"
#include "server/http/message.h"
#include "shared/result.h"

namespace undersigned::api {

struct Sender {
  std::string origin;  // as sent; empty: a program
};

// OriginNotAllowed for any other page.
Result<Sender> identify_sender(const http::Request& request, const campaigns::Snapshot& snapshot,
                               std::string_view base_url);

// The page of a partner's site on which somebody signed, as an address to share. Empty unless `page` is on the origin
// that the browser says it comes from, and that origin is a partner's: an address that somebody else put into a form is
// never handed on. Also empty if it ends in a bare "?": the query that names the page was not sent
// (web/loader/page_address.ts).
std::string partner_page(const campaigns::Snapshot& snapshot, std::string_view origin, std::string_view page);

// For requests that only this server's own pages send: OriginNotAllowed for all other pages, partners included. Also
// checks Sec-Fetch-Site (W3C Fetch Metadata), if the browser sends it.
Status require_own_page(const http::Request& request, std::string_view base_url);

// The percent-encoded query of this server's own page that sent the request, from the Referer header; empty for any
// other page.
std::string_view own_page_query(const http::Request& request, std::string_view base_url);

}  // namespace undersigned::api
