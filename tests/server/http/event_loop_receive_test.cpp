#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "server/http/event_loop.h"
#include "tests/server/http/client.h"
#include "tests/server/http/fixture.h"
#include "tests/server/http/wait_until.h"

using namespace undersigned::http;

namespace {

std::string post(std::size_t length, const std::string& fields = {}) {
  return "POST /echo HTTP/1.1\r\nHost: test\r\n" + fields + "Content-Length: " + std::to_string(length) + "\r\n\r\n";
}

}  // namespace

TEST_CASE("when half-sent requests are too many bytes together, the oldest is told to come back") {
  auto options = TestServer::quick();
  options.request_bytes_max = 100'000;
  TestServer test(options);
  const auto port = test.start();
  const std::string half(50'000, 'x');
  Client first(port);
  first.send(post(60'000, "Expect: 100-continue\r\n"));
  CHECK(first.read_answer().status == 100);
  first.send(half);
  Client second(port);
  second.send(post(60'000, "Expect: 100-continue\r\n"));
  CHECK(second.read_answer().status == 100);
  second.send(half);
  const auto refused = first.read_answer();
  CHECK(refused.status == 503);
  CHECK(refused.header("retry-after") == "2");
  CHECK(Client(port).get("/hello").status == 200);
  second.send(std::string(10'000, 'y'));
  CHECK((second.read_answer().body == half + std::string(10'000, 'y')));
}

TEST_CASE("bytes count only as long as they are held") {
  auto options = TestServer::quick();
  options.request_bytes_max = 70'000;
  TestServer test(options);
  const auto port = test.start();
  const std::string body(60'000, 'x');
  Client stays(port);
  for (int i = 0; i < 10; ++i) {
    CHECK((stays.post("/echo", body).body == body));
    Client leaves(port);
    leaves.send(post(60'000) + "x");
    Client closes(port);
    closes.send(post(1'000'000) + "x");
    CHECK(closes.read_answer().status == 413);
  }
}

TEST_CASE("a client that finishes sending in the middle of a request is let go") {
  TestServer test;
  const auto port = test.start();
  for (const std::string& part :
       {std::string(), std::string("GET /hel"), std::string("GET /hello HTTP/1.1\r\nHost: test\r\n"), post(5) + "ab"}) {
    CAPTURE(part);
    Client client(port);
    client.send(part);
    client.finish_sending();
    CHECK(client.read_until_closed().empty());
  }
  wait_until("every connection is closed", [&] { return test.server.stats().connections_open == 0; });
}

TEST_CASE("empty lines without end are no request") {
  auto options = TestServer::quick();
  options.request_deadline_ms = 50;
  TestServer test(options);
  Client client(test.start());
  wait_until("the server takes no more", [&] { return !client.send("\r\n\r\n\r\n\r\n"); });
  CHECK(client.read_until_closed().empty());
  CHECK(test.server.stats().requests == 0);
}

TEST_CASE("a body behind an Expect the server does not know is never asked for") {
  TestServer test;
  Client client(test.start());
  client.send(post(3, "Expect: 100-continue\r\nExpect: wonders\r\n"));
  CHECK(client.read_answer().status == 417);
  CHECK(client.read_until_closed().empty());
}

TEST_CASE("a body that comes with its head is not asked for again") {
  TestServer test;
  Client client(test.start());
  client.send(post(3, "Expect: 100-continue\r\n") + "abc");
  CHECK(client.read_answer().body == "abc");
}

TEST_CASE("a pipeline of five thousand requests is answered whole and in order") {
  TestServer test;
  Client client(test.start());
  constexpr int kRequests = 5'000;
  std::thread sender([&] {
    std::string requests;
    for (int i = 0; i < kRequests; ++i) {
      const auto body = std::to_string(i);
      requests += post(body.size()) + body;
    }
    client.send(requests);
  });
  int in_order = 0;
  for (int i = 0; i < kRequests; ++i) in_order += client.read_answer().body == std::to_string(i) ? 1 : 0;
  sender.join();
  CHECK(in_order == kRequests);
}

TEST_CASE("an absolute target and OPTIONS * find their way") {
  TestServer test;
  Client client(test.start());
  client.send("GET http://other.example/hello HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK(client.read_answer().body == "hello");
  client.send("OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK(client.read_answer().status == 404);
  CHECK(client.get("/hello").status == 200);
}
