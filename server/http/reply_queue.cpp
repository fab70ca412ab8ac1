#include "server/http/reply_queue.h"

#include <sys/eventfd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace undersigned::http {
namespace {

class QueuedReply final : public ReplyChannel {
 public:
  QueuedReply(std::shared_ptr<ReplyQueue> queue, ConnectionId connection)
      : queue_(std::move(queue)), connection_(connection) {}
  QueuedReply(const QueuedReply&) = delete;
  QueuedReply& operator=(const QueuedReply&) = delete;
  ~QueuedReply() override {
    if (claim()) queue_->push(connection_, Unanswered{});
  }

  void send(Response response) override { queue_->push(connection_, std::move(response)); }
  void send_later(ResponseMaker make) override { queue_->push(connection_, std::move(make)); }

 private:
  std::shared_ptr<ReplyQueue> queue_;
  ConnectionId connection_;
};

}  // namespace

ReplyQueue::ReplyQueue(std::shared_ptr<ServerCounters> counters)
    : counters_(std::move(counters)), wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (wake_.get() < 0) throw std::system_error(errno, std::system_category(), "eventfd");
}

void ReplyQueue::push(ConnectionId connection, ReplyContent content) {
  counters_->replies_waiting.add();
  const base::MutexLock lock(mutex_);
  items_.push_back({connection, std::move(content)});
  if (items_.size() == 1) wake();
}

void ReplyQueue::wake() const {
  ::eventfd_write(wake_.get(), 1);
}

void ReplyQueue::take(std::vector<Item>& items) {
  items.clear();
  {
    const base::MutexLock lock(mutex_);
    items_.swap(items);
  }
  counters_->replies_waiting.subtract(items.size());
}

Reply make_reply(std::shared_ptr<ReplyQueue> queue, ConnectionId connection) {
  return Reply(std::make_shared<QueuedReply>(std::move(queue), connection));
}

}  // namespace undersigned::http
