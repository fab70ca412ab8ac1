#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "server/http/event_loop.h"
#include "tests/server/http/client.h"
#include "tests/server/http/fixture.h"
#include "tests/server/http/wait_until.h"

using namespace undersigned::http;

namespace {

// Much more than the kernels at both ends buffer for one connection.
constexpr std::size_t kLarge = 16 << 20;
constexpr const char* kOther = "127.0.0.2";

std::string get(const std::string& path, const std::string& fields = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: test\r\n" + fields + "\r\n";
}

// /own is made for each request; /ready is the same buffer for all.
struct LargeServer : TestServer {
  explicit LargeServer(const ServerOptions& options = quick()) : TestServer(options) {
    server.route(Method::Get, "/own",
                 [](const Request&, const Reply& reply) { reply(text(std::string(kLarge, 'x'))); });
    server.route(Method::Get, "/ready",
                 [body = std::make_shared<const std::string>(kLarge, 'x')](const Request&, const Reply& reply) {
                   Response response;
                   response.body = body;
                   reply(std::move(response));
                 });
  }

  [[nodiscard]] std::size_t held() const { return server.stats().reply_bytes; }
  [[nodiscard]] std::size_t cut() const { return server.stats().slow_readers; }
};

// Sends a request and reads nothing.
Client slow_reader(std::uint16_t port, const std::string& request, const char* from = "127.0.0.1") {
  Client client(port, from);
  client.send(request);
  return client;
}

ServerOptions with_reply_bytes(std::size_t bytes_max) {
  auto options = TestServer::quick();
  options.reply_bytes_max = bytes_max;
  return options;
}

}  // namespace

TEST_CASE("a reply counts while it waits for its reader, and ready bytes count once for all of them") {
  LargeServer test(with_reply_bytes(3 * kLarge + kLarge / 2));
  const auto port = test.start();
  {
    std::vector<Client> readers;
    for (int i = 0; i < 100; ++i) readers.push_back(slow_reader(port, get("/ready")));
    wait_until("all replies are made", [&] { return test.server.stats().responses[0] == 100; });
    CHECK(Client(port).get("/hello").status == 200);
    for (int i = 0; i < 2; ++i) readers.push_back(slow_reader(port, get("/own")));
    wait_until("replies of their own count whole", [&] { return test.held() >= 2 * kLarge; });
    CHECK(test.held() < 3 * kLarge + kLarge / 2);
    CHECK(test.cut() == 0);
  }
  wait_until("nothing is held when they have gone", [&] { return test.held() == 0; });
}

TEST_CASE("when replies that are not taken are too many bytes, the slowest reader is let go and no other") {
  LargeServer test(with_reply_bytes(2 * kLarge + kLarge / 2));
  const auto port = test.start();
  auto good = slow_reader(port, get("/own"));
  CHECK(good.read_answer("HEAD").status == 200);  // only the head; the body is still to come
  CHECK(good.read_bytes(kLarge / 2).size() == kLarge / 2);
  auto slow = slow_reader(port, get("/own"));
  wait_until("two replies wait", [&] { return test.held() >= 2 * kLarge; });
  auto other = slow_reader(port, get("/own"), kOther);
  wait_until("a reader was let go", [&] { return test.cut() == 1; });
  CHECK(slow.read_until_closed().size() < kLarge);
  CHECK(slow.was_reset());
  CHECK(good.read_bytes(kLarge / 2).size() == kLarge / 2);
  CHECK(other.read_answer().body.size() == kLarge);
  CHECK(good.get("/hello").body == "hello");
  CHECK(test.cut() == 1);
}

TEST_CASE("a host with many slow readers pushes out its own, and not the one of another host") {
  LargeServer test(with_reply_bytes(3 * kLarge));
  const auto port = test.start();
  auto modest = slow_reader(port, get("/own"), kOther);
  wait_until("its reply waits", [&] { return test.held() >= kLarge; });
  std::vector<Client> greedy;
  for (int i = 0; i < 10; ++i) greedy.push_back(slow_reader(port, get("/own")));
  // For a moment more is held: from the time a reader is counted until another is closed.
  wait_until("the host's other readers were let go", [&] { return test.cut() >= 8 && test.held() <= 3 * kLarge; });
  CHECK(modest.read_answer().body.size() == kLarge);
}

