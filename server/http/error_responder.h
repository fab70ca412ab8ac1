// What the server says when it answers by itself: bad framing, unknown paths, deadlines, failed handlers. One function
// of the application writes all of them.
#pragma once

#include <functional>

#include "server/http/message.h"

namespace undersigned::http {

// Called from the event loop's thread and from workers at the same time: thread-safe and quick. `status` is the one to
// answer with. The request is as far as it could be read: headers are empty after 400 and 431.
using ErrorResponder = std::function<Response(const Request& request, int status)>;

// The responder's answer, or plain text where there is none or it throws. 429 and 503 say when to come back
// (Retry-After, RFC 9110 10.2.3).
Response error_response(const ErrorResponder& responder, const Request& request, int status);

}  // namespace undersigned::http
