#include "server/http/error_responder.h"

#include <string>

namespace undersigned::http {

Response error_response(const ErrorResponder& responder, const Request& request, int status) {
  if (responder) {
    try {
      return responder(request, status);
    } catch (...) {
      // The client gets the plain text below, and nothing of what failed.
    }
  }
  return make_response(status, "text/plain; charset=utf-8", std::string(reason_phrase(status)) + "\n");
}

}  // namespace undersigned::http