TEST_CASE("behind a front the one who asked is meant, not the front") {
  auto options = with_reply_bytes(3 * kLarge);
  options.trusted_proxies = {*undersigned::base::parse_cidr("127.0.0.1")};
  LargeServer test(options);
  const auto port = test.start();
  auto modest = slow_reader(port, get("/own", "X-Forwarded-For: 192.0.2.1\r\n"));
  wait_until("its reply waits", [&] { return test.held() >= kLarge; });
  std::vector<Client> greedy;
  for (int i = 0; i < 10; ++i) {
    greedy.push_back(slow_reader(port, get("/own", "X-Forwarded-For: 2001:db8::" + std::to_string(i) + "\r\n")));
  }
  wait_until("the client's other readers were let go", [&] { return test.cut() >= 8; });
  CHECK(modest.read_answer().body.size() == kLarge);
  for (int i = 0; i < 3; ++i) CHECK(modest.get("/hello").body == "hello");
}

TEST_CASE("a reader that takes a byte now and then is let go") {
  auto options = TestServer::quick();
  options.send_stall_ms = 50;
  LargeServer test(options);
  const auto port = test.start();
  auto client = slow_reader(port, get("/ready"));
  int bytes = 0;
  wait_until("it is let go", [&] {
    if (client.is_closed_within_ms(1)) return true;
    if (bytes < 1'000 && client.take(1)) ++bytes;
    return false;
  });
  CHECK(bytes > 0);
  CHECK(test.cut() == 1);
}

TEST_CASE("when all places are taken by slow readers, one of them gives way to a new client") {
  auto options = TestServer::quick();
  options.connections_max = 3;
  options.slow_reply_ms = 0;
  LargeServer test(options);
  const auto port = test.start();
  std::vector<Client> readers;
  for (int i = 0; i < 3; ++i) readers.push_back(slow_reader(port, get("/ready")));
  wait_until("all read slowly", [&] { return test.server.stats().responses[0] == 3 && test.held() > 0; });
  CHECK(Client(port).get("/hello").status == 200);
  CHECK(test.cut() == 1);
  CHECK(test.server.stats().connections_evicted == 1);
}

TEST_CASE("a reader that has only begun keeps its place") {
  auto options = TestServer::quick();
  options.connections_max = 1;
  LargeServer test(options);
  const auto port = test.start();
  auto reader = slow_reader(port, get("/ready"));
  wait_until("its reply waits", [&] { return test.held() > 0; });
  CHECK(Client(port).read_answer().status == 503);
  CHECK(reader.read_answer().body.size() == kLarge);
}

TEST_CASE("what slow readers have sent ahead makes nobody else's request too much") {
  auto options = TestServer::quick();
  options.request_bytes_max = 100'000;
  LargeServer test(options);
  const auto port = test.start();
  // One read gets 16 kB; the data after the request is not read before its reply was sent.
  const auto ahead = "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 60000\r\n\r\n" + std::string(15'000, 'x');
  std::vector<Client> readers;
  for (std::size_t i = 1; i <= 20; ++i) {
    readers.push_back(slow_reader(port, get("/ready") + ahead));
    wait_until("its reply waits", [&] { return test.server.stats().responses[0] == i && test.held() > 0; });
  }
  Client client(port, kOther);
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 60000\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.read_answer().status == 100);
  client.send(std::string(60'000, 'y'));
  CHECK(client.read_answer().body.size() == 60'000);
}

TEST_CASE("a host whose whole requests are too many bytes has its next ones refused, and no other host's") {
  auto options = TestServer::quick();
  options.request_bytes_max = 100'000;
  TestServer test(options);
  test.server.route(Method::Post, "/later", [&](const Request&, Reply reply) { test.deferred.put(std::move(reply)); });
  const auto port = test.start();
  const std::string body(60'000, 'x');
  const auto request = "POST /later HTTP/1.1\r\nHost: test\r\nContent-Length: 60000\r\n\r\n" + body;
  Client first(port);
  first.send(request);
  const auto reply = test.deferred.take();
  Client other(port, kOther);
  other.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 45000\r\nExpect: 100-continue\r\n\r\n");
  CHECK(other.read_answer().status == 100);
  other.send(std::string(30'000, 'y'));
  Client second(port);
  second.send(request);
  CHECK(second.read_answer().status == 503);
  other.send(std::string(15'000, 'y'));
  CHECK(other.read_answer().body.size() == 45'000);
  reply(text("later"));
  CHECK(first.read_answer().body == "later");
}
