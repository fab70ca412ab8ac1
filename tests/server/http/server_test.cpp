#include "server/http/server.h"

#include <doctest/doctest.h>

#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/http/client.h"
#include "tests/server/http/fixture.h"

using namespace undersigned::http;

namespace {

const std::string kHello = "GET /hello HTTP/1.1\r\nHost: test\r\n\r\n";

}  // namespace

TEST_CASE("a connection serves one request after the other") {
  TestServer test;
  Client client(test.start());
  for (int i = 0; i < 50; ++i) {
    const auto answer = client.get("/hello");
    REQUIRE(answer.status == 200);
    CHECK(answer.body == "hello");
  }
  CHECK(client.post("/echo", "some words").body == "some words");
  CHECK(client.get("/hello").header("date").size() == 29);
}

TEST_CASE("a response that is to be made later is made by a worker, and one that cannot be made is 500") {
  TestServer test;
  Client client(test.start());
  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  const Reply reply = test.deferred.take();
  std::promise<std::thread::id> maker;
  reply.later([&] {
    maker.set_value(std::this_thread::get_id());
    return text("made");
  });
  reply.later([]() -> Response { throw std::logic_error("a second answer"); });
  CHECK(client.read_answer().body == "made");
  CHECK(maker.get_future().get() != std::this_thread::get_id());

  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  test.deferred.take().later([]() -> Response { throw std::runtime_error("no words"); });
  CHECK(client.read_answer().status == 500);
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("what changes a reply changes one that is made later, too") {
  TestServer test;
  Client client(test.start());
  const auto softly = [](Response& response) { response.status = 202; };
  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  test.deferred.take().changed_by(softly).later([] { return text("made"); });
  CHECK(client.read_answer().status == 202);
  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  test.deferred.take().changed_by(softly)(text("at once"));
  CHECK(client.read_answer().status == 202);
}

TEST_CASE("a handler sees path, query, parameters, headers and peer, decoded once") {
  TestServer test;
  std::string seen;
  test.server.route(Method::Get, "/p/:slug", [&](const Request& request, const Reply& reply) {
    seen = std::string(request.path) + "|" + std::string(request.parameter("slug")) + "|" +
           std::string(request.query("q")) + "|" + std::string(request.query("none")) + "|" +
           std::string(request.header("x-CASE")) + "|" + std::string(request.remote_address);
    reply(text("ok"));
  });
  Client client(test.start());
  client.send("GET /p/caf%C3%A9?q=a+b%26c&x HTTP/1.1\r\nHost: test\r\nX-Case: 50%25\r\n\r\n");
  CHECK(client.read_answer().status == 200);
  CHECK(seen == "/p/caf\xc3\xa9|caf\xc3\xa9|a b&c||50%25|127.0.0.1");
}

TEST_CASE("a percent sign in a header's value is one, whatever follows it, and nothing comes of it") {
  TestServer test;
  std::string seen;
  std::string named;
  test.server.route(Method::Post, "/seen", [&](const Request& request, const Reply& reply) {
    seen = std::string(request.header(named));
    reply(text(std::string(request.body)));
  });
  Client client(test.start());
  const std::vector<std::string> names = {
      "Cookie",          "Referer",         "User-Agent",   "Origin",        "Accept",         "Range",
      "X-Forwarded-For", "Accept-Language", "X-Anything",   "If-None-Match", "Upgrade",        "Accept-Encoding",
      "Authorization",   "Connection",      "Content-Type", "Host",          "Sec-Fetch-Site", "Idempotency-Key"};
  for (const auto& name : names) {
    for (const std::string code :
         {"%0d", "%0a", "%0D%0A", "%0d%0A", "%0D%0a%0d%0A", "%00", "%250a", "%u000a", "%0", "%"}) {
      CAPTURE(name);
      CAPTURE(code);
      named = name;
      const auto value = "a" + code + "Set-Cookie: b=c";
      client.send("POST /seen HTTP/1.1\r\n" + (name == "Host" ? "" : std::string("Host: test\r\n")) + name + ": " +
                  value + "\r\nContent-Length: 3\r\n\r\nabc");
      const auto answer = client.read_answer();
      CHECK(answer.status == 200);
      CHECK(answer.body == "abc");
      CHECK(answer.header("set-cookie").empty());
      CHECK(seen == value);
    }
  }
}

TEST_CASE("headers that a stricter parser dislikes do not stop a request") {
  TestServer test;
  Client client(test.start());
  client.send(
      "GET /hello HTTP/1.1\r\nHost: test\r\nAccept: text/html, *; q=.2, */*; q=.2,\r\nRange: lines=1-2\r\n"
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nX-Forwarded-For: ,\r\n\r\n");
  CHECK(client.read_answer().body == "hello");
}

TEST_CASE("pipelined requests are answered in order, even if the first waits for another thread") {
  TestServer test;
  Client client(test.start());
  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n\r\n" + kHello +
              "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\nabc" + kHello);
  std::thread([&] { test.deferred.take()(text("first")); }).join();
  CHECK(client.read_answer().body == "first");
  CHECK(client.read_answer().body == "hello");
  CHECK(client.read_answer().body == "abc");
  CHECK(client.read_answer().body == "hello");
}

TEST_CASE("a request is understood byte by byte, with an empty line before it") {
  TestServer test;
  Client client(test.start());
  for (const char c : std::string("\r\nPOST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nabcde")) {
    REQUIRE(client.send(std::string(1, c)));
  }
  CHECK(client.read_answer().body == "abcde");
}

TEST_CASE("a deferred reply holds no worker") {
  TestServer test;
  const auto port = test.start();
  std::vector<Client> waiting;
  for (int i = 0; i < 20; ++i) {
    waiting.emplace_back(port);
    waiting.back().send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  }
  std::vector<Reply> replies;
  replies.reserve(20);
  for (int i = 0; i < 20; ++i) replies.push_back(test.deferred.take());
  CHECK(Client(port).get("/hello").status == 200);
  std::thread([&] {
    for (auto& reply : replies) reply(text("done"));
  }).join();
  for (auto& client : waiting) CHECK(client.read_answer().body == "done");
}

TEST_CASE("the first reply counts and a dropped one becomes 500") {
  TestServer test;
  test.server.route(Method::Get, "/twice", [](const Request&, const Reply& reply) {
    reply(text("one"));
    reply(text("two"));
  });
  test.server.route(Method::Get, "/never", [](const Request&, const Reply&) {});
  Client client(test.start());
  CHECK(client.get("/twice").body == "one");
  CHECK(client.get("/never").status == 500);
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("what a handler throws becomes 500 and says nothing of it") {
  TestServer test;
  test.server.route(Method::Get, "/throw", [](const Request&, const Reply&) { throw std::runtime_error("secret"); });
  test.server.route(Method::Get, "/throw-int", [](const Request&, const Reply&) { throw 1; });
  test.server.route(Method::Get, "/late-throw", [](const Request&, const Reply& reply) {
    reply(text("fine"));
    throw std::runtime_error("secret");
  });
  Client client(test.start());
  const auto answer = client.get("/throw");
  CHECK(answer.status == 500);
  CHECK(answer.body == "{\"status\":500,\"origin\":\"\"}");
  CHECK(client.get("/throw-int").status == 500);
  CHECK(client.get("/late-throw").body == "fine");
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("an error responder that throws leaves plain text") {
  TestServer test;
  test.server.set_error_responder([](const Request&, int) -> Response { throw std::runtime_error("secret"); });
  Client client(test.start());
  CHECK(client.get("/nowhere").body == "Not Found\n");
}

TEST_CASE("HEAD has the headers of GET and no body") {
  TestServer test;
  Client client(test.start());
  client.send("HEAD /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  const auto head = client.read_answer("HEAD");
  CHECK(head.status == 200);
  CHECK(head.header("content-length") == "5");
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("another method gets 405 with Allow, another path 404") {
  TestServer test;
  Client client(test.start());
  client.send("DELETE /hello HTTP/1.1\r\nHost: test\r\nOrigin: https://a.example\r\n\r\n");
  const auto wrong = client.read_answer();
  CHECK(wrong.status == 405);
  CHECK(wrong.header("allow") == "GET, HEAD");
  CHECK(wrong.header("content-type") == "application/problem+json");
  CHECK(wrong.body == "{\"status\":405,\"origin\":\"https://a.example\"}");
  CHECK(client.get("/nowhere").status == 404);
  CHECK(client.get("/hello/there").status == 404);
}

TEST_CASE("an address with a slash too many leads to the one without") {
  TestServer test;
  Client client(test.start());
  const Answer moved = client.get("/hello/?q=a%2Fb");
  CHECK(moved.status == 308);
  CHECK(moved.header("location") == "/hello?q=a%2Fb");
  CHECK(client.get("/hello//").header("location") == "/hello");
  for (const char* const path : {"/nothing/", "//", "//hello/", "//stranger.example/hello/", "/hello%2F"}) {
    CAPTURE(path);
    CHECK(client.get(path).header("location").empty());
  }
  CHECK(client.post("/echo/", "some words").status == 404);
}

TEST_CASE("a response that would inject a header becomes 500") {
  TestServer test;
  test.server.route(Method::Get, "/inject", [](const Request&, const Reply& reply) {
    auto response = text("x");
    response.headers.push_back({"Location", "/a\r\nSet-Cookie: b=c"});
    reply(std::move(response));
  });
  Client client(test.start());
  const auto answer = client.get("/inject");
  CHECK(answer.status == 500);
  CHECK(answer.header("set-cookie") == "");
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("HTTP/1.0 is answered and closed unless it asks to stay") {
  TestServer test;
  const auto port = test.start();
  Client once(port);
  once.send("GET /hello HTTP/1.0\r\n\r\n");
  CHECK(once.read_answer().header("connection") == "close");
  CHECK(once.read_until_closed().empty());
  Client stays(port);
  for (int i = 0; i < 2; ++i) {
    stays.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(stays.read_answer().header("connection") == "keep-alive");
  }
}

TEST_CASE("Connection: close ends the connection from either side") {
  TestServer test;
  test.server.route(Method::Get, "/bye", [](const Request&, const Reply& reply) {
    auto response = text("bye");
    response.after = AfterReply::Close;
    reply(std::move(response));
  });
  const auto port = test.start();
  Client asks(port);
  asks.send("GET /hello HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n" + kHello);
  CHECK(asks.read_answer().header("connection") == "close");
  CHECK(asks.read_until_closed().empty());
  Client told(port);
  CHECK(told.get("/bye").header("connection") == "close");
  CHECK(told.read_until_closed().empty());
}

TEST_CASE("a client that finished sending still gets its answers") {
  TestServer test;
  Client client(test.start());
  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n" + kHello);
  client.finish_sending();
  test.deferred.take()(text("later"));
  CHECK(client.read_answer().body == "later");
  CHECK(client.read_answer().body == "hello");
  CHECK(client.read_until_closed().empty());
}

TEST_CASE("100 Continue is sent for a body that will be taken") {
  TestServer test;
  const auto port = test.start();
  Client client(port);
  client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.read_answer().status == 100);
  client.send("abc");
  CHECK(client.read_answer().body == "abc");

  Client too_much(port);
  too_much.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 999999\r\nExpect: 100-continue\r\n\r\n");
  CHECK(too_much.read_answer().status == 413);
}

TEST_CASE("a second server cannot have the same port") {
  TestServer first;
  const auto port = first.start();
  TestServer second;
  CHECK(second.server.listen("127.0.0.1", port).error() == std::errc::address_in_use);
  CHECK(second.server.port() == 0);
  first.server.stop();
  TestServer third;
  CHECK(third.server.listen("127.0.0.1", port).ok());
}

TEST_CASE("a host that is not this machine's is refused") {
  TestServer test;
  CHECK_FALSE(test.server.listen("192.0.2.1", 0).ok());
  CHECK_FALSE(test.server.listen("not an address", 0).ok());
}

TEST_CASE("a dual-stack server names IPv4 peers as IPv4") {
  TestServer test;
  test.server.route(Method::Get, "/peer", [](const Request& request, const Reply& reply) {
    reply(text(std::string(request.remote_address)));
  });
  if (const auto listens = test.server.listen("::", 0); !listens) {
    CHECK(listens.error() == std::errc::address_family_not_supported);
    return;
  }
  REQUIRE(test.server.start().ok());
  CHECK(Client(test.server.port()).get("/peer").body == "127.0.0.1");
}

TEST_CASE("a graceful stop finishes a deferred reply and takes nobody new") {
  TestServer test;
  const auto port = test.start();
  Client idle(port);
  CHECK(idle.get("/hello").status == 200);
  Client client(port);
  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  const auto reply = test.deferred.take();
  auto stopped = std::async(std::launch::async, [&] { test.server.stop(); });
  CHECK(idle.read_until_closed().empty());
  CHECK_FALSE(Client(port).is_connected());
  reply(text("finished"));
  const auto answer = client.read_answer();
  CHECK(answer.body == "finished");
  CHECK(answer.header("connection") == "close");
  CHECK(client.read_until_closed().empty());
  stopped.get();
}

TEST_CASE("a stop does not wait longer than its deadline, and a reply after it is harmless") {
  auto options = TestServer::quick();
  options.stop_deadline_ms = 50;
  TestServer test(options);
  Client client(test.start());
  client.send("GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
  const auto reply = test.deferred.take();
  test.server.stop();
  test.server.stop();
  CHECK(client.read_until_closed().empty());
  reply(text("too late"));
}

TEST_CASE("a server that never started, or never listened, is destroyed in peace") {
  TestServer never;
  TestServer only_listened;
  CHECK(only_listened.server.listen("127.0.0.1", 0).ok());
}
