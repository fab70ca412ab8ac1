#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>

#include <string>
#include <vector>

#include "server/http/event_loop.h"
#include "server/limits.h"
#include "tests/server/http/client.h"
#include "tests/server/http/fixture.h"
#include "tests/server/http/wait_until.h"

using namespace undersigned::http;

namespace {

constexpr int kAnHourMs = 3'600'000;
const std::string kLater = "GET /later HTTP/1.1\r\nHost: test\r\n\r\n";

ServerOptions places(std::size_t count) {
  auto options = TestServer::quick();
  options.connections_max = count;
  return options;
}

ServerOptions places_per_address(std::size_t count) {
  auto options = TestServer::quick();
  options.connections_per_address_max = count;
  options.count_loopback = CountLoopback::Yes;
  return options;
}

// Lowers the process's limit of file descriptors while it exists.
class DescriptorLimit {
 public:
  explicit DescriptorLimit(rlim_t count) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit lower{count, before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &lower);
  }
  DescriptorLimit(const DescriptorLimit&) = delete;
  DescriptorLimit& operator=(const DescriptorLimit&) = delete;
  ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

}  // namespace

TEST_CASE("one connection too many is told 503, and there is room again when one leaves") {
  TestServer test(places(2));
  const auto port = test.start();
  Client first(port);
  first.send(kLater);
  const auto reply = test.deferred.take();
  {
    Client second(port);
    second.send(kLater);
    const auto waiting = test.deferred.take();
    const auto refused = Client(port).read_answer();
    CHECK(refused.status == 503);
    CHECK(refused.header("retry-after") == "2");
    CHECK(refused.header("content-type") == "application/problem+json");
  }
  wait_until("there is room again", [&] { return Client(port).get("/hello").status == 200; });
  reply(text("later"));
  CHECK(first.read_answer().body == "later");
}

TEST_CASE("whoever has been idle for the longest gives way to a new client") {
  TestServer test(places(3));
  const auto port = test.start();
  Client busy(port);
  busy.send(kLater);
  const auto reply = test.deferred.take();
  Client oldest(port);
  CHECK(oldest.get("/hello").status == 200);
  Client younger(port);
  CHECK(younger.get("/hello").status == 200);
  CHECK(Client(port).get("/hello").status == 200);
  CHECK(oldest.read_until_closed().empty());
  CHECK(younger.get("/hello").status == 200);
  reply(text("later"));
  CHECK(busy.read_answer().body == "later");
  CHECK(test.server.stats().connections_evicted == 1);
  CHECK(test.server.stats().connections_refused == 0);
}

TEST_CASE("a crowd of idle connections keeps nobody out") {
  TestServer test(places(50));
  const auto port = test.start();
  std::vector<Client> idle;
  idle.reserve(300);
  for (int i = 0; i < 300; ++i) idle.emplace_back(port);
  for (int i = 0; i < 20; ++i) CHECK(Client(port).get("/hello").status == 200);
  CHECK(test.server.stats().connections_open <= 50);
}

TEST_CASE("without an idle one, whoever sends one request too slowly gives way") {
  auto options = places(1);
  options.slow_request_ms = 0;
  TestServer test(options);
  const auto port = test.start();
  Client slow(port);
  slow.send("POST /echo HTTP/1.1\r\nHost: te");
  CHECK(Client(port).get("/hello").status == 200);
  CHECK(slow.read_until_closed().empty());
}

TEST_CASE("a request that is just coming keeps its place") {
  auto options = places(1);
  options.slow_request_ms = kAnHourMs;
  TestServer test(options);
  const auto port = test.start();
  Client first(port);
  first.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  CHECK(first.read_answer().status == 100);
  CHECK(Client(port).get("/hello").status == 503);
  first.send("abc");
  CHECK(first.read_answer().body == "abc");
}

TEST_CASE("a host has its share of connections, and others theirs") {
  TestServer test(places_per_address(2));
  const auto port = test.start();
  Client first(port);
  CHECK(first.get("/hello").status == 200);
  {
    Client second(port);
    CHECK(second.get("/hello").status == 200);
    const auto refused = Client(port).read_answer();
    CHECK(refused.status == 429);
    CHECK(refused.header("retry-after") == "2");
    CHECK(refused.header("content-type") == "application/problem+json");
    CHECK(Client(port, "127.0.0.2").get("/hello").status == 200);
  }
  wait_until("there is room again", [&] { return Client(port).get("/hello").status == 200; });
  CHECK(first.get("/hello").status == 200);
  CHECK(test.server.stats().refused(Refusal::TooManyRequests) >= 1);
}

TEST_CASE("a host beyond its share pushes nobody out") {
  auto options = places_per_address(1);
  options.connections_max = 2;
  TestServer test(options);
  const auto port = test.start();
  Client good(port, "127.0.0.2");
  CHECK(good.get("/hello").status == 200);
  Client greedy(port);
  CHECK(greedy.get("/hello").status == 200);
  for (int i = 0; i < 10; ++i) CHECK(Client(port).read_answer().status == 429);
  CHECK(good.get("/hello").status == 200);
}

TEST_CASE("a trusted front's connections are those of many and are not counted") {
  auto options = places_per_address(1);
  options.trusted_proxies = {*undersigned::base::parse_cidr("127.0.0.0/30")};
  TestServer test(options);
  const auto port = test.start();
  std::vector<Client> front;
  front.reserve(20);
  for (int i = 0; i < 20; ++i) front.emplace_back(port);
  for (auto& connection : front) CHECK(connection.get("/hello").status == 200);
  Client one(port, "127.0.0.9");
  CHECK(one.get("/hello").status == 200);
  CHECK(Client(port, "127.0.0.9").read_answer().status == 429);
}

TEST_CASE("the loopback is not counted where it is not asked for") {
  auto options = TestServer::quick();
  options.connections_per_address_max = 1;
  TestServer test(options);
  const auto port = test.start();
  Client first(port);
  Client second(port);
  CHECK(first.get("/hello").status == 200);
  CHECK(second.get("/hello").status == 200);
}

TEST_CASE("a flood of refused connections takes no more places than refusals have") {
  TestServer test(places(1));
  const auto port = test.start();
  Client busy(port);
  busy.send(kLater);
  const auto reply = test.deferred.take();
  std::vector<Client> flood;
  flood.reserve(400);
  for (int i = 0; i < 400; ++i) flood.emplace_back(port);
  wait_until("all are refused", [&] { return test.server.stats().connections_refused == 400; });
  CHECK(test.server.stats().connections_open <= 1 + undersigned::limits::kRefusedConnectionsMax);
  reply(text("later"));
  CHECK(busy.read_answer().body == "later");
}

TEST_CASE("a server that has no descriptor left serves those it has, and takes others when one is free") {
  TestServer test;
  const auto port = test.start();
  Client busy(port);
  busy.send(kLater);
  const auto reply = test.deferred.take();
  {
    // No connection is idle, and the client takes the last descriptor.
    FileDescriptor last(::fcntl(0, F_DUPFD_CLOEXEC, 0));
    const DescriptorLimit limit(static_cast<rlim_t>(last.get()) + 1);
    last.reset();
    Client waits(port);
    REQUIRE(waits.is_connected());
    reply(text("later"));
    CHECK(busy.read_answer().body == "later");
    waits.send("GET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
    // The first connection is idle now, so it is closed.
    CHECK(waits.read_answer().body == "hello");
    CHECK(busy.read_until_closed().empty());
  }
  CHECK(Client(port).get("/hello").status == 200);
}
