// Who may read an answer of the API to a POST: the page that sent it.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>

#include "server/http/message.h"

namespace undersigned::api {

// A refused sender may read why, for the refusal says nothing that is not public; without it the widget could not tell
// a site that is not allowed from a line that is down.
struct Reader {
  std::string origin{};  // empty: not a page
  bool refused = false;
};

http::Response for_reader(http::Response response, const Reader& reader);

}  // namespace undersigned::api
