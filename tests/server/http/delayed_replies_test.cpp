#include "server/http/delayed_replies.h"

#include <doctest/doctest.h>

#include <future>
#include <vector>

#include "tests/server/http/client.h"
#include "tests/server/http/fixture.h"

using namespace undersigned::http;

namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

ReplyQueue::Item item(ConnectionId connection, steady_clock::time_point not_before) {
  Response response = text("words");
  response.not_before = not_before;
  return {connection, std::move(response)};
}

std::vector<ConnectionId> connections_of(const std::vector<ReplyQueue::Item>& items) {
  std::vector<ConnectionId> connections;
  for (const auto& each : items) connections.push_back(each.connection);
  return connections;
}

}  // namespace

TEST_CASE("what may be sent goes on in order, and what may not is held until its time") {
  DelayedReplies held;
  const auto now = steady_clock::now();
  std::vector<ReplyQueue::Item> items;
  items.push_back(item(1, {}));
  items.push_back(item(2, now + 1h));
  items.push_back({3, Unanswered{}});
  items.push_back(item(4, now - 1ms));
  held.exchange(items);
  CHECK(connections_of(items) == std::vector<ConnectionId>{1, 3, 4});
  items.clear();
  held.exchange(items);
  CHECK(items.empty());
}

TEST_CASE("what was held is given out as soon as its time has come") {
  DelayedReplies held;
  std::vector<ReplyQueue::Item> items;
  const auto time = steady_clock::now() + 20ms;
  items.push_back(item(1, time));
  items.push_back(item(2, time + 1h));
  held.exchange(items);
  CHECK(items.empty());
  while (items.empty()) {
    std::this_thread::sleep_until(time);
    held.exchange(items);
  }
  CHECK(connections_of(items) == std::vector<ConnectionId>{1});
}

TEST_CASE("an answer is not sent before its time, and those of others are not held up by it") {
  TestServer test;
  const auto port = test.start();
  Client waiting(port);
  waiting.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  const auto reply = test.deferred.take();
  Response response = text("now");
  const auto time = steady_clock::now() + 200ms;
  response.not_before = time;
  reply(std::move(response));
  CHECK(Client(port).get("/hello").body == "hello");
  CHECK(waiting.read_answer().body == "now");
  CHECK(steady_clock::now() >= time);
}

TEST_CASE("a server that stops sends what it held") {
  TestServer test;
  Client client(test.start());
  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  Response response = text("still");
  response.not_before = steady_clock::now() + 50ms;
  test.deferred.take()(std::move(response));
  test.server.stop();
  CHECK(client.read_answer().body == "still");
}
