#include "server/http/gate.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <optional>
#include <system_error>
#include <utility>

#include "server/http/response_head.h"
#include "shared/limits.h"

namespace undersigned::http {
namespace {

constexpr ConnectionId kListenerId = 0;
constexpr ConnectionId kWakeId = ~ConnectionId{0};
constexpr std::size_t kEventsPerTurn = 512;
constexpr int kAcceptsPerTurn = limits::kListenBacklog;
constexpr int kDiscardsPerTurn = 16;
constexpr int kAcceptPauseMs = 100;  // when the system has no descriptor left

// A descriptor is used again as soon as it is closed; the serial tells its users apart.
ConnectionId make_id(int descriptor, std::uint32_t serial) {
  return (static_cast<ConnectionId>(descriptor) << 32) | serial;
}

std::size_t slot_of(ConnectionId id) {
  return static_cast<std::size_t>(id >> 32);
}

// False where the system has no room for another watch.
bool watch(int epoll, int operation, int descriptor, ConnectionId id, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = id;
  return ::epoll_ctl(epoll, operation, descriptor, &event) == 0;
}

std::int64_t steady_ms() {
  using std::chrono::milliseconds;
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// RFC 9112 2.2: empty lines before a request line are ignored.
void drop_empty_lines(std::string& input) {
  std::size_t count = 0;
  while (input.compare(count, 2, "\r\n") == 0) count += 2;
  input.erase(0, count);
}

}  // namespace

Gate::Gate(const GateOptions& options, FileDescriptor listener, WorkerPool& workers,
           std::shared_ptr<ReplyQueue> replies, const ErrorResponder& errors)
    : options_(options),
      listener_(std::move(listener)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      workers_(workers),
      replies_(std::move(replies)),
      errors_(errors),
      deadlines_(options.durations_ms) {
  if (epoll_.get() < 0 || !watch(epoll_.get(), EPOLL_CTL_ADD, listener_.get(), kListenerId, EPOLLIN) ||
      !watch(epoll_.get(), EPOLL_CTL_ADD, replies_->wake_descriptor(), kWakeId, EPOLLIN | EPOLLET)) {
    throw std::system_error(errno, std::system_category(), "epoll");
  }
}

void Gate::stop() {
  stop_requested_ = true;
  replies_->wake();
}

void Gate::run() {
  std::array<epoll_event, kEventsPerTurn> events{};
  read_clocks();
  while (!is_finished()) {
    const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), wait_ms());
    read_clocks();
    for (int i = 0; i < count; ++i) {
      const auto& event = events[static_cast<std::size_t>(i)];
      handle_event(event.data.u64, event.events);
    }
    discard_more();
    deliver_replies();
    expire();
    if (stop_requested_ && !stopping_) begin_stop();
    workers_.submit(jobs_);
    forget_closed();
  }
  connections_.clear();
}

void Gate::read_clocks() {
  now_ms_ = steady_ms();
  const auto seconds = std::time(nullptr);
  if (seconds == date_s_) return;
  date_s_ = seconds;
  date_ = imf_fixdate(seconds);
}

// Those that only linger have been sent everything.
bool Gate::is_finished() const {
  const bool all_sent = connection_count_ == deadlines_.in(Phase::Lingering).size();
  return stopping_ && (all_sent || now_ms_ >= stop_at_ms_);
}

int Gate::wait_ms() const {
  if (!to_discard_.empty()) return 0;
  auto next = deadlines_.next_ms();
  const auto sooner = [&next](std::int64_t other) { next = next ? std::min(*next, other) : other; };
  if (stopping_) sooner(stop_at_ms_);
  if (accept_again_ms_ != 0) sooner(accept_again_ms_);
  return next ? static_cast<int>(std::max<std::int64_t>(0, *next - now_ms_)) : -1;
}

GateConnection* Gate::find(ConnectionId id) {
  const auto slot = slot_of(id);
  if (slot >= connections_.size() || !connections_[slot] || connections_[slot]->id != id) return nullptr;
  return connections_[slot]->phase == Phase::Closed ? nullptr : connections_[slot].get();
}

void Gate::handle_event(ConnectionId id, std::uint32_t events) {
  if (id == kListenerId) return accept_waiting();
  auto* connection = find(id);
  if (!connection) return;
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) return close(*connection);
  if ((events & EPOLLRDHUP) != 0) connection->peer_finished = true;
  if ((events & (EPOLLIN | EPOLLRDHUP)) != 0) connection->readable = true;
  if ((events & EPOLLOUT) != 0 && !connection->output.empty()) send(*connection);
  receive(*connection);
}

void Gate::watch_listener(std::uint32_t events) const {
  watch(epoll_.get(), EPOLL_CTL_MOD, listener_.get(), kListenerId, events);
}

