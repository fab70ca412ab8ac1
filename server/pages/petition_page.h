// A petition on the server's own page, and its form without scripts: typed values stay, errors are in a summary and
// beside each field, and a signature leads to a thank-you page (post, redirect, get). The same works in a frame at
// /e/{slug}, according to its EmbedContext.
//
// Safe to call from any thread.
#pragma once

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/reply.h"

namespace undersigned::pages {

// For /p/:slug, and for /e/:slug unless it is a card.
void get_petition(const api::Services& services, const http::Request& request, const http::Reply& reply);
void post_petition(const api::Services& services, const http::Request& request, const http::Reply& reply);

// For /p/:slug/signed and /e/:slug/signed.
void get_signed(const api::Services& services, const http::Request& request, const http::Reply& reply);

}  // namespace undersigned::pages
