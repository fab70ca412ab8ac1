// What a browser is shown when there is no page: the error in words, and a way on.
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

// TooManyRequests, with when to come back.
http::Response too_many_page(std::int64_t retry_after_s, Locale locale, const assets::Assets& assets);

// For what the server refuses by itself (http::ErrorResponder): a page where a browser asks for one, else a problem.
http::Response status_response(const http::Request& request, int status, const assets::Assets& assets);

}  // namespace undersigned::pages
