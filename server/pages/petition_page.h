// A petition on the server's own page, and its form without scripts: what was typed stays, what is wrong is said in a
// summary and beside each field, and a signature leads to a page of thanks (post, redirect, get).
//
// Safe to call from any thread.
#pragma once

#include <string>

#include "server/api/services.h"
#include "server/catalog/catalog.h"
#include "server/http/message.h"
#include "server/http/reply.h"
#include "shared/locale/locale.h"
#include "shared/result.h"

namespace undersigned::pages {

Result<std::string> petition_page(const api::Services& services, const catalog::Entry& entry, Locale locale);
std::string signed_page(const api::Services& services, const catalog::Entry& entry, Locale locale);

// POST /p/:slug.
void post_petition(const api::Services& services, const http::Request& request, const http::Reply& reply);

}  // namespace undersigned::pages
