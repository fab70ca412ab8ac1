#include "server/http/server.h"

#include <algorithm>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

#include "server/http/dispatcher.h"
#include "server/http/event_loop.h"
#include "server/http/reply_queue.h"
#include "server/http/socket.h"
#include "server/http/worker_pool.h"
#include "server/limits.h"

namespace undersigned::http {
namespace {

constexpr std::size_t kDescriptorsForTheRest = 256;  // database, files, mail

EventLoopOptions event_loop_options(const ServerOptions& options) {
  EventLoopOptions event_loop;
  event_loop.framing.head_bytes = options.head_bytes_max;
  event_loop.framing.body_bytes = options.body_bytes_max;
  event_loop.connections_max = options.connections_max;
  event_loop.streams_max = options.streams_max;
  event_loop.request_bytes_max = options.request_bytes_max;
  event_loop.reply_bytes_max = options.reply_bytes_max;
  event_loop.connections_per_address_max = options.connections_per_address_max;
  event_loop.count_loopback = options.count_loopback;
  event_loop.trusted_proxies = options.trusted_proxies;
  event_loop.strict_transport_security = options.strict_transport_security;
  event_loop.slow_request_ms = options.slow_request_ms;
  event_loop.slow_reply_ms = options.slow_reply_ms;
  event_loop.queue_wait_ms = options.queue_wait_ms;
  event_loop.stop_deadline_ms = options.stop_deadline_ms;
  event_loop.durations_ms = {options.idle_ms,       options.request_deadline_ms, options.reply_deadline_ms,
                             options.send_stall_ms, options.reply_deadline_ms,   options.linger_ms};
  return event_loop;
}

// What the system allows, minus what the rest of the program needs.
std::size_t connections_for(std::size_t wanted) {
  const auto descriptors = raise_descriptor_limit(wanted + kDescriptorsForTheRest);
  const auto rest = std::min<std::uint64_t>(kDescriptorsForTheRest, descriptors / 2);
  return std::min<std::size_t>(wanted, descriptors - rest);
}

// Makes a response, on a worker.
ReplyContent made(const ResponseMaker& make) {
  try {
    return make();
  } catch (...) {
    return Unanswered{};
  }
}

// Makes the next piece of a stream, on a worker.
Piece next_piece(BodySource& source) {
  Piece piece;
  try {
    piece.more = source.next(piece.bytes);
  } catch (...) {
    piece.more = BodySource::More::Failed;  // cuts the connection: nobody can be told what failed
  }
  return piece;
}

std::size_t worker_count(std::size_t wanted) {
  return wanted > 0 ? wanted : std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

}  // namespace

// What exists between start() and stop(). Members are destroyed last to first: the event loop before the workers it
// uses.
struct Server::Running {
  Running(const ServerOptions& options, FileDescriptor listener, const RouteTable& routes, const ErrorResponder& errors,
          const std::shared_ptr<ServerCounters>& counters)
      : replies(std::make_shared<ReplyQueue>(counters)),
        workers(worker_count(options.workers), *counters,
                [this, &routes, &errors]() -> WorkerPool::Work {
                  auto dispatcher = std::make_shared<Dispatcher>(routes, errors, replies);
                  return [this, dispatcher](const Job& job) {
                    if (job.make) return replies->push(job.connection, made(job.make));
                    if (job.source) return replies->push(job.connection, next_piece(*job.source));
                    dispatcher->serve(job);
                  };
                }),
        event_loop(event_loop_options(options), std::move(listener), workers, replies, errors, *counters),
        event_loop_thread([this] { event_loop.run(); }) {}
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    event_loop.stop();
    event_loop_thread.join();
  }

  std::shared_ptr<ReplyQueue> replies;
  WorkerPool workers;
  EventLoop event_loop;
  std::thread event_loop_thread;
};

Server::Server(const ServerOptions& options) : options_(options) {}

Server::~Server() {
  stop();
}

void Server::route(Method method, std::string_view pattern, Handler handler) {
  routes_.add(method, pattern, std::move(handler));
}

void Server::set_error_responder(ErrorResponder responder) {
  errors_ = std::move(responder);
}

Result<Done, std::error_code> Server::listen(const std::string& host, std::uint16_t port) {
  options_.connections_max = connections_for(options_.connections_max);
  Result<Listener, std::error_code> listener = listen_on(host, port, limits::kListenBacklog);
  if (!listener) return listener.error();
  listener_ = std::move(listener).value();
  return Done{};
}

std::uint16_t Server::port() const {
  return listener_.port;
}

Result<Done, std::error_code> Server::start() {
  try {
    running_ = std::make_unique<Running>(options_, std::move(listener_.socket), routes_, errors_, counters_);
  } catch (const std::system_error& failure) {
    return failure.code();
  }
  return Done{};
}

ServerStats Server::stats() const {
  return counters_->read();
}

void Server::stop() {
  const base::MutexLock lock(stop_mutex_);
  running_.reset();
}

}  // namespace undersigned::http
