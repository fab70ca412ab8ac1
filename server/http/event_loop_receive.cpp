#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "server/http/event_loop.h"

namespace undersigned::http {
namespace {

constexpr int kDiscardsPerTurn = 16;

// RFC 9112 2.2: empty lines before a request line are ignored.
void drop_empty_lines(std::string& input) {
  std::size_t count = 0;
  while (input.compare(count, 2, "\r\n") == 0) count += 2;
  input.erase(0, count);
}

// Moves the first `bytes` of `input` into `request`. Neither string keeps capacity that it does not need.
void take_request(std::string& input, std::size_t bytes, std::string& request) {
  if (bytes > input.size() / 2) {
    auto rest = input.substr(bytes);
    request = std::exchange(input, std::move(rest));
    request.resize(bytes);
  } else {
    request = input.substr(0, bytes);
    input.erase(0, bytes);
  }
}

}  // namespace

// Frames what has been read and reads on, until the socket is empty or the workers have a request.
void EventLoop::receive(Connection& connection) {
  while (connection.phase == Phase::Idle || connection.phase == Phase::Receiving) {
    if (frame_next(connection) == Framed::HandedOn) continue;
    if (!connection.readable) return;
    if (read_some(connection) == Read::Ended) return close(connection);
    shed_slowest_requests();
  }
  if (connection.phase == Phase::Lingering && connection.readable) discard(connection);
}

EventLoop::Read EventLoop::read_some(Connection& connection) {
  const auto count = ::recv(connection.socket.get(), buffer_.data(), buffer_.size(), 0);
  if (count > 0) {
    const auto bytes = static_cast<std::size_t>(count);
    connection.input.append(buffer_.data(), bytes);
    count_request_bytes(connection);
    // A short read has emptied the socket, unless the end of the stream follows: that makes no new edge.
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

EventLoop::Framed EventLoop::frame_next(Connection& connection) {
  auto& input = connection.input;
  if (!connection.frame) {
    drop_empty_lines(input);
    if (input == "\r") return Framed::NeedMore;  // half of an empty line
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

void EventLoop::hand_to_workers(Connection& connection) {
  const auto bytes = connection.frame->head_bytes + connection.frame->body_bytes;
  Job job;
  job.connection = connection.id;
  job.queued_ms = now_ms_;
  job.frame = *connection.frame;
  job.remote_address = connection.remote_address;
  take_request(connection.input, bytes, job.bytes);
  connection.scanner = {};
  connection.after = connection.frame->keep_alive ? AfterReply::KeepOpen : AfterReply::Close;
  deadlines_.enter(connection, Phase::Handling, now_ms_);
  if (connection.is_front) {
    auto request = split_request(job.bytes, job.frame);
    request.remote_address = connection.remote_address;
    auto& client = peers_.join(clients_.of(request));
    if (&client == connection.peer) {
      peers_.leave(client);  // which this request has already joined
    } else {
      assign_client(connection, client);
    }
  }
  jobs_.push_back(std::move(job));
  counters_.requests.add();
}

// From now on this connection's request counts for `client`: its peer, or the client that a proxy names.
void EventLoop::assign_client(Connection& connection, Peer& client) {
  request_bytes_.change(*connection.client, connection.request_bytes, 0);
  request_bytes_.change(client, 0, connection.request_bytes);
  if (connection.client != connection.peer) peers_.leave(*connection.client);
  connection.client = &client;
}

void EventLoop::discard(Connection& connection) {
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

void EventLoop::discard_more() {
  for (const auto id : std::exchange(to_discard_, {})) {
    if (auto* connection = find(id)) discard(*connection);
  }
}

}  // namespace undersigned::http
