// The response from a cached body: in the coding that the client accepts, or 304 if it has this version.
//
// Pure and safe to call from any thread.
#pragma once

#include <string_view>

#include "server/campaigns/response_cache.h"
#include "server/http/message.h"

namespace undersigned::api {

struct CachedHead {
  std::string_view content_type;
  std::string_view cache_control;
  std::string_view vary = "Accept-Encoding";  // must include at least that
};

// 200, 304, or 406 if the client accepts none of the codings.
http::Response cached_response(const http::Request& request, const campaigns::CachedBody& bytes,
                               const CachedHead& head);

}  // namespace undersigned::api
