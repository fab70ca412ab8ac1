#include "server/signing/mail_order.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "server/limits.h"

using namespace undersigned;
using signing::MailOrder;

namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::int64_t kNow = 20'000 * kDayMs + kDayMs / 2;  // noon

// How many of `numbers` come before `number`.
std::int64_t before(const std::vector<std::int64_t>& numbers, std::int64_t number) {
  return std::count_if(numbers.begin(), numbers.end(), [number](std::int64_t other) { return other < number; });
}

// A queue that is sent in the order of the numbers.
class Queue {
 public:
  void add(const std::string& network, const std::string& campaign, std::int64_t now_ms) {
    waiting_.emplace(order_.next(network, campaign, now_ms, served_ms_ == 0 ? now_ms : served_ms_), network);
  }

  // Sends the next one and returns its network.
  std::string send() {
    const auto next = waiting_.begin();
    served_ms_ = std::max(served_ms_, next->first);
    std::string network = next->second;
    waiting_.erase(next);
    return network;
  }

  // How many others are sent before a mail of this network.
  int sent_before(const std::string& network) {
    int others = 0;
    while (send() != network) ++others;
    return others;
  }

  [[nodiscard]] bool empty() const { return waiting_.empty(); }

 private:
  MailOrder order_;
  std::multimap<std::int64_t, std::string> waiting_;
  std::int64_t served_ms_ = 0;
};

}  // namespace

TEST_CASE("mails that come one at a time have the number of their time") {
  MailOrder order;
  for (int i = 0; i < 100; ++i) {
    const std::int64_t now_ms = kNow + i * limits::kMailOfNetworkMs;
    CHECK(order.next("net", "open", now_ms, now_ms) == now_ms);
  }
}

TEST_CASE("a network that makes very many mails waits behind itself, and others of the same campaign do not") {
  MailOrder order;
  std::vector<std::int64_t> flood;
  for (int i = 0; i < 2'500; ++i) flood.push_back(order.next("flood", "open", kNow, kNow));
  CHECK(std::is_sorted(flood.begin(), flood.end()));
  CHECK(flood.back() == kNow + 2'499 * limits::kMailOfNetworkMs);
  CHECK(before(flood, order.next("honest", "open", kNow, kNow)) <= 1);
  CHECK(before(flood, order.next("another", "second", kNow, kNow)) <= 1);
}

TEST_CASE("a crowd of one campaign leaves room for the mails of others") {
  MailOrder order;
  std::vector<std::int64_t> crowd;
  for (int i = 0; i < 10'000; ++i) crowd.push_back(order.next("net " + std::to_string(i), "crowd", kNow, kNow));
  CHECK(crowd.back() == kNow + 9'999 * limits::kMailOfCampaignMs);
  CHECK(before(crowd, order.next("honest", "quiet", kNow, kNow)) == 0);
}

TEST_CASE("the first mail of a network precedes the second of any other, however many wait") {
  for (const int networks : {1, 20, 100}) {
    Queue queue;
    for (int i = 0; i < 50; ++i) {
      for (int net = 0; net < networks; ++net) queue.add("net " + std::to_string(net), "open", kNow);
    }
    queue.add("honest", "open", kNow);
    CHECK(queue.sent_before("honest") <= networks);
  }
}

TEST_CASE("in a backlog that grows for minutes, a new network's mail is among the next") {
  Queue queue;
  // Eight networks ask for four mails a second, and one a second is sent.
  for (int second = 0; second < 600; ++second) {
    for (int i = 0; i < 4; ++i) {
      queue.add("net " + std::to_string((second * 4 + i) % 8), "open", kNow + second * 1'000LL);
    }
    queue.send();
  }
  queue.add("honest", "open", kNow + 600'000);
  CHECK(queue.sent_before("honest") <= 8);
  queue.add("another", "second", kNow + 601'000);
  CHECK(queue.sent_before("another") <= 8);
}

TEST_CASE("a network that was served alone for long is not put behind those that come later") {
  Queue queue;
  for (int i = 0; i < 500; ++i) {
    queue.add("school", "open", kNow);
    queue.send();
  }
  for (int i = 0; i < 100; ++i) queue.add("flood", "open", kNow);
  queue.add("school", "open", kNow);
  CHECK(queue.sent_before("school") <= 2);
}

TEST_CASE("no mail is put further off than a day") {
  MailOrder order;
  std::int64_t last = 0;
  for (int i = 0; i < 100'000; ++i) last = order.next("flood", "open", kNow, kNow);
  CHECK(last == kNow + limits::kMailOrderAheadMsMax);
  CHECK(order.next("flood", "open", kNow + 1, kNow + 1) == kNow + 1 + limits::kMailOrderAheadMsMax);
}

TEST_CASE("a clock that was set back puts nothing further off than a day") {
  MailOrder order;
  order.next("net", "open", kNow + kDayMs / 4, kNow + kDayMs / 4);
  CHECK(order.next("net", "open", kNow, kNow) <= kNow + limits::kMailOrderAheadMsMax);
}

TEST_CASE("each UTC day begins anew") {
  MailOrder order;
  for (int i = 0; i < 1'000; ++i) order.next("net", "open", kNow, kNow);
  CHECK(order.next("net", "open", kNow + kDayMs / 2, kNow) == kNow);
}

TEST_CASE("a network that made very many is not forgotten for many that made one") {
  MailOrder order;
  for (int i = 0; i < 1'000; ++i) order.next("flood", "open", kNow, kNow);
  for (std::size_t i = 0; i < 2 * limits::kMailOrderEntriesMax; ++i) {
    order.next("once " + std::to_string(i), "open " + std::to_string(i), kNow, kNow);
  }
  CHECK(order.next("flood", "open", kNow, kNow) >= kNow + 1'000 * limits::kMailOfNetworkMs);
}

TEST_CASE("a network and a campaign of the same name are apart") {
  MailOrder order;
  for (int i = 0; i < 10; ++i) order.next("open", "second", kNow, kNow);
  CHECK(order.next("net", "open", kNow, kNow) == kNow);
}
