// Who sends a signature: this server's own page, a program without a browser, or a partner's site.
//
// A browser says its page's origin in every POST (Fetch standard, "append a request Origin header"). Nobody but this
// server and its partners may send signatures from a page; "null", which any sandboxed frame can claim, is nobody.
// Pure and safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/campaigns/catalog.h"
#include "server/http/message.h"
#include "shared/result.h"

namespace undersigned::api {

struct Sender {
  std::string origin;  // as sent; empty for a program
};

// OriginNotAllowed for a page of anybody else.
Result<Sender> identify_sender(const http::Request& request, const campaigns::Snapshot& snapshot,
                               std::string_view base_url);

// For what only this server's own pages send: OriginNotAllowed for everybody else's, partners included. A browser that
// sends Sec-Fetch-Site (W3C Fetch Metadata) is taken at its word too.
Status require_own_page(const http::Request& request, std::string_view base_url);

// The query of this server's own page that the request comes from, percent-encoded, as the Referer header says it;
// empty for any other page, or none.
std::string_view own_page_query(const http::Request& request, std::string_view base_url);

}  // namespace undersigned::api
