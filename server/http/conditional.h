// Whether the client already has this version, and which coding it wants. Pure; safe to use from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/http/message.h"

namespace undersigned::http {

// If-None-Match (RFC 9110 13.1.2): true if the header is "*" or lists `etag` by weak comparison; a GET is then answered
// with 304. `etag` is quoted, with or without W/: "\"abc\"". False without the header.
bool has_current_version(const Request& request, std::string_view etag);

enum class ContentCoding : std::uint8_t { Identity, Gzip, Brotli };

// "" for Identity, else the value of Content-Encoding.
std::string_view coding_name(ContentCoding coding);

// The codings there are of a body. Identity is always one.
struct AvailableCodings {
  bool gzip = false;
  bool brotli = false;
};

// Accept-Encoding (RFC 9110 12.5.3): the available coding of the highest weight; of equal ones brotli, then gzip, then
// identity. Identity without the header. nullopt if the client refuses every available coding, identity included:
// answer 406. Responses that depend on this carry "Vary: Accept-Encoding".
std::optional<ContentCoding> choose_coding(const Request& request, AvailableCodings ready);

}  // namespace undersigned::http
