// A server on a free port of this machine with a few routes, and a queue in which handlers leave replies for the test.
#pragma once

#include <doctest/doctest.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <utility>

#include "server/http/server.h"
#include "tests/server/http/wait_until.h"

namespace undersigned::http {

// Replies that handlers have deferred.
class DeferredReplies {
 public:
  void put(Reply reply) {
    {
      const std::lock_guard lock(mutex_);
      replies_.push_back(std::move(reply));
    }
    filled_.notify_all();
  }

  // Waits for one and returns it.
  Reply take() {
    std::unique_lock lock(mutex_);
    const bool filled = filled_.wait_for(lock, kPatience, [this] { return !replies_.empty(); });
    if (!filled) FAIL("waited in vain until a handler puts its reply aside");
    auto reply = std::move(replies_.front());
    replies_.pop_front();
    return reply;
  }

 private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<Reply> replies_;
};

inline Response text(std::string words) {
  return make_response(200, "text/plain; charset=utf-8", std::move(words));
}

struct TestServer {
  explicit TestServer(const ServerOptions& options = quick()) : server(options) {
    server.route(Method::Get, "/hello", [](const Request&, const Reply& reply) { reply(text("hello")); });
    server.route(Method::Post, "/echo",
                 [](const Request& request, const Reply& reply) { reply(text(std::string(request.body))); });
    server.route(Method::Get, "/later", [this](const Request&, Reply reply) { deferred.put(std::move(reply)); });
    server.set_error_responder([](const Request& request, int status) {
      return make_response(
          status, "application/problem+json",
          "{\"status\":" + std::to_string(status) + ",\"origin\":\"" + std::string(request.header("Origin")) + "\"}");
    });
  }

  // Two workers on any machine.
  static ServerOptions quick() {
    ServerOptions options;
    options.workers = 2;
    return options;
  }

  // Add routes before calling this.
  std::uint16_t start() {
    const auto bound = server.listen("127.0.0.1", 0);
    return bound && server.start() ? server.port() : std::uint16_t{0};
  }

  DeferredReplies deferred;  // outlives the server's workers
  Server server;
};

}  // namespace undersigned::http
