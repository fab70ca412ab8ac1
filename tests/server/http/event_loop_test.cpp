#include "server/http/event_loop.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "shared/limits.h"
#include "tests/server/http/client.h"
#include "tests/server/http/fixture.h"
#include "tests/server/http/wait_until.h"

using namespace undersigned::http;

namespace {

constexpr int kShortMs = 50;

ServerOptions with(int ServerOptions::*deadline) {
  auto options = TestServer::quick();
  options.*deadline = kShortMs;
  return options;
}

}  // namespace

TEST_CASE("a head or body that comes too slowly gets 408") {
  TestServer test(with(&ServerOptions::request_deadline_ms));
  const auto port = test.start();
  for (const char* part :
       {"G", "GET /hello HTTP/1.1\r\nHost: te", "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nab"}) {
    CAPTURE(part);
    Client client(port);
    client.send(part);
    const auto answer = client.read_answer();
    CHECK(answer.status == 408);
    CHECK(answer.header("connection") == "close");
    CHECK(client.read_until_closed().empty());
  }
}

TEST_CASE("an idle connection is closed without a word") {
  TestServer test(with(&ServerOptions::idle_ms));
  const auto port = test.start();
  CHECK(Client(port).read_until_closed().empty());
  wait_until("a request is quicker than the time an idle connection has", [&] {
    Client used(port);
    if (used.get("/hello").status != 200) return false;
    CHECK(used.read_until_closed().empty());
    return true;
  });
}

TEST_CASE("a handler that does not reply in time is answered for") {
  TestServer test(with(&ServerOptions::reply_deadline_ms));
  Client client(test.start());
  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  const auto reply = test.deferred.take();
  CHECK(client.read_answer().status == 503);
  reply(text("too late"));
  CHECK(client.read_until_closed().empty());
}

TEST_CASE("a client that does not take its answer is let go") {
  TestServer test(with(&ServerOptions::send_stall_ms));
  const auto body = std::make_shared<const std::string>(32 << 20, 'x');
  std::promise<void> handled;
  test.server.route(Method::Get, "/big", [&](const Request&, const Reply& reply) {
    Response response;
    response.body = body;
    handled.set_value();
    reply(std::move(response));
  });
  Client client(test.start());
  client.send("GET /big HTTP/1.1\r\nHost: test\r\n\r\n");
  wait_for("the request is handled", handled.get_future());
  wait_until("the server lets go of the body, with the connection", [&] { return body.use_count() == 1; });
  CHECK(client.read_until_closed().size() < body->size());
}

TEST_CASE("a peer that stays after the last byte is let go") {
  TestServer test(with(&ServerOptions::linger_ms));
  Client client(test.start());
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
  CHECK(client.read_answer().status == 200);
  CHECK(client.read_until_closed().empty());
  wait_until("the server takes no more", [&] { return !client.send("more"); });
}

TEST_CASE("a request that no worker takes in time is answered at once, and its connection stays") {
  auto options = with(&ServerOptions::queue_wait_ms);
  options.workers = 1;
  TestServer test(options);
  std::promise<void> begun;
  std::promise<void> go;
  test.server.route(Method::Get, "/blocks", [&](const Request&, const Reply& reply) {
    begun.set_value();
    go.get_future().wait();
    reply(text("done"));
  });
  const auto port = test.start();
  Client blocking(port);
  blocking.send("GET /blocks HTTP/1.1\r\nHost: test\r\n\r\n");
  wait_for("the worker is busy", begun.get_future());
  Client client(port);
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\nOrigin: https://a.example\r\n\r\n");
  const auto refused = client.read_answer();
  CHECK(refused.status == 503);
  CHECK(refused.header("retry-after") == "2");
  CHECK(refused.body == "{\"status\":503,\"origin\":\"https://a.example\"}");
  CHECK(refused.header("connection").empty());
  CHECK(test.server.stats().jobs_waiting == 0);
  go.set_value();
  CHECK(blocking.read_answer().body == "done");
  wait_until("a worker takes a request in time", [&] {
    const auto answer = client.get("/hello");
    return answer.status != 503 && answer.body == "hello";
  });
}

TEST_CASE("every answer counts once, and so does every refusal") {
  TestServer test;
  const auto port = test.start();
  {
    Client client(port);
    CHECK(client.get("/hello").status == 200);
    CHECK(client.get("/nowhere").status == 404);
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    CHECK(client.read_answer().status == 413);
  }
  wait_until("the connection is closed", [&] { return test.server.stats().connections_open == 0; });
  const auto stats = test.server.stats();
  CHECK(stats.connections_accepted == 1);
  CHECK(stats.requests == 2);
  CHECK(stats.responses == std::array<std::uint64_t, 4>{1, 0, 2, 0});
  CHECK(stats.refused(Refusal::TooLarge) == 1);
  CHECK(stats.refused(Refusal::Timeout) == 0);
  CHECK(stats.jobs_waiting == 0);
  CHECK(stats.replies_waiting == 0);
}

