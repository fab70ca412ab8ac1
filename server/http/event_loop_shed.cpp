// Load shedding: which connection is closed when bytes or connections reach their limit.
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "server/http/event_loop.h"
#include "server/http/socket.h"
#include "server/limits.h"

namespace undersigned::http {
namespace {

// Added to what a new reader has taken, so that a reply that has just begun does not rank as the slowest.
constexpr double kHeadStartBytes = 65'536;
constexpr double kHeadStartMs = 1'000;

// Bytes that have reached the client since the connection began.
std::uint64_t taken_bytes(const Connection& connection) {
  const auto sent = connection.output.total_sent();
  return sent - std::min(sent, unacknowledged_bytes(connection.socket.get()));
}

double bytes_per_ms(const Connection& connection, std::int64_t now_ms) {
  const auto taken = static_cast<double>(taken_bytes(connection) - connection.reader_progress->taken_at_start);
  return (taken + kHeadStartBytes) /
         (static_cast<double>(now_ms - connection.reader_progress->since_ms) + kHeadStartMs);
}

}  // namespace

// Brings the totals up to date with this connection's buffer and the request that the workers hold.
void EventLoop::count_request_bytes(Connection& connection) {
  if (!connection.client) return;
  std::size_t bytes = 0;
  if (connection.phase == Phase::Idle || connection.phase == Phase::Receiving) bytes = connection.input.size();
  if (connection.phase == Phase::Handling) {
    bytes = connection.input.size() + connection.frame->head_bytes + connection.frame->body_bytes;
  }
  request_bytes_.change(*connection.client, connection.request_bytes, bytes);
  connection.request_bytes = bytes;
}

// Bytes of a reply count once the socket's send buffer is full; most replies never get there. Bytes of further requests
// that wait behind it count as well.
void EventLoop::count_reply_bytes(Connection& connection) {
  if (!connection.client) return;
  const auto bytes = connection.reader_progress ? connection.output.held_bytes() + connection.input.capacity() : 0;
  reply_bytes_.change(*connection.client, connection.reply_bytes, bytes);
  counters_.reply_bytes.add(bytes);
  counters_.reply_bytes.subtract(connection.reply_bytes);
  connection.reply_bytes = bytes;
}

void EventLoop::wait_for_reader(Connection& connection) {
  if (!connection.reader_progress) {
    const auto taken = taken_bytes(connection);
    connection.reader_progress = ReaderProgress{now_ms_, taken, taken};
  }
  count_reply_bytes(connection);
  shed_slowest_readers();
}

void EventLoop::clear_reader_progress(Connection& connection) {
  if (!connection.reader_progress) return;
  connection.reader_progress.reset();
  count_reply_bytes(connection);
}

// Whether the client has taken enough of the reply since the last call. A byte now and then is not enough.
bool EventLoop::keeps_pace(Connection& connection) {
  if (!connection.reader_progress) return false;
  const auto taken = taken_bytes(connection);
  if (taken - connection.reader_progress->taken_at_window < limits::kSendPaceBytes) return false;
  connection.reader_progress->taken_at_window = taken;
  count_reply_bytes(connection);
  return true;
}

// The slowest readers for which `may_go` is true, at most `count`.
template <class MayGo>
std::vector<Connection*> EventLoop::slowest_readers(std::size_t count, const MayGo& may_go) const {
  std::vector<std::pair<double, Connection*>> readers;
  for (auto* connection : deadlines_.in(Phase::Sending)) {
    if (connection->reader_progress && connection->client && may_go(*connection)) {
      readers.emplace_back(bytes_per_ms(*connection, now_ms_), connection);
    }
  }
  count = std::min(count, readers.size());
  std::nth_element(readers.begin(), readers.begin() + static_cast<std::ptrdiff_t>(count), readers.end());
  std::vector<Connection*> slowest;
  for (std::size_t i = 0; i < count; ++i) slowest.push_back(readers[i].second);
  return slowest;
}

void EventLoop::close_slow_reader(Connection& reader) {
  counters_.slow_readers.add();
  reset_on_close(reader.socket.get());  // so that the kernel drops what it still holds for this client
  close(reader);
}

// Among peers with more than their share, the request that has been arriving for longest goes first: normal clients
// finish quickly. If all bytes of such a peer are with the workers, its next bytes are refused.
void EventLoop::shed_slowest_requests() {
  while (request_bytes_.is_exceeded()) {
    const auto& receiving = deadlines_.in(Phase::Receiving);
    const auto slowest = std::find_if(receiving.begin(), receiving.end(), [&](const Connection* connection) {
      return connection->client && request_bytes_.is_over_share(*connection->client);
    });
    if (slowest == receiving.end()) return;
    refuse(**slowest, 503);
  }
}

// Among peers with more than their share, the slowest reader goes first. Shares of a shared body are recounted first,
// since they change when other holders come or go.
void EventLoop::shed_slowest_readers() {
  if (!reply_bytes_.is_exceeded()) return;
  for (auto* connection : deadlines_.in(Phase::Sending)) count_reply_bytes(*connection);
  while (reply_bytes_.is_exceeded()) {
    const auto slowest = slowest_readers(1, [&](const Connection& connection) {
      return connection.reply_bytes > 0 && reply_bytes_.is_over_share(*connection.client);
    });
    if (slowest.empty()) return;
    close_slow_reader(*slowest.front());
  }
}

// Frees some places of clients that read too slowly.
EventLoop::Room EventLoop::make_room_of_readers() {
  const auto count = 1 + options_.connections_max / limits::kReadersEvictedPart;
  const auto slowest = slowest_readers(count, [&](const Connection& connection) { return is_slow(connection); });
  for (auto* reader : slowest) {
    counters_.connections_evicted.add();
    close_slow_reader(*reader);
  }
  return slowest.empty() ? Room::None : Room::Made;
}

// One client gets at most half of the streams. When all are taken, a slowly read one is cut.
EventLoop::Room EventLoop::make_room_for_stream(const Peer* client) {
  if (client && client->streams >= std::max<std::size_t>(1, options_.streams_max / 2)) return Room::None;
  if (stream_count_ < options_.streams_max) return Room::Made;
  const auto slowest = slowest_readers(
      1, [&](const Connection& connection) { return connection.source != nullptr && is_slow(connection); });
  if (slowest.empty()) return Room::None;
  close_slow_reader(*slowest.front());
  return Room::Made;
}

bool EventLoop::is_slow(const Connection& reader) const {
  return now_ms_ - reader.reader_progress->since_ms >= options_.slow_reply_ms;
}

}  // namespace undersigned::http
