// The only place that writes status lines and header fields (RFC 9112 4, RFC 9110 6.6.1 and 8.6), for replies of
// handlers, deferred replies and refusals alike. Pure; safe to use from any thread.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>

#include "server/http/framing.h"
#include "server/http/message.h"

namespace undersigned::http {

// Whether browsers are told to use https only (RFC 6797), for a year and for all subdomains (OWASP ASVS 5.0, 3.4.1).
// Only useful if browsers reach the server by https: over plain HTTP they ignore it.
enum class StrictTransportSecurity : std::uint8_t { No, Yes };

struct ResponseContext {
  Method method = Method::Unknown;    // of the request
  Version version = Version::Http11;  // of the request
  AfterReply after = AfterReply::KeepOpen;
  std::string_view date;  // imf_fixdate()
  StrictTransportSecurity strict_transport_security = StrictTransportSecurity::No;
};

// Everything up to and including the empty line. A response without a Content-Security-Policy is not a document and
// gets a policy that keeps browsers from using it as one (OWASP ASVS 5.0, 3.4.3), except 304, which keeps the policy of
// the 200. nullopt if a name or value could inject something, or if a field is the server's own (Content-Length,
// Transfer-Encoding, Connection, Keep-Alive, Date).
std::optional<std::string> response_head(const Response& response, const ResponseContext& context);

// False if there is no body, or if the status or method forbids it: HEAD, 204, 304.
bool sends_body(const Response& response, Method method);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7).
std::string imf_fixdate(std::time_t seconds);

}  // namespace undersigned::http
