#include <sys/socket.h>

#include <array>
#include <charconv>
#include <memory>
#include <string_view>
#include <utility>
#include <variant>

#include "server/http/event_loop.h"
#include "server/http/response_head.h"

namespace undersigned::http {
namespace {

// chunk-size of RFC 9112 7.1.
std::string chunk_head(std::size_t bytes) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), bytes, 16).ptr;
  return std::string(digits.data(), end).append("\r\n");
}

constexpr std::string_view kChunkEnd = "\r\n";
constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace

void EventLoop::deliver_replies() {
  replies_->take(delivered_);
  delayed_replies_.exchange(delivered_);
  for (auto& item : delivered_) {
    auto* connection = find(item.connection);
    if (auto* piece = std::get_if<Piece>(&item.content)) {
      if (connection) {
        deliver_piece(*connection, std::move(*piece));
      } else {
        forget_stream();
      }
      continue;
    }
    if (!connection || connection->phase != Phase::Handling) continue;
    if (auto* response = std::get_if<Response>(&item.content)) {
      respond(*connection, std::move(*response));
    } else if (auto* make = std::get_if<ResponseMaker>(&item.content)) {
      Job job;
      job.connection = item.connection;
      job.make = std::move(*make);
      jobs_.push_back(std::move(job));
    } else {
      Request request;
      request.method = connection->frame->method;
      respond(*connection, error_response(errors_, request, 500));
    }
  }
  delivered_.clear();
}

// Sends the next piece of a stream, as a chunk if the client understands chunks.
void EventLoop::deliver_piece(Connection& connection, Piece piece) {
  if (piece.more == BodySource::More::Failed) {
    deadlines_.enter(connection, Phase::Sending, now_ms_);
    return close(connection);
  }
  const bool last = piece.more == BodySource::More::No;
  const bool chunked = connection.frame->version == Version::Http11;
  if (last) end_stream(connection);
  std::string head;
  std::string tail;
  if (chunked && !piece.bytes.empty()) {
    head = chunk_head(piece.bytes.size());
    tail = kChunkEnd;
  }
  if (chunked && last) tail += kLastChunk;
  connection.output.add(std::move(head), std::make_shared<const std::string>(std::move(piece.bytes)), std::move(tail));
  deadlines_.enter(connection, Phase::Sending, now_ms_);
  send(connection);
}

void EventLoop::end_stream(Connection& connection) {
  connection.source.reset();
  --connection.client->streams;
  forget_stream();
}

void EventLoop::forget_stream() {
  --stream_count_;
  counters_.streams_open.subtract();
}

void EventLoop::respond(Connection& connection, Response response) {
  const auto frame = connection.frame.value_or(RequestFrame{});
  if (response.source && sends_body(response, frame.method) && make_room_for_stream(connection.client) == Room::None) {
    Request request;
    request.method = frame.method;
    counters_.count_refusal(503);
    response = error_response(errors_, request, 503);
  }
  const bool streamed = response.source && sends_body(response, frame.method);
  const bool ends_by_closing = streamed && frame.version == Version::Http10;
  if (response.after == AfterReply::Close || stopping_ || ends_by_closing) connection.after = AfterReply::Close;
  const ResponseContext context{frame.method, frame.version, connection.after, date_,
                                options_.strict_transport_security};
  auto head = response_head(response, context);
  if (!head) {
    response = error_response({}, {}, 500);
    head = response_head(response, context);
  }
  counters_.count_response(response.status);
  if (response.source && sends_body(response, frame.method)) {
    connection.source = std::move(response.source);
    ++stream_count_;
    ++connection.client->streams;
    counters_.streams_open.add();
    response.body = nullptr;
  }
  connection.output.add(std::move(*head), sends_body(response, frame.method) ? std::move(response.body) : nullptr);
  deadlines_.enter(connection, Phase::Sending, now_ms_);
  count_request_bytes(connection);
  send(connection);
}

// Refuses and closes: after a framing error it is unknown where the next request begins.
void EventLoop::refuse(Connection& connection, int status) {
  Request request;
  if (connection.frame) request.method = connection.frame->method;
  if (connection.frame && connection.frame->well_formed && connection.phase == Phase::Receiving) {
    request = split_request(connection.input, *connection.frame);
  }
  request.remote_address = connection.remote_address;
  connection.after = AfterReply::Close;
  counters_.count_refusal(status);
  auto response = error_response(errors_, request, status);
  connection.input = {};
  respond(connection, std::move(response));
}

// Answers requests that no worker has begun in time. The connection may stay open, since the request was valid.
void EventLoop::shed_overdue_jobs() {
  std::vector<Job> overdue;
  const auto oldest_ms = workers_.take_overdue(now_ms_ - options_.queue_wait_ms, overdue);
  overdue_ms_ = oldest_ms ? *oldest_ms + options_.queue_wait_ms : 0;
  for (const auto& job : overdue) {
    auto* connection = find(job.connection);
    if (!connection || connection->phase != Phase::Handling) continue;
    auto request = split_request(job.bytes, job.frame);
    request.remote_address = job.remote_address;
    counters_.count_refusal(503);
    respond(*connection, error_response(errors_, request, 503));
  }
}

void EventLoop::send(Connection& connection) {
  switch (connection.output.flush(connection.socket.get())) {
    case Output::Flush::Failed:
      return close(connection);
    case Output::Flush::Blocked:
      if (connection.phase == Phase::Sending) wait_for_reader(connection);
      return;
    case Output::Flush::Done:
      if (connection.phase != Phase::Sending) return;
      clear_reader_progress(connection);
      if (connection.source) return ask_for_piece(connection);
      return finish_reply(connection);
  }
}

void EventLoop::ask_for_piece(Connection& connection) {
  Job job;
  job.connection = connection.id;
  job.queued_ms = now_ms_;
  job.source = connection.source;
  jobs_.push_back(std::move(job));
  deadlines_.enter(connection, Phase::Producing, now_ms_);
}

void EventLoop::finish_reply(Connection& connection) {
  const bool last = stopping_ && connection.input.empty();
  if (last || connection.after == AfterReply::Close) return linger(connection);
  connection.frame.reset();
  if (connection.client != connection.peer) assign_client(connection, *connection.peer);
  deadlines_.enter(connection, connection.input.empty() ? Phase::Idle : Phase::Receiving, now_ms_);
  count_request_bytes(connection);
  receive(connection);
}

void EventLoop::linger(Connection& connection) {
  connection.input = {};
  count_request_bytes(connection);
  ::shutdown(connection.socket.get(), SHUT_WR);
  deadlines_.enter(connection, Phase::Lingering, now_ms_);
  if (connection.readable) discard(connection);
}

}  // namespace undersigned::http
