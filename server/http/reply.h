// The one response to a request. Call it once, from any thread, during the handler or long after it returned. A copy
// answers the same request: the first call wins, later ones do nothing. If every copy is destroyed without a call, the
// server answers 500.
//
// A call only queues the response; the server's own thread formats and sends it. later() does not even make the
// response: a worker does. So a thread with other work can answer a whole batch at little cost. Calls are harmless
// after the connection, or the server, is gone.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "server/http/message.h"

namespace undersigned::http {

// Called once, by a worker. If it throws, the response is 500.
using ResponseMaker = std::function<Response()>;

// Where a reply goes. claim() is true for exactly one caller, which must then send.
class ReplyChannel {
 public:
  ReplyChannel() = default;
  ReplyChannel(const ReplyChannel&) = delete;
  ReplyChannel& operator=(const ReplyChannel&) = delete;
  virtual ~ReplyChannel() = default;

  virtual void send(Response response) = 0;
  virtual void send_later(ResponseMaker make) = 0;
  bool claim() { return !claimed_.exchange(true); }

 private:
  std::atomic<bool> claimed_{false};
};

class Reply {
 public:
  explicit Reply(std::shared_ptr<ReplyChannel> channel) : channel_(std::move(channel)) {}

  // The same reply. `change` is called on each response as soon as it is made.
  [[nodiscard]] Reply changed_by(std::function<void(Response&)> change) const {
    struct Changer final : ReplyChannel {
      Changer(Reply r, std::function<void(Response&)> c) : reply(std::move(r)), change(std::move(c)) {}
      void send(Response response) override {
        change(response);
        reply(std::move(response));
      }
      void send_later(ResponseMaker make) override {
        reply.later([make = std::move(make), change = std::move(change)] {
          Response response = make();
          change(response);
          return response;
        });
      }
      Reply reply;
      std::function<void(Response&)> change;
    };
    return Reply(std::make_shared<Changer>(*this, std::move(change)));
  }

  void operator()(Response response) const {
    if (channel_->claim()) channel_->send(std::move(response));
  }

  void later(ResponseMaker make) const {
    if (channel_->claim()) channel_->send_later(std::move(make));
  }

 private:
  std::shared_ptr<ReplyChannel> channel_;
};

}  // namespace undersigned::http