void Gate::accept_waiting() {
  for (int i = 0; i < kAcceptsPerTurn; ++i) {
    std::string remote_address;
    auto socket = accept_on(listener_.get(), remote_address);
    if (socket.get() >= 0) {
      admit(std::move(socket), std::move(remote_address));
      continue;
    }
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      watch_listener(0);
      accept_again_ms_ = now_ms_ + kAcceptPauseMs;
    }
    return;
  }
}

void Gate::admit(FileDescriptor socket, std::string remote_address) {
  if (connection_count_ >= options_.connections_max + limits::kRefusedConnectionsMax) return;
  const auto slot = static_cast<std::size_t>(socket.get());
  if (slot >= connections_.size()) connections_.resize(slot + 1);
  if (++last_serial_ == 0) ++last_serial_;
  connections_[slot] = std::make_unique<GateConnection>();
  auto& connection = *connections_[slot];
  connection.id = make_id(socket.get(), last_serial_);
  connection.socket = std::move(socket);
  connection.remote_address = std::move(remote_address);
  ++connection_count_;
  deadlines_.add(connection, now_ms_);
  if (!watch(epoll_.get(), EPOLL_CTL_ADD, connection.socket.get(), connection.id,
             EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET)) {
    return close(connection);
  }
  if (connection_count_ > options_.connections_max) refuse(connection, 503);
}

// Frames what is here and reads on, until the socket has no more or a request is with the workers.
void Gate::receive(GateConnection& connection) {
  while (connection.phase == Phase::Idle || connection.phase == Phase::Receiving) {
    if (frame_next(connection) == Framed::HandedOn) continue;
    if (!connection.readable) return;
    if (read_some(connection) == Read::Ended) return close(connection);
  }
  if (connection.phase == Phase::Lingering && connection.readable) discard(connection);
}

Gate::Read Gate::read_some(GateConnection& connection) {
  const auto count = ::recv(connection.socket.get(), buffer_.data(), buffer_.size(), 0);
  if (count > 0) {
    const auto bytes = static_cast<std::size_t>(count);
    connection.input.append(buffer_.data(), bytes);
    // A short read has emptied the socket, unless the end of the stream is behind it: that makes no new edge.
    if (bytes < buffer_.size() && !connection.peer_finished) connection.readable = false;
    if (connection.phase == Phase::Idle) deadlines_.enter(connection, Phase::Receiving, now_ms_);
    return Read::More;
  }
  if (count < 0 && errno == EINTR) return Read::More;
  if (count < 0 && errno == EAGAIN) {
    connection.readable = false;
    return Read::More;
  }
  return Read::Ended;
}

Gate::Framed Gate::frame_next(GateConnection& connection) {
  auto& input = connection.input;
  if (!connection.frame) {
    drop_empty_lines(input);
    if (input == "\r") return Framed::NeedMore;  // half an empty line
    const auto state = connection.scanner.scan(input, options_.framing);
    if (state == HeadScanner::State::NeedMore) return Framed::NeedMore;
    if (state != HeadScanner::State::Complete) {
      refuse(connection, state == HeadScanner::State::Malformed ? 400 : 431);
      return Framed::HandedOn;
    }
    const auto head = std::string_view(input).substr(0, connection.scanner.head_bytes());
    connection.frame = frame_request(head, options_.framing);
    if (connection.frame->refusal != 0) {
      refuse(connection, connection.frame->refusal);
      return Framed::HandedOn;
    }
    if (connection.frame->expects_continue && input.size() == head.size() && connection.frame->body_bytes > 0) {
      connection.output.add("HTTP/1.1 100 Continue\r\n\r\n", nullptr);
      send(connection);
    }
  }
  if (connection.phase == Phase::Closed) return Framed::HandedOn;
  if (input.size() < connection.frame->head_bytes + connection.frame->body_bytes) return Framed::NeedMore;
  hand_to_workers(connection);
  return Framed::HandedOn;
}

void Gate::hand_to_workers(GateConnection& connection) {
  const auto bytes = connection.frame->head_bytes + connection.frame->body_bytes;
  Job job{connection.id, *connection.frame, {}, connection.remote_address};
  if (connection.input.size() == bytes) {
    job.bytes = std::exchange(connection.input, {});
  } else {
    job.bytes = connection.input.substr(0, bytes);
    connection.input.erase(0, bytes);
  }
  connection.scanner = {};
  connection.after = connection.frame->keep_alive ? AfterReply::KeepOpen : AfterReply::Close;
  jobs_.push_back(std::move(job));
  deadlines_.enter(connection, Phase::Handling, now_ms_);
}

