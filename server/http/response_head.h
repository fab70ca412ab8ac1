// The one place that writes a status line and header fields (RFC 9112 4, RFC 9110 6.6.1 and 8.6), for replies of
// handlers, deferred replies and refusals alike. Pure; safe to use from any thread.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>

#include "server/http/framing.h"
#include "server/http/message.h"

namespace undersigned::http {

// Whether browsers are told to come by https only (RFC 6797): for a year, with every host below this one (OWASP ASVS
// 5.0, 3.4.1). Only where they do come by https, since over plain HTTP they ignore it.
enum class StrictTransportSecurity : std::uint8_t { No, Yes };

struct ResponseContext {
  Method method = Method::Unknown;    // of the request
  Version version = Version::Http11;  // of the request
  AfterReply after = AfterReply::KeepOpen;
  std::string_view date;  // imf_fixdate()
  StrictTransportSecurity strict_transport_security = StrictTransportSecurity::No;
};

// Everything up to and with the empty line. A response that names no Content-Security-Policy, being no document, gets
// one that lets it be none (OWASP ASVS 5.0, 3.4.3); a 304 has that of the response it stands for. nullopt if a name or
// value could inject something, or names a field that is the server's own (Content-Length, Transfer-Encoding,
// Connection, Keep-Alive, Date).
std::optional<std::string> response_head(const Response& response, const ResponseContext& context);

// False where there is no body, or the status or the method forbids it: HEAD, 204, 304.
bool sends_body(const Response& response, Method method);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7).
std::string imf_fixdate(std::time_t seconds);

}  // namespace undersigned::http
