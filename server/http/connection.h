// One client's connection, as the event loop sees it. An idle one holds a few hundred bytes and no buffer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "server/http/body_source.h"
#include "server/http/framing.h"
#include "server/http/output.h"
#include "server/http/peers.h"
#include "server/http/reply_queue.h"
#include "server/http/socket.h"

namespace undersigned::http {

enum class Phase : std::uint8_t {
  Idle,       // between requests, nothing read
  Receiving,  // a part of a request is here
  Handling,   // a whole request is with the workers; its reply is due
  Sending,    // the reply, or a piece of it, is on its way
  Producing,  // the next piece of the reply is with the workers
  Lingering,  // our last byte is sent; what still comes is discarded until the peer closes
  Closed,     // forgotten at the end of the event loop's turn
};

// How a client takes the reply, or the piece of one, that its socket takes no more of.
struct ReaderProgress {
  std::int64_t since_ms = 0;
  std::uint64_t taken_at_start = 0;   // bytes that had reached it by then, since the connection began
  std::uint64_t taken_at_window = 0;  // and when its pace was last looked at
};

struct Connection {
  ConnectionId id = 0;
  FileDescriptor socket;
  std::string remote_address;
  Peer* peer = nullptr;    // the socket's; none where it is only being told that there is no room
  Peer* client = nullptr;  // whose request is in hand: the peer's, or that of the client that a front names
  bool is_front = false;   // a trusted one
  Phase phase = Phase::Idle;
  bool readable = false;       // edge-triggered: true until a read finds nothing more
  bool peer_finished = false;  // its end of stream waits behind what is in the socket's buffer; it may still read
  AfterReply after = AfterReply::KeepOpen;

  std::string input;              // unread bytes, from the first one of a request
  std::size_t request_bytes = 0;  // as counted so far: of `input` and of the request that is with the workers
  std::size_t reply_bytes = 0;    // as counted so far: held for a reader that does not take them
  HeadScanner scanner;
  std::optional<RequestFrame> frame;  // once the head is whole, and while its reply is due
  Output output;
  std::optional<ReaderProgress> reader_progress;  // while the output waits for the socket
  std::shared_ptr<BodySource> source;             // of a streamed reply, until its last piece

  // Kept by Deadlines.
  std::list<Connection*>::iterator place;
  std::int64_t deadline_ms = 0;
};

}  // namespace undersigned::http
