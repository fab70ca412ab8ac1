// Runs one complete request: decodes the target, finds the route, calls the handler. The only place that sees
// cpp-httplib.
//
// cpp-httplib reads only the request line, from a stream in memory. framing.h has already checked the head. cpp-httplib
// would percent-decode header values (CVE-2026-45372, and it would change every cookie with a % in it) and would refuse
// some valid Accept and Range headers. It does not write either: response_head.h formats every response, and the event
// loop sends it.
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

  // Answers through the queue, or passes the Reply to a handler that will.
  void serve(const Job& job);

 private:
  class HttplibServer;

  std::shared_ptr<ReplyQueue> replies_;
  std::unique_ptr<HttplibServer> server_;
};

}  // namespace undersigned::http
