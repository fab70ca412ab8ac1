// Cached bytes as the answer to one request: the coding the client takes, 304 where it has them already.
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
  std::string_view vary = "Accept-Encoding";  // holds at least that
};

// 200, 304, or 406 for a client that takes none of the codings there are.
http::Response cached_response(const http::Request& request, const campaigns::CachedBody& bytes,
                               const CachedHead& head);

}  // namespace undersigned::api