TEST_CASE("behind https every answer says so, refusals too") {
  auto options = TestServer::quick();
  options.strict_transport_security = StrictTransportSecurity::Yes;
  TestServer test(options);
  Client client(test.start());
  CHECK_FALSE(client.get("/hello").header("strict-transport-security").empty());
  CHECK_FALSE(client.get("/nowhere").header("strict-transport-security").empty());
  client.send("nonsense\r\n\r\n");
  CHECK_FALSE(client.read_answer().header("strict-transport-security").empty());
}

TEST_CASE("bad requests are answered by the error responder and end the connection") {
  TestServer test;
  const auto port = test.start();
  std::string many;
  for (int i = 0; i < 101; ++i) many += "A: b\r\n";
  const struct {
    std::string request;
    int status;
  } cases[] = {
      {"nonsense\r\n\r\n", 400},
      {"GET / HTTP/1.1\nHost: a\n\n", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
      {"GET /hello HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 411},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n", 413},
      {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"GET /hello HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n", 417},
      {"GET /hello HTTP/1.1\r\nX: " + std::string(20000, 'a'), 431},
      {"GET /hello HTTP/1.1\r\nHost: a\r\n" + many + "\r\n", 431},
      {"BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"GET /hello HTTP/3.0\r\nHost: a\r\n\r\n", 505},
  };
  for (const auto& c : cases) {
    CAPTURE(c.request.substr(0, 60));
    Client client(port);
    client.send(c.request + "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.read_answer();
    CHECK(answer.status == c.status);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(answer.header("connection") == "close");
    CHECK(client.read_until_closed().empty());
  }
  CHECK(Client(port).get("/hello").status == 200);
}

TEST_CASE("a refusal of a request that could be read knows its headers") {
  TestServer test;
  Client client(test.start());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\nContent-Length: 1000000\r\n\r\n");
  CHECK(client.read_answer().body == "{\"status\":413,\"origin\":\"https://a.example\"}");
}

TEST_CASE("a client that sends its large body regardless still reads the refusal") {
  TestServer test;
  Client client(test.start());
  const std::string body(1'000'000, 'x');
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
  CHECK(client.send(body));
  CHECK(client.read_answer().status == 413);
  CHECK(client.read_until_closed().empty());
}

TEST_CASE("a body of exactly the limit is taken") {
  TestServer test;
  Client client(test.start());
  const std::string body(undersigned::limits::kRequestBodyBytesMax, 'x');
  CHECK((client.post("/echo", body).body == body));
}

TEST_CASE("two hundred idle and a hundred half-sent requests keep nobody waiting") {
  TestServer test;
  const auto port = test.start();
  std::vector<Client> idle;
  for (int i = 0; i < 300; ++i) {
    idle.emplace_back(port);
    if (i % 3 == 0) idle.back().send("GET /hello HTTP/1.1\r\nHo");
  }
  Client client(port);
  for (int i = 0; i < 100; ++i) CHECK(client.get("/hello").status == 200);
  for (int i = 0; i < 300; ++i) {
    idle[static_cast<std::size_t>(i)].send(i % 3 == 0 ? "st: test\r\n\r\n" : "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  for (auto& other : idle) CHECK(other.read_answer().status == 200);
}

TEST_CASE("a thousand clients at once are each answered") {
  TestServer test;
  const auto port = test.start();
  std::vector<Client> clients;
  clients.reserve(1000);
  for (int i = 0; i < 1000; ++i) clients.emplace_back(port);
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const auto body = std::to_string(i);
    clients[i].send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                    body);
  }
  std::size_t right = 0;
  for (std::size_t i = 0; i < clients.size(); ++i) right += clients[i].read_answer().body == std::to_string(i);
  CHECK(right == clients.size());
}

TEST_CASE("five megabytes reach a slow reader whole, and others are served meanwhile") {
  TestServer test;
  std::string bytes(5'000'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>('a' + i % 23);
  const auto body = std::make_shared<const std::string>(std::move(bytes));
  test.server.route(Method::Get, "/big", [&](const Request&, const Reply& reply) {
    Response response;
    response.body = body;
    reply(std::move(response));
  });
  const auto port = test.start();
  Client slow(port);
  slow.set_receive_buffer(64 * 1024);
  slow.send("GET /big HTTP/1.1\r\nHost: test\r\n\r\nGET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  Client other(port);
  for (int i = 0; i < 20; ++i) CHECK(other.get("/hello").status == 200);
  CHECK((slow.read_answer().body == *body));
  CHECK(slow.read_answer().body == "hello");
}
