// The one answer to a request: called once, from any thread, during the handler or long after it returned. A copy
// answers the same request; the first call wins and later ones do nothing. If every copy is gone and none was called,
// the server answers 500 rather than leave the client waiting.
//
// Calling it only queues the response: formatting and sending are the server's own thread's work, so a writer thread
// can answer a whole batch at little cost. Harmless after the connection, or the server, is gone.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "server/http/message.h"

namespace undersigned::http {

// Where a reply goes. claim() is true for exactly one caller, who then owes the send.
class ReplyChannel {
 public:
  ReplyChannel() = default;
  ReplyChannel(const ReplyChannel&) = delete;
  ReplyChannel& operator=(const ReplyChannel&) = delete;
  virtual ~ReplyChannel() = default;

  virtual void send(Response response) = 0;
  bool claim() { return !claimed_.exchange(true); }

 private:
  std::atomic<bool> claimed_{false};
};

class Reply {
 public:
  explicit Reply(std::shared_ptr<ReplyChannel> channel) : channel_(std::move(channel)) {}

  // For tests of handlers: `take` gets the response, on the thread that replied.
  static Reply to(std::function<void(Response)> take) {
    struct Taker final : ReplyChannel {
      explicit Taker(std::function<void(Response)> f) : function(std::move(f)) {}
      void send(Response response) override { function(std::move(response)); }
      std::function<void(Response)> function;
    };
    return Reply(std::make_shared<Taker>(std::move(take)));
  }

  void operator()(Response response) const {
    if (channel_->claim()) channel_->send(std::move(response));
  }

 private:
  std::shared_ptr<ReplyChannel> channel_;
};

}  // namespace undersigned::http
