// Where one HTTP/1.1 request ends and the next begins (RFC 9112), and whether it is refused before any work is done.
// Nothing else interprets framing, so two parsers can never disagree (request smuggling).
//
// Stricter than the RFC where leniency has been an attack: lines end with CRLF and nothing else, no folded lines,
// exactly one Host in HTTP/1.1, one Content-Length of digits only, no Transfer-Encoding at all (411), no names that
// CGI-style code takes for the peer's address (REMOTE_*, LOCAL_*).
//
// Percent signs in values have no meaning here: a cookie of a neighbouring application may hold %0d%0a, and header
// values are never decoded (dispatcher.h).
//
// Pure. Only split_request() allocates. Safe to use from any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "server/http/message.h"
#include "server/limits.h"
#include "shared/limits.h"

namespace undersigned::http {

struct FramingLimits {
  std::size_t head_bytes = limits::kRequestHeadBytesMax;  // request line, fields and the empty line
  std::size_t headers = limits::kRequestHeadersMax;
  std::size_t target_bytes = limits::kRequestTargetBytesMax;
  std::size_t body_bytes = limits::kRequestBodyBytesMax;
};

// Finds the end of a head that arrives in pieces. Each byte is looked at once.
class HeadScanner {
 public:
  enum class State { NeedMore, Complete, Malformed, TooLarge, TooManyFields };

  // `input` holds the request from its first byte. Between calls it only grows.
  State scan(std::string_view input, const FramingLimits& limits);

  // Bytes including the empty line; 0 until Complete.
  [[nodiscard]] std::size_t head_bytes() const { return head_bytes_; }

 private:
  std::size_t scanned_ = 0;
  std::size_t line_start_ = 0;
  std::size_t lines_ = 0;
  std::size_t head_bytes_ = 0;
};

enum class Version { Http10, Http11 };

// What the event loop needs to know about a request.
struct RequestFrame {
  int refusal = 0;  // the status to refuse it with: 400, 411, 413, 414, 417, 501 or 505; 0: none
  Method method = Method::Unknown;
  Version version = Version::Http11;
  std::size_t head_bytes = 0;
  std::size_t body_bytes = 0;
  bool keep_alive = false;
  bool expects_continue = false;  // the client waits for "100 Continue" before it sends the body (RFC 9110 10.1.1)
  bool well_formed = false;       // split_request() may be called, even for a refused request
};

// `head` ends with the empty line, as HeadScanner found it.
RequestFrame frame_request(std::string_view head, const FramingLimits& limits);

// The parts of a well-formed request as views into `bytes`, which holds the head and the body as far as it has arrived.
// The path is not decoded yet. An absolute target loses its scheme and authority (RFC 9112 3.2.2).
Request split_request(std::string_view bytes, const RequestFrame& frame);

}  // namespace undersigned::http
