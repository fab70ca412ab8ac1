// The event loop: one thread that owns every socket. It accepts connections, reads until a request is complete, passes
// it to the workers, and sends the reply. Sockets are non-blocking and watched edge-triggered by one epoll, so an idle
// or slow client costs memory and no time. No other thread touches a connection, so connections need no lock.
//
// Each connection has one request in progress at a time. Pipelined requests wait in its buffer: this keeps responses in
// order, and a client that does not read its responses is not read from either. A streamed reply (body_source.h) is one
// piece at a time for the same reason.
//
// A connection is closed in two steps: shutdown, then what still arrives is discarded for a while. Closing a socket
// with unread bytes would reset the connection, and the client might never see the response (413, for example).
//
// Load shedding. Each row says what happens when a limit is reached:
//
//   a peer's share of connections      429
//   all connections                    evicts the one idle for longest; else the one that has been sending a request
//                                      for longest; else the slowest reader; else 503
//   bytes of incomplete requests       503 to the slowest of a peer with more than its share
//   bytes of replies not yet read      cuts the slowest reader of a peer with more than its share
//   a reader that takes almost nothing cut, whether or not a limit is reached
//   a request no worker took in time   503
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/http/client_address.h"
#include "server/http/connection.h"
#include "server/http/deadlines.h"
#include "server/http/delayed_replies.h"
#include "server/http/error_responder.h"
#include "server/http/framing.h"
#include "server/http/peers.h"
#include "server/http/reply_queue.h"
#include "server/http/response_head.h"
#include "server/http/server_counters.h"
#include "server/http/socket.h"
#include "server/http/worker_pool.h"

namespace undersigned::http {

struct EventLoopOptions {
  FramingLimits framing;
  std::size_t connections_max = 0;
  std::size_t streams_max = 0;
  std::size_t request_bytes_max = 0;  // of incomplete and running requests, of all connections together
  std::size_t reply_bytes_max = 0;    // not yet read by clients, of all connections together
  std::size_t connections_per_address_max = 0;
  CountLoopback count_loopback = CountLoopback::No;
  std::vector<base::IpPrefix> trusted_proxies;
  StrictTransportSecurity strict_transport_security = StrictTransportSecurity::No;
  Deadlines::Durations durations_ms{};
  int slow_request_ms = 0;
  int slow_reply_ms = 0;
  int queue_wait_ms = 0;
  int stop_deadline_ms = 0;
};

class EventLoop {
 public:
  // Throws std::system_error if the system has no descriptor left. `workers`, `errors` and `counters` outlive the
  // event loop.
  EventLoop(const EventLoopOptions& options, FileDescriptor listener, WorkerPool& workers,
            std::shared_ptr<ReplyQueue> replies, const ErrorResponder& errors, ServerCounters& counters);

  // Serves until stop(), and then until no request is in progress or the stop deadline has passed. Call it once.
  void run();

  // From any thread.
  void stop();

 private:
  static constexpr std::size_t kReadBytes = 16'384;

  // Accepting connections: event_loop_accept.cpp.
  void accept_waiting();
  void admit(FileDescriptor socket, std::string remote_address);
  int admission_status(Peer* peer);
  enum class Room { Made, None };
  Room make_room();
  void watch_listener(std::uint32_t events) const;

  // Receiving requests: event_loop_receive.cpp.
  void receive(Connection& connection);
  enum class Read { More, Ended };
  Read read_some(Connection& connection);
  enum class Framed { NeedMore, HandedOn };
  Framed frame_next(Connection& connection);
  void hand_to_workers(Connection& connection);
  void assign_client(Connection& connection, Peer& client);
  void discard(Connection& connection);
  void discard_more();

  // Sending replies: event_loop_reply.cpp.
  void deliver_replies();
  void deliver_piece(Connection& connection, Piece piece);
  void end_stream(Connection& connection);
  void forget_stream();
  void ask_for_piece(Connection& connection);
  void respond(Connection& connection, Response response);
  void refuse(Connection& connection, int status);
  void shed_overdue_jobs();
  void send(Connection& connection);
  void finish_reply(Connection& connection);
  void linger(Connection& connection);

  // Load shedding: event_loop_shed.cpp.
  void count_request_bytes(Connection& connection);
  void count_reply_bytes(Connection& connection);
  void wait_for_reader(Connection& connection);
  void clear_reader_progress(Connection& connection);
  bool keeps_pace(Connection& connection);
  template <class MayGo>
  std::vector<Connection*> slowest_readers(std::size_t count, const MayGo& may_go) const;
  void close_slow_reader(Connection& reader);
  void shed_slowest_requests();
  void shed_slowest_readers();
  Room make_room_of_readers();
  Room make_room_for_stream(const Peer* client);
  [[nodiscard]] bool is_slow(const Connection& reader) const;

  // Iterations of the loop: event_loop.cpp.
  void handle_event(ConnectionId id, std::uint32_t events);
  void submit_jobs();
  void expire();
  void begin_stop();
  void close(Connection& connection);
  void erase_closed();
  void end_streams() const;
  [[nodiscard]] bool is_finished() const;
  [[nodiscard]] int wait_ms() const;
  void read_clocks();
  Connection* find(ConnectionId id);

  EventLoopOptions options_;
  FileDescriptor listener_;
  FileDescriptor epoll_;
  WorkerPool& workers_;
  std::shared_ptr<ReplyQueue> replies_;
  DelayedReplies delayed_replies_;
  const ErrorResponder& errors_;
  ServerCounters& counters_;
  std::atomic<bool> stop_requested_{false};

  std::vector<std::unique_ptr<Connection>> connections_;  // by descriptor
  std::size_t connection_count_ = 0;
  std::size_t admitted_count_ = 0;  // of them; the others are being refused
  Peers peers_;
  ClientAddresses clients_;
  ByteBudget request_bytes_;
  ByteBudget reply_bytes_;
  std::size_t stream_count_ = 0;
  std::uint32_t last_serial_ = 0;
  Deadlines deadlines_;
  std::int64_t now_ms_ = 0;
  std::int64_t accept_again_ms_ = 0;  // 0 while accepting
  std::int64_t overdue_ms_ = 0;       // when the oldest queued job becomes overdue; 0: there is none
  bool stopping_ = false;
  std::int64_t stop_at_ms_ = 0;
  std::int64_t date_s_ = -1;
  std::string date_;

  // Of one iteration.
  std::vector<Job> jobs_;
  std::vector<ReplyQueue::Item> delivered_;
  std::vector<ConnectionId> to_discard_;  // lingering connections with more than a fair share to read
  std::vector<ConnectionId> closed_;
  std::array<char, kReadBytes> buffer_{};
};

}  // namespace undersigned::http
