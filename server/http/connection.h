// One client's connection, as the gate sees it. An idle one holds a few hundred bytes and no buffer.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <string>

#include "server/http/framing.h"
#include "server/http/output.h"
#include "server/http/reply_queue.h"
#include "server/http/socket.h"

namespace undersigned::http {

enum class Phase : std::uint8_t {
  Idle,       // between requests, nothing read
  Receiving,  // a part of a request is here
  Handling,   // a whole request is with the workers; its reply is due
  Sending,    // the reply is on its way
  Lingering,  // our last byte is sent; what still comes is discarded until the peer closes
  Closed,     // forgotten at the end of the gate's turn
};

struct GateConnection {
  ConnectionId id = 0;
  FileDescriptor socket;
  std::string remote_address;
  Phase phase = Phase::Idle;
  bool readable = false;       // edge-triggered: true until a read finds nothing more
  bool peer_finished = false;  // its end of stream waits behind what is in the socket's buffer; it may still read
  AfterReply after = AfterReply::KeepOpen;

  std::string input;  // unread bytes, from the first one of a request
  HeadScanner scanner;
  std::optional<RequestFrame> frame;  // once the head is whole, and while its reply is due
  Output output;

  // Kept by Deadlines.
  std::list<GateConnection*>::iterator place;
  std::int64_t deadline_ms = 0;
};

}  // namespace undersigned::http
