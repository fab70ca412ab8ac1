// Who may read the response to a POST to the API: the page that sent it.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>

#include "server/http/message.h"

namespace undersigned::api {

// A refused sender may read the refusal, which holds nothing secret: otherwise the widget could not distinguish it from
// a network failure.
struct Reader {
  std::string origin{};  // empty: not a page
  bool refused = false;
};

http::Response for_reader(http::Response response, const Reader& reader);

}  // namespace undersigned::api