void Gate::deliver_replies() {
  replies_->take(delivered_);
  for (auto& item : delivered_) {
    auto* connection = find(item.connection);
    if (!connection || connection->phase != Phase::Handling) continue;
    if (!item.response) {
      Request request;
      request.method = connection->frame->method;
      item.response = error_response(errors_, request, 500);
    }
    respond(*connection, std::move(*item.response));
  }
  delivered_.clear();
}

void Gate::respond(GateConnection& connection, Response response) {
  if (response.after == AfterReply::Close || stopping_) connection.after = AfterReply::Close;
  const auto frame = connection.frame.value_or(RequestFrame{});
  const ResponseContext context{frame.method, frame.version, connection.after, date_};
  auto head = response_head(response, context);
  if (!head) {
    response = error_response({}, {}, 500);
    head = response_head(response, context);
  }
  connection.output.add(std::move(*head), sends_body(response, frame.method) ? std::move(response.body) : nullptr);
  deadlines_.enter(connection, Phase::Sending, now_ms_);
  send(connection);
}

// Answers by itself and ends the connection: after a refusal nobody knows where the next request would begin.
void Gate::refuse(GateConnection& connection, int status) {
  Request request;
  if (connection.frame) request.method = connection.frame->method;
  if (connection.frame && connection.frame->well_formed && connection.phase == Phase::Receiving) {
    request = split_request(connection.input, *connection.frame);
  }
  request.remote_address = connection.remote_address;
  connection.after = AfterReply::Close;
  respond(connection, error_response(errors_, request, status));
}

void Gate::send(GateConnection& connection) {
  bool progress = false;
  switch (connection.output.flush(connection.socket.get(), progress)) {
    case Output::Flush::Failed:
      return close(connection);
    case Output::Flush::Blocked:
      if (progress && connection.phase == Phase::Sending) deadlines_.enter(connection, Phase::Sending, now_ms_);
      return;
    case Output::Flush::Done:
      if (connection.phase == Phase::Sending) finish_reply(connection);
      return;
  }
}

void Gate::finish_reply(GateConnection& connection) {
  const bool last = stopping_ && connection.input.empty();
  if (last || connection.after == AfterReply::Close) return linger(connection);
  connection.frame.reset();
  deadlines_.enter(connection, connection.input.empty() ? Phase::Idle : Phase::Receiving, now_ms_);
  receive(connection);
}

void Gate::linger(GateConnection& connection) {
  connection.input = {};
  ::shutdown(connection.socket.get(), SHUT_WR);
  deadlines_.enter(connection, Phase::Lingering, now_ms_);
  if (connection.readable) discard(connection);
}

void Gate::discard(GateConnection& connection) {
  for (int i = 0; i < kDiscardsPerTurn; ++i) {
    const auto count = ::recv(connection.socket.get(), buffer_.data(), buffer_.size(), 0);
    if (count > 0 || (count < 0 && errno == EINTR)) continue;
    if (count < 0 && errno == EAGAIN) {
      connection.readable = false;
      return;
    }
    return close(connection);
  }
  to_discard_.push_back(connection.id);
}

void Gate::discard_more() {
  for (const auto id : std::exchange(to_discard_, {})) {
    if (auto* connection = find(id)) discard(*connection);
  }
}

void Gate::expire() {
  if (accept_again_ms_ != 0 && now_ms_ >= accept_again_ms_ && !stopping_) {
    accept_again_ms_ = 0;
    watch_listener(EPOLLIN);
  }
  while (auto* connection = deadlines_.expired(now_ms_)) {
    if (connection->phase == Phase::Receiving && !connection->input.empty()) {
      refuse(*connection, 408);
    } else if (connection->phase == Phase::Handling) {
      refuse(*connection, 503);
    } else {
      close(*connection);
    }
  }
}

// Takes who is already waiting at the door, closes it, and lets the idle ones go.
void Gate::begin_stop() {
  if (accept_again_ms_ == 0) accept_waiting();
  accept_again_ms_ = 0;
  stopping_ = true;
  stop_at_ms_ = now_ms_ + options_.stop_deadline_ms;
  listener_.reset();
  const auto idle = deadlines_.in(Phase::Idle);
  for (auto* connection : idle) {
    connection->readable = true;
    receive(*connection);
    if (connection->phase == Phase::Idle) close(*connection);
  }
}

void Gate::close(GateConnection& connection) {
  if (connection.phase == Phase::Closed) return;
  deadlines_.remove(connection);
  connection.phase = Phase::Closed;
  closed_.push_back(connection.id);
}

void Gate::forget_closed() {
  for (const auto id : closed_) {
    connections_[slot_of(id)].reset();
    --connection_count_;
  }
  closed_.clear();
}

}  // namespace undersigned::http
