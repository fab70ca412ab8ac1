// The headers of every response (OWASP Secure Headers). A page passes in its own Content-Security-Policy.
//
// Referrer-Policy is same-origin, not no-referrer: with no-referrer, browsers post the plain form with Origin: null.
// Safe to use from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace undersigned::http {

// Who may load the response into a document.
enum class Audience {
  OwnPages,  // pages and admin mode: isolated from windows and documents of other origins
  AnySite,   // widget files, public API and the iframe page, made to be embedded
};

inline void add_security_headers(Response& response, Audience audience, std::string_view content_security_policy = {}) {
  auto& headers = response.headers;
  headers.push_back({"X-Content-Type-Options", "nosniff"});
  headers.push_back({"Referrer-Policy", "same-origin"});
  if (audience == Audience::OwnPages) {
    headers.push_back({"Cross-Origin-Opener-Policy", "same-origin"});
    headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
  } else {
    headers.push_back({"Cross-Origin-Resource-Policy", "cross-origin"});
  }
  if (!content_security_policy.empty()) {
    headers.push_back({"Content-Security-Policy", std::string(content_security_policy)});
  }
}

}  // namespace undersigned::http
