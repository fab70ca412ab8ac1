// A body that is made while it is sent: an export of millions of rows in constant memory.
//
// Set as Response::source instead of a body. An HTTP/1.1 client gets it chunked (RFC 9112 7.1), an HTTP/1.0 client
// until the connection closes. The server holds one piece of a stream at a time and asks for the next once the client
// has taken the one before. So a slow reader slows down only its own source.
//
// next() runs on a worker: one call at a time, not always on the same thread. It may block for as long as a handler
// may; an exception counts as Failed.
//
// The source is destroyed, on any thread, after No or Failed, when the client is gone or nearly stops reading
// (limits::kSendPaceBytes), and when the server stops. Its destructor must be quick.
//
// At most limits::kStreamsMax are open at once, half of them for one client. One more evicts a stream whose client
// reads slowly (limits::kSlowReplyMs); if there is none, the answer is 503.
#pragma once

#include <cstdint>
#include <string>

namespace undersigned::http {

class BodySource {
 public:
  enum class More : std::uint8_t {
    Yes,
    No,      // this was the last piece
    Failed,  // the connection is cut, so that the client knows the body is incomplete
  };

  BodySource() = default;
  BodySource(const BodySource&) = delete;
  BodySource& operator=(const BodySource&) = delete;
  virtual ~BodySource() = default;

  // Appends the next piece to `piece`, which is empty: about limits::kStreamPieceBytes, or nothing.
  virtual More next(std::string& piece) = 0;
};

}  // namespace undersigned::http
