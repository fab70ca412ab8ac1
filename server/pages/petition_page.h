// A petition on the server's own page, and its form without scripts: what was typed stays, what is wrong is said in a
// summary and beside each field, and a signature leads to a page of thanks (post, redirect, get). The same in a frame
// of another site at /e/{slug}, as its EmbedContext says.
//
// Safe to call from any thread.
#pragma once

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/reply.h"

namespace undersigned::pages {

// Of /p/:slug, and of /e/:slug where it is no card.
void get_petition(const api::Services& services, const http::Request& request, const http::Reply& reply);
void post_petition(const api::Services& services, const http::Request& request, const http::Reply& reply);

// Of /p/:slug/signed and /e/:slug/signed.
void get_signed(const api::Services& services, const http::Request& request, const http::Reply& reply);

}  // namespace undersigned::pages
