// Carries replies from any thread to the event loop. A push is a lock, a move and, for the first of a batch, one write
// that wakes the event loop. Thread-safe. Holds at most one reply for each request in progress, so at most
// limits::kConnectionsMax.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "server/base/mutex.h"
#include "server/http/body_source.h"
#include "server/http/reply.h"
#include "server/http/server_counters.h"
#include "server/http/socket.h"

namespace undersigned::http {

// Identifies one connection for the lifetime of the server. Never reused.
using ConnectionId = std::uint64_t;

// Every copy of the Reply was dropped.
struct Unanswered {};

// What a BodySource gave.
struct Piece {
  BodySource::More more = BodySource::More::Failed;
  std::string bytes;
};

using ReplyContent = std::variant<Unanswered, Response, ResponseMaker, Piece>;

class ReplyQueue {
 public:
  struct Item {
    ConnectionId connection;
    ReplyContent content;
  };

  explicit ReplyQueue(std::shared_ptr<ServerCounters> counters);

  void push(ConnectionId connection, ReplyContent content);

  // Wakes the event loop without a reply.
  void wake() const;

  // Replaces `items` by everything that is queued, in order.
  void take(std::vector<Item>& items);

  // An eventfd. Watch it edge-triggered and never read it.
  [[nodiscard]] int wake_descriptor() const { return wake_.get(); }

 private:
  base::Mutex mutex_;
  std::vector<Item> items_ GUARDED_BY(mutex_);
  std::shared_ptr<ServerCounters> counters_;  // a Reply, and so the queue, may outlive the server
  FileDescriptor wake_;
};

// The Reply to the request in progress on `connection`.
Reply make_reply(std::shared_ptr<ReplyQueue> queue, ConnectionId connection);

}  // namespace undersigned::http
