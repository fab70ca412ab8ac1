// Runs one whole request: target decoded, route found, handler called. The only place that sees cpp-httplib.
//
// cpp-httplib is shown the request line and nothing else, over a stream in memory. The head has been judged by
// framing.h; cpp-httplib would percent-decode its values (CVE-2026-45372, and every cookie with a % in it) and refuse
// Accept and Range headers it does not like. It is not let write either: every response, of a handler now or of a
// writer thread later, is formatted by response_head.h and sent by the event loop, so there is one way out.
//
// Not thread-safe: one for each worker.
#pragma once

#include <memory>

#include "server/http/error_responder.h"
#include "server/http/reply_queue.h"
#include "server/http/routes.h"
#include "server/http/worker_pool.h"

namespace undersigned::http {

class Dispatcher {
 public:
  // `routes` and `errors` outlive the dispatcher and do not change.
  Dispatcher(const RouteTable& routes, const ErrorResponder& errors, std::shared_ptr<ReplyQueue> replies);
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;
  ~Dispatcher();

  // Answers through the queue, or leaves the Reply with a handler that will.
  void serve(const Job& job);

 private:
  class HttplibServer;

  std::shared_ptr<ReplyQueue> replies_;
  std::unique_ptr<HttplibServer> server_;
};

}  // namespace undersigned::http
