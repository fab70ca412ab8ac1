// The page for an error: what happened, and a link to go on.
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>

#include "server/assets/assets.h"
#include "server/http/message.h"
#include "server/pages/embed_context.h"
#include "shared/locale/locale.h"
#include "shared/result.h"

namespace undersigned::pages {

http::Response error_page(Error error, Locale locale, const assets::Assets& assets, const EmbedContext& embed = {});

// TooManyRequests, with Retry-After.
http::Response too_many_page(std::int64_t retry_after_s, Locale locale, const assets::Assets& assets);

// For refusals of the server itself (http::ErrorResponder): a page if a browser asks for one, otherwise a problem
// document.
http::Response status_response(const http::Request& request, int status, const assets::Assets& assets);

}  // namespace undersigned::pages
