#include "server/http/error_responder.h"

#include <algorithm>
#include <string>

#include "server/base/ascii.h"
#include "server/limits.h"

namespace undersigned::http {

namespace {

Response say(const ErrorResponder& responder, const Request& request, int status) {
  if (responder) {
    try {
      return responder(request, status);
    } catch (...) {
      // The client gets the plain text below and does not learn what failed.
    }
  }
  return make_response(status, "text/plain; charset=utf-8", std::string(reason_phrase(status)) + "\n");
}

bool says_when(const Response& response) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [](const Header& header) { return base::equal_ignoring_case(header.name, "Retry-After"); });
}

}  // namespace

Response error_response(const ErrorResponder& responder, const Request& request, int status) {
  auto response = say(responder, request, status);
  if ((status == 429 || status == 503) && !says_when(response)) {
    set_retry_after(response, limits::kBusyRetryAfterS);
  }
  return response;
}

}  // namespace undersigned::http
