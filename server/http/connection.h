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
  Lingering,  // the reply is sent; what still arrives is discarded until the peer closes
  Closed,     // removed at the end of this iteration of the event loop
};

// How fast a client reads a reply that has filled its socket's send buffer.
struct ReaderProgress {
  std::int64_t since_ms = 0;
  std::uint64_t taken_at_start = 0;   // bytes that had reached the client by then, since the connection began
  std::uint64_t taken_at_window = 0;  // and when its pace was last measured
};

struct Connection {
  ConnectionId id = 0;
  FileDescriptor socket;
  std::string remote_address;
  Peer* peer = nullptr;    // the socket's; null while a connection is only being refused
  Peer* client = nullptr;  // whom the request in progress counts for: the peer, or the client that a proxy names
  bool is_front = false;   // the peer is a trusted proxy
  Phase phase = Phase::Idle;
  bool readable = false;       // edge-triggered: true until a read finds nothing more
  bool peer_finished = false;  // it has sent its end of stream; it may still read
  AfterReply after = AfterReply::KeepOpen;

  std::string input;              // unread bytes, from the first one of a request
  std::size_t request_bytes = 0;  // as counted so far: of `input` and of the request that is with the workers
  std::size_t reply_bytes = 0;    // as counted so far: held for a reader that does not take them
  HeadScanner scanner;
  std::optional<RequestFrame> frame;  // from when the head is complete until the reply is sent
  Output output;
  std::optional<ReaderProgress> reader_progress;  // while the output waits for the socket
  std::shared_ptr<BodySource> source;             // of a streamed reply, until its last piece

  // Maintained by Deadlines.
  std::list<Connection*>::iterator place;
  std::int64_t deadline_ms = 0;
};

}  // namespace undersigned::http
