// The gate: one thread that owns every socket. It accepts, reads until a whole request is there, hands it to the
// workers, and sends what comes back. Sockets are non-blocking and watched edge-triggered by one epoll, so an idle or
// slow client costs memory and no time; no other thread ever touches a connection, so there is nothing to lock.
//
// One request of a connection is in hand at a time: pipelined ones wait in the buffer, which is how their answers
// stay in order and how a client that does not read is not read from either.
//
// A connection ends by shutdown, then discards what still comes for a while: closing with unread bytes would reset
// it and take the answer (413, say) from the client's hands.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/http/connection.h"
#include "server/http/deadlines.h"
#include "server/http/error_responder.h"
#include "server/http/framing.h"
#include "server/http/reply_queue.h"
#include "server/http/socket.h"
#include "server/http/worker_pool.h"

namespace undersigned::http {

struct GateOptions {
  FramingLimits framing;
  std::size_t connections_max = 0;
  Deadlines::Durations durations_ms{};
  int stop_deadline_ms = 0;
};

class Gate {
 public:
  // Throws std::system_error if the system has no descriptor left. `workers` and `errors` outlive the gate.
  Gate(const GateOptions& options, FileDescriptor listener, WorkerPool& workers, std::shared_ptr<ReplyQueue> replies,
       const ErrorResponder& errors);

  // Serves until stop() and then until nothing is in hand, or the stop deadline. Called once.
  void run();

  // From any thread.
  void stop();

 private:
  static constexpr std::size_t kReadBytes = 16'384;

  // Accepting.
  void accept_waiting();
  void admit(FileDescriptor socket, std::string remote_address);
  void watch_listener(std::uint32_t events) const;

  // Reading.
  void receive(GateConnection& connection);
  enum class Read { More, Ended };
  Read read_some(GateConnection& connection);
  enum class Framed { NeedMore, HandedOn };
  Framed frame_next(GateConnection& connection);
  void hand_to_workers(GateConnection& connection);
  void discard(GateConnection& connection);

  // Answering.
  void deliver_replies();
  void respond(GateConnection& connection, Response response);
  void refuse(GateConnection& connection, int status);
  void send(GateConnection& connection);
  void finish_reply(GateConnection& connection);
  void linger(GateConnection& connection);
  void close(GateConnection& connection);

  // Turns of the loop.
  void handle_event(ConnectionId id, std::uint32_t events);
  void discard_more();
  void expire();
  void begin_stop();
  void forget_closed();
  [[nodiscard]] bool is_finished() const;
  [[nodiscard]] int wait_ms() const;
  void read_clocks();
  GateConnection* find(ConnectionId id);

  GateOptions options_;
  FileDescriptor listener_;
  FileDescriptor epoll_;
  WorkerPool& workers_;
  std::shared_ptr<ReplyQueue> replies_;
  const ErrorResponder& errors_;
  std::atomic<bool> stop_requested_{false};

  std::vector<std::unique_ptr<GateConnection>> connections_;  // by descriptor
  std::size_t connection_count_ = 0;
  std::uint32_t last_serial_ = 0;
  Deadlines deadlines_;
  std::int64_t now_ms_ = 0;
  std::int64_t accept_again_ms_ = 0;  // 0 while accepting
  bool stopping_ = false;
  std::int64_t stop_at_ms_ = 0;
  std::int64_t date_s_ = -1;
  std::string date_;

  // Of one turn.
  std::vector<Job> jobs_;
  std::vector<ReplyQueue::Item> delivered_;
  std::vector<ConnectionId> to_discard_;  // Lingering ones that had more than a fair share to read
  std::vector<ConnectionId> closed_;
  std::array<char, kReadBytes> buffer_{};
};

}  // namespace undersigned::http
