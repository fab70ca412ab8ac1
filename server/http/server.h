// An HTTP/1.1 server for many slow clients and few threads: routes, deferred replies, hard limits.
//
//   Server server;
//   server.route(Method::Get, "/v1/campaigns/:slug", [](const Request& request, Reply reply) { ... reply(response); });
//   if (const auto listens = server.listen("127.0.0.1", 8080); !listens) ...
//   if (const auto started = server.start(); !started) ...
//   ...
//   server.stop();
//
// One event loop thread owns the sockets (event_loop.h), a few workers run handlers (dispatcher.h), and a reply may
// come from any thread at any time (reply.h). So a handler that waits for a commit holds no worker. Plain HTTP: TLS is
// the job of a reverse proxy such as nginx or Caddy.
//
// Follows RFC 9110 and RFC 9112; framing.h says what is refused, and why. Unknown paths get 404, other methods 405 with
// Allow; HEAD is answered by the GET route. Linux only (epoll, eventfd).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "server/base/ip_address.h"
#include "server/base/mutex.h"
#include "server/http/error_responder.h"
#include "server/http/message.h"
#include "server/http/peers.h"
#include "server/http/reply.h"
#include "server/http/response_head.h"
#include "server/http/routes.h"
#include "server/http/server_counters.h"
#include "server/http/server_stats.h"
#include "server/http/socket.h"
#include "server/limits.h"
#include "shared/limits.h"
#include "shared/result.h"

namespace undersigned::http {

struct ServerOptions {
  std::size_t workers = 0;  // 0: one for each core
  std::size_t connections_max = limits::kConnectionsMax;
  std::size_t head_bytes_max = limits::kRequestHeadBytesMax;
  std::size_t body_bytes_max = limits::kRequestBodyBytesMax;
  std::size_t streams_max = limits::kStreamsMax;
  std::size_t request_bytes_max = limits::kRequestBytesInHandMax;  // of all connections together
  std::size_t reply_bytes_max = limits::kReplyBytesInHandMax;      // not yet read, of all clients together
  // Connections of one peer: an IPv4 address or an IPv6 /64. No limit for trusted proxies, which connect for many
  // clients, nor for the loopback address, unless a test counts it.
  std::size_t connections_per_address_max = limits::kConnectionsPerAddressMax;
  CountLoopback count_loopback = CountLoopback::No;
  std::vector<base::IpPrefix> trusted_proxies;
  StrictTransportSecurity strict_transport_security = StrictTransportSecurity::No;  // Yes where browsers use https
  int idle_ms = limits::kIdleConnectionMs;                                          // between requests
  int request_deadline_ms = limits::kRequestDeadlineMs;  // from a request's first byte to its last: 408
  int slow_request_ms = limits::kSlowRequestMs;          // after that it may be evicted by a new connection
  int queue_wait_ms = limits::kQueueWaitMs;              // from its last byte until a worker takes it: 503
  int reply_deadline_ms = limits::kReplyDeadlineMs;      // from its last byte to the handler's reply: 503
  int send_stall_ms =
      limits::kSendStallMs;  // if the client takes less than limits::kSendPaceBytes of the reply in that time
  int slow_reply_ms = limits::kSlowReplyMs;  // after that a reader may be evicted by a new connection
  int linger_ms = limits::kLingerMs;
  int stop_deadline_ms = limits::kStopDeadlineMs;
};

class Server {
 public:
  explicit Server(const ServerOptions& options = {});
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Stops.
  ~Server();

  // Before start(). See RouteTable for patterns, and Handler for what it must do.
  void route(Method method, std::string_view pattern, Handler handler);
  [[nodiscard]] std::vector<RouteName> routes() const { return routes_.names(); }
  void set_error_responder(ErrorResponder responder);

  // Binds and listens. Clients may connect from now on and are served after start(). `host` is "127.0.0.1", "0.0.0.0",
  // "::" (IPv4 too) or another address of this machine. Port 0 takes any free port. Fails with the system's error:
  // std::errc::address_in_use, permission_denied, address_not_available. Call it once.
  Result<Done, std::error_code> listen(const std::string& host, std::uint16_t port);

  // The port bound; 0 before listen().
  [[nodiscard]] std::uint16_t port() const;

  // Starts the threads. Fails if the system has no descriptor or thread left. Call it once, after a successful
  // listen().
  Result<Done, std::error_code> start();

  // Stops listening, finishes the requests in progress and their deferred replies, up to the stop deadline, and joins
  // the threads. Waits for running handlers. Call it from any thread but a handler's; calling it again is harmless.
  void stop();

  // From any thread, at any time. Costs a few loads.
  [[nodiscard]] ServerStats stats() const;

 private:
  struct Running;

  ServerOptions options_;
  RouteTable routes_;
  ErrorResponder errors_;
  std::shared_ptr<ServerCounters> counters_ = std::make_shared<ServerCounters>();
  Listener listener_;
  base::Mutex stop_mutex_;
  std::unique_ptr<Running> running_;
};

}  // namespace undersigned::http
