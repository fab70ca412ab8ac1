// The responses that the server makes itself: bad framing, unknown paths, deadlines, failed handlers. One function of
// the application writes all of them.
#pragma once

#include <functional>

#include "server/http/message.h"

namespace undersigned::http {

// Called from the event loop's thread and from workers at the same time, so it must be thread-safe and quick. `status`
// is the one to answer with. The request holds what could be read: after 400 and 431 it has no headers.
using ErrorResponder = std::function<Response(const Request& request, int status)>;

// The responder's response, or plain text if there is no responder or it throws. 429 and 503 carry Retry-After (RFC
// 9110 10.2.3).
Response error_response(const ErrorResponder& responder, const Request& request, int status);

}  // namespace undersigned::http
