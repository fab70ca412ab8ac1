#include "server/http/event_loop.h"

#include <sys/epoll.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <optional>
#include <system_error>
#include <utility>

#include "server/http/epoll_ids.h"
#include "server/http/response_head.h"

namespace undersigned::http {
namespace {

constexpr std::size_t kEventsPerTurn = 512;

std::int64_t steady_ms() {
  using std::chrono::milliseconds;
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

EventLoop::EventLoop(const EventLoopOptions& options, FileDescriptor listener, WorkerPool& workers,
                     std::shared_ptr<ReplyQueue> replies, const ErrorResponder& errors, ServerCounters& counters)
    : options_(options),
      listener_(std::move(listener)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      workers_(workers),
      replies_(std::move(replies)),
      errors_(errors),
      counters_(counters),
      peers_(options.connections_per_address_max, options.count_loopback, options.trusted_proxies),
      clients_(options.trusted_proxies),
      request_bytes_(&Peer::request_bytes, options.request_bytes_max),
      reply_bytes_(&Peer::reply_bytes, options.reply_bytes_max),
      deadlines_(options.durations_ms) {
  if (epoll_.get() < 0 || !watch(epoll_.get(), EPOLL_CTL_ADD, listener_.get(), kListenerId, EPOLLIN) ||
      !watch(epoll_.get(), EPOLL_CTL_ADD, replies_->wake_descriptor(), kWakeId, EPOLLIN | EPOLLET) ||
      !watch(epoll_.get(), EPOLL_CTL_ADD, delayed_replies_.timer_descriptor(), kTimerId, EPOLLIN | EPOLLET)) {
    throw std::system_error(errno, std::system_category(), "epoll");
  }
}

void EventLoop::stop() {
  stop_requested_ = true;
  replies_->wake();
}

void EventLoop::run() {
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
    submit_jobs();
    erase_closed();
  }
  end_streams();
  connections_.clear();
}

void EventLoop::read_clocks() {
  now_ms_ = steady_ms();
  const auto seconds = std::time(nullptr);
  if (seconds == date_s_) return;
  date_s_ = seconds;
  date_ = imf_fixdate(seconds);
}

// Lingering connections have been sent everything, so they do not count.
bool EventLoop::is_finished() const {
  const bool all_sent = connection_count_ == deadlines_.in(Phase::Lingering).size();
  return stopping_ && (all_sent || now_ms_ >= stop_at_ms_);
}

int EventLoop::wait_ms() const {
  if (!to_discard_.empty()) return 0;
  auto next = deadlines_.next_ms();
  const auto sooner = [&next](std::int64_t other) { next = next ? std::min(*next, other) : other; };
  if (stopping_) sooner(stop_at_ms_);
  if (accept_again_ms_ != 0) sooner(accept_again_ms_);
  if (overdue_ms_ != 0) sooner(overdue_ms_);
  return next ? static_cast<int>(std::max<std::int64_t>(0, *next - now_ms_)) : -1;
}

Connection* EventLoop::find(ConnectionId id) {
  const auto slot = slot_of(id);
  if (slot >= connections_.size() || !connections_[slot] || connections_[slot]->id != id) return nullptr;
  return connections_[slot]->phase == Phase::Closed ? nullptr : connections_[slot].get();
}

void EventLoop::handle_event(ConnectionId id, std::uint32_t events) {
  if (id == kListenerId) return accept_waiting();
  auto* connection = find(id);
  if (!connection) return;
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) return close(*connection);
  if ((events & EPOLLRDHUP) != 0) connection->peer_finished = true;
  if ((events & (EPOLLIN | EPOLLRDHUP)) != 0) connection->readable = true;
  if ((events & EPOLLOUT) != 0 && !connection->output.empty()) send(*connection);
  receive(*connection);
}

void EventLoop::submit_jobs() {
  if (jobs_.empty()) return;
  if (overdue_ms_ == 0) overdue_ms_ = now_ms_ + options_.queue_wait_ms;
  workers_.submit(jobs_);
}

void EventLoop::expire() {
  if (accept_again_ms_ != 0 && now_ms_ >= accept_again_ms_ && !stopping_) {
    accept_again_ms_ = 0;
    watch_listener(EPOLLIN);
  }
  if (overdue_ms_ != 0 && now_ms_ >= overdue_ms_) shed_overdue_jobs();
  while (auto* connection = deadlines_.expired(now_ms_)) {
    if (connection->phase == Phase::Receiving && !connection->input.empty()) {
      refuse(*connection, 408);
    } else if (connection->phase == Phase::Handling) {
      refuse(*connection, 503);
    } else if (connection->phase == Phase::Sending) {
      if (keeps_pace(*connection)) {
        deadlines_.enter(*connection, Phase::Sending, now_ms_);
      } else {
        close_slow_reader(*connection);
      }
    } else {
      close(*connection);
    }
  }
}

// Accepts the connections that are already waiting, stops listening, and closes the idle ones.
void EventLoop::begin_stop() {
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

void EventLoop::close(Connection& connection) {
  if (connection.phase == Phase::Closed) return;
  if (connection.source) {
    reset_on_close(connection.socket.get());
    --connection.client->streams;
    // While a worker makes a piece it holds the source: the stream counts until that piece arrives.
    if (connection.phase != Phase::Producing) forget_stream();
  }
  deadlines_.remove(connection);
  connection.phase = Phase::Closed;
  count_request_bytes(connection);
  clear_reader_progress(connection);
  if (connection.peer) {
    --admitted_count_;
    if (connection.client != connection.peer) peers_.leave(*connection.client);
    peers_.leave(*connection.peer);
  }
  closed_.push_back(connection.id);
}

void EventLoop::erase_closed() {
  for (const auto id : closed_) {
    connections_[slot_of(id)].reset();
    --connection_count_;
    counters_.connections_open.subtract();
  }
  closed_.clear();
}

// A stream cut by the stop deadline is incomplete, and the client must be able to tell.
void EventLoop::end_streams() const {
  for (const auto& connection : connections_) {
    if (connection && connection->source) reset_on_close(connection->socket.get());
  }
}

}  // namespace undersigned::http
