// One client's connection, as the gate sees it. An idle one holds a few hundred bytes and no buffer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "server/http/body_source.h"
#include "server/http/framing.h"
#include "server/http/ip_address.h"
#include "server/http/output.h"
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
  Closed,     // forgotten at the end of the gate's turn
};

struct GateConnection {
  ConnectionId id = 0;
  FileDescriptor socket;
  std::string remote_address;
  std::optional<IpPrefix> counted_for;  // in the gate's count of each peer's connections
  bool admitted = false;                // otherwise it is only being told that there is no room
  Phase phase = Phase::Idle;
  bool readable = false;       // edge-triggered: true until a read finds nothing more
  bool peer_finished = false;  // its end of stream waits behind what is in the socket's buffer; it may still read
  AfterReply after = AfterReply::KeepOpen;

  std::string input;              // unread bytes, from the first one of a request
  std::size_t bytes_in_hand = 0;  // of them and of the request that is with the workers, as the gate has counted them
  HeadScanner scanner;
  std::optional<RequestFrame> frame;  // once the head is whole, and while its reply is due
  Output output;
  std::shared_ptr<BodySource> source;  // of a streamed reply, until its last piece

  // Kept by Deadlines.
  std::list<GateConnection*>::iterator place;
  std::int64_t deadline_ms = 0;
};

}  // namespace undersigned::http
