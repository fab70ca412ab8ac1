#include <sys/epoll.h>

#include <cerrno>
#include <memory>
#include <utility>

#include "server/http/epoll_ids.h"
#include "server/http/event_loop.h"
#include "server/limits.h"

namespace undersigned::http {
namespace {

constexpr int kAcceptsPerTurn = limits::kListenBacklog;
constexpr int kAcceptPauseMs = 100;  // when the system has no descriptor left and no idle connection can be closed

bool is_exhaustion(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

void EventLoop::watch_listener(std::uint32_t events) const {
  watch(epoll_.get(), EPOLL_CTL_MOD, listener_.get(), kListenerId, events);
}

void EventLoop::accept_waiting() {
  for (int i = 0; i < kAcceptsPerTurn; ++i) {
    std::string remote_address;
    auto socket = accept_on(listener_.get(), remote_address);
    if (socket.get() >= 0) {
      admit(std::move(socket), std::move(remote_address));
      continue;
    }
    const int error = errno;
    if (error == ECONNABORTED || error == EINTR) continue;
    if (!is_exhaustion(error)) return;
    if (make_room() == Room::Made) continue;
    watch_listener(0);
    accept_again_ms_ = now_ms_ + kAcceptPauseMs;
    return;
  }
}

void EventLoop::admit(FileDescriptor socket, std::string remote_address) {
  counters_.connections_accepted.add();
  // The peer's share comes first: a peer with too many connections must not evict others.
  auto* const peer = peers_.admit(remote_address);
  const int refusal = admission_status(peer);
  if (refusal != 0) {
    counters_.connections_refused.add();
    if (connection_count_ - admitted_count_ >= limits::kRefusedConnectionsMax) return;
  }
  const auto slot = static_cast<std::size_t>(socket.get());
  if (slot >= connections_.size()) connections_.resize(slot + 1);
  if (++last_serial_ == 0) ++last_serial_;
  connections_[slot] = std::make_unique<Connection>();
  auto& connection = *connections_[slot];
  connection.id = make_id(socket.get(), last_serial_);
  connection.socket = std::move(socket);
  connection.remote_address = std::move(remote_address);
  if (refusal == 0) {
    connection.peer = peer;
    connection.client = peer;
    const auto address = base::parse_ip(connection.remote_address);
    connection.is_front = address && clients_.is_trusted(*address);
    ++admitted_count_;
  }
  ++connection_count_;
  counters_.connections_open.add();
  deadlines_.add(connection, now_ms_);
  if (!watch(epoll_.get(), EPOLL_CTL_ADD, connection.socket.get(), connection.id,
             EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET)) {
    return close(connection);
  }
  if (refusal != 0) refuse(connection, refusal);
}

// The status to refuse a new connection with; 0 to admit it. `peer` is null if the peer already has its share.
int EventLoop::admission_status(Peer* peer) {
  if (!peer) return 429;
  if (admitted_count_ < options_.connections_max || make_room() == Room::Made) return 0;
  peers_.leave(*peer);
  return 503;
}

// Evicts a connection that does not use its place: idle for longest, too slow to send its request, or too slow to read
// its reply.
EventLoop::Room EventLoop::make_room() {
  const auto admitted_before = admitted_count_;
  while (admitted_count_ >= admitted_before) {
    auto* idle = deadlines_.oldest(Phase::Idle);
    auto* oldest = idle ? idle : deadlines_.oldest(Phase::Receiving);
    if (!oldest || (!idle && now_ms_ - deadlines_.since_ms(*oldest) < options_.slow_request_ms)) {
      if (make_room_of_readers() == Room::None) return Room::None;
      continue;
    }
    if (idle) {
      // Its next request may already be in the socket.
      idle->readable = true;
      receive(*idle);
      if (idle->phase != Phase::Idle) continue;
    }
    counters_.connections_evicted.add();
    close(*oldest);
  }
  erase_closed();
  return Room::Made;
}

}  // namespace undersigned::http
