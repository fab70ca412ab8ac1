// A body that is made while it is sent: an export of millions of rows in constant memory.
//
// Set as Response::source in the place of a body. An HTTP/1.1 client gets it chunked (RFC 9112 7.1), an HTTP/1.0
// client until the connection closes. The server holds one piece of a stream at a time, and asks for the next once
// the client has taken the one before: a slow reader slows the source down and nobody else.
//
// next() runs on a worker, one call at a time though not always on the same thread; it may block for as long as a
// handler may, and what it throws counts as Failed. The source is let go of after No or Failed, when the client is
// gone or all but stops reading (limits::kSendPaceBytes), and when the server stops: destroyed on any thread, so
// quickly. At most limits::kStreamsMax are open at once, half of them for one client; for one more, one that is read
// slowly gives way (limits::kSlowReplyMs), or it is answered with 503.
#pragma once

#include <cstdint>
#include <string>

namespace undersigned::http {

class BodySource {
 public:
  enum class More : std::uint8_t {
    Yes,
    No,      // this was the last piece
    Failed,  // the connection is cut, so that the client knows it has not everything
  };

  BodySource() = default;
  BodySource(const BodySource&) = delete;
  BodySource& operator=(const BodySource&) = delete;
  virtual ~BodySource() = default;

  // Appends the next piece to `piece`, which is empty: some limits::kStreamPieceBytes, or nothing.
  virtual More next(std::string& piece) = 0;
};

}  // namespace undersigned::http
