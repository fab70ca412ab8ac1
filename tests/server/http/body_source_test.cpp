#include "server/http/body_source.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/limits.h"
#include "tests/server/http/client.h"
#include "tests/server/http/fixture.h"
#include "tests/server/http/wait_until.h"

using namespace undersigned::http;

namespace {

constexpr int kShortMs = 50;
constexpr std::size_t kPieceBytes = undersigned::limits::kStreamPieceBytes;

// What the sources report to a test.
struct SourceProbe {
  std::atomic<int> alive{0};
  std::atomic<std::size_t> pieces{0};
  std::atomic<bool> two_at_once{false};
};

// `count` pieces of one letter each, then the result `end`.
class AlphabetSource final : public BodySource {
 public:
  using End = More (*)();

  AlphabetSource(
      std::shared_ptr<SourceProbe> watch, std::size_t count, End end = [] { return More::No; })
      : watch_(std::move(watch)), count_(count), end_(end) {
    ++watch_->alive;
  }
  AlphabetSource(const AlphabetSource&) = delete;
  AlphabetSource& operator=(const AlphabetSource&) = delete;
  ~AlphabetSource() override { --watch_->alive; }

  More next(std::string& piece) override {
    if (inside_.exchange(true)) watch_->two_at_once = true;
    const More more = made_ < count_ ? More::Yes : end_();
    if (more == More::Yes) {
      piece.append(kPieceBytes, letter(made_++));
      ++watch_->pieces;
    }
    inside_ = false;
    return more;
  }

  static char letter(std::size_t i) { return static_cast<char>('a' + i % 23); }

 private:
  std::shared_ptr<SourceProbe> watch_;
  std::size_t count_;
  End end_;
  std::size_t made_ = 0;
  std::atomic<bool> inside_{false};
};

// Blocks in each call until the test releases it.
class WaitingSource final : public BodySource {
 public:
  explicit WaitingSource(std::shared_future<void> go, std::promise<void>* begun = nullptr)
      : go_(std::move(go)), begun_(begun) {}
  More next(std::string& piece) override {
    if (begun_) std::exchange(begun_, nullptr)->set_value();
    go_.wait();
    piece += "at last";
    return More::No;
  }

 private:
  std::shared_future<void> go_;
  std::promise<void>* begun_;
};

Response streamed(std::shared_ptr<BodySource> source) {
  Response response;
  response.content_type = "text/csv";
  response.source = std::move(source);
  return response;
}

void serve_letters(
    TestServer& test, const std::shared_ptr<SourceProbe>& watch, std::size_t pieces,
    AlphabetSource::End end = [] { return BodySource::More::No; }) {
  test.server.route(Method::Get, "/letters", [watch, pieces, end](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<AlphabetSource>(watch, pieces, end)));
  });
}

std::string letters(std::size_t pieces) {
  std::string all;
  for (std::size_t i = 0; i < pieces; ++i) all.append(kPieceBytes, AlphabetSource::letter(i));
  return all;
}

void wait_until_gone(const SourceProbe& watch) {
  wait_until("every source is let go of", [&] { return watch.alive == 0; });
}

const std::string kGetLetters = "GET /letters HTTP/1.1\r\nHost: test\r\n\r\n";

}  // namespace

TEST_CASE("a body is made while it is sent, and the connection goes on after it") {
  TestServer test;
  const auto watch = std::make_shared<SourceProbe>();
  serve_letters(test, watch, 100);
  Client client(test.start());
  client.send(kGetLetters + "GET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  const auto answer = client.read_answer();
  CHECK(answer.status == 200);
  CHECK(answer.header("transfer-encoding") == "chunked");
  CHECK(answer.header("content-length").empty());
  CHECK((answer.body == letters(100)));
  CHECK(client.read_answer().body == "hello");
  CHECK_FALSE(watch->two_at_once);
  wait_until_gone(*watch);
  CHECK(test.server.stats().streams_open == 0);
}

TEST_CASE("pieces may be empty, and so may all of the body") {
  class Sparse final : public BodySource {
   public:
    explicit Sparse(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}
    More next(std::string& piece) override {
      if (at_ < pieces_.size()) piece += pieces_[at_++];
      return at_ < pieces_.size() ? More::Yes : More::No;
    }

   private:
    std::vector<std::string> pieces_;
    std::size_t at_ = 0;
  };
  TestServer test;
  test.server.route(Method::Get, "/sparse", [](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<Sparse>(std::vector<std::string>{"", "a", "", "", "bc", ""})));
  });
  test.server.route(Method::Get, "/nothing", [](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<Sparse>(std::vector<std::string>{})));
  });
  test.server.route(Method::Get, "/whole", [](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<Sparse>(std::vector<std::string>{"in the last piece"})));
  });
  Client client(test.start());
  CHECK(client.get("/sparse").body == "abc");
  const auto nothing = client.get("/nothing");
  CHECK(nothing.status == 200);
  CHECK(nothing.body.empty());
  CHECK(client.get("/whole").body == "in the last piece");
}

TEST_CASE("HTTP/1.0, which knows no chunks, gets it until the connection closes") {
  TestServer test;
  const auto watch = std::make_shared<SourceProbe>();
  serve_letters(test, watch, 5);
  Client client(test.start());
  client.send("GET /letters HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const auto head = client.read_answer("HEAD");
  CHECK(head.header("connection") == "close");
  CHECK(head.header("transfer-encoding").empty());
  CHECK(head.header("content-length").empty());
  CHECK((client.read_until_closed() == letters(5)));
  CHECK_FALSE(client.was_reset());
}

TEST_CASE("HEAD asks for no piece") {
  TestServer test;
  const auto watch = std::make_shared<SourceProbe>();
  serve_letters(test, watch, 5);
  Client client(test.start());
  client.send("HEAD /letters HTTP/1.1\r\nHost: test\r\n\r\n");
  const auto head = client.read_answer("HEAD");
  CHECK(head.status == 200);
  CHECK(head.header("content-length").empty());
  CHECK(client.get("/hello").body == "hello");
  wait_until_gone(*watch);
  CHECK(watch->pieces == 0);
}

TEST_CASE("a slow reader slows its source down, and nobody else") {
  auto options = TestServer::quick();
  options.workers = 1;
  TestServer test(options);
  const auto watch = std::make_shared<SourceProbe>();
  serve_letters(test, watch, 600);
  const auto port = test.start();
  Client slow(port);
  slow.set_receive_buffer(64 * 1024);
  slow.send(kGetLetters);
  Client other(port);
  // The limit of what both kernels buffer for one connection; the body has 39 MB.
  constexpr std::size_t kInKernelsMax = 8 << 20;
  std::size_t read = slow.read_bytes(1).size();
  for (int i = 0; i < 20; ++i) {
    CHECK(other.get("/hello").status == 200);
    CHECK(watch->pieces * kPieceBytes < read + kInKernelsMax);
    read += slow.read_bytes(1 << 20).size();
  }
  CHECK(test.server.stats().streams_open == 1);
}

TEST_CASE("a reader that takes nothing is let go, and its source with it") {
  auto options = TestServer::quick();
  options.send_stall_ms = kShortMs;
  TestServer test(options);
  const auto watch = std::make_shared<SourceProbe>();
  serve_letters(test, watch, 600);
  Client client(test.start());
  client.send(kGetLetters);
  wait_until("the first piece is made", [&] { return watch->pieces > 0; });
  wait_until_gone(*watch);
  CHECK(watch->pieces < 600);
  CHECK(client.read_answer().status == 0);
}

TEST_CASE("a source that fails or throws cuts the connection, so that nobody takes a part for the whole") {
  TestServer test;
  const auto watch = std::make_shared<SourceProbe>();
  const AlphabetSource::End ends[] = {[] { return BodySource::More::Failed; },
                                      []() -> BodySource::More { throw std::runtime_error("secret"); }};
  serve_letters(test, watch, 3, ends[0]);
  test.server.route(Method::Get, "/thrown", [watch, &ends](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<AlphabetSource>(watch, 3, ends[1])));
  });
  const auto port = test.start();
  for (const char* path : {"/letters", "/thrown"}) {
    CAPTURE(path);
    Client client(port);
    CHECK(client.get(path).status == 0);
    CHECK(client.read_until_closed().empty());
    Client old(port);
    old.send("GET " + std::string(path) + " HTTP/1.0\r\n\r\n");
    old.read_until_closed();
    CHECK(old.was_reset());
  }
  wait_until_gone(*watch);
  CHECK(Client(port).get("/hello").status == 200);
  CHECK(test.server.stats().streams_open == 0);
}

TEST_CASE("a client that leaves in the middle ends its stream") {
  TestServer test;
  const auto watch = std::make_shared<SourceProbe>();
  serve_letters(test, watch, 1'000'000);
  const auto port = test.start();
  {
    Client client(port);
    client.send(kGetLetters);
    CHECK(client.read_bytes(200'000).size() == 200'000);
  }
  wait_until_gone(*watch);
  CHECK(watch->pieces < 1'000'000);
  wait_until("no stream is open", [&] { return test.server.stats().streams_open == 0; });
}

TEST_CASE("one stream too many is answered 503, and there is room when one ends") {
  auto options = TestServer::quick();
  options.streams_max = 1;
  TestServer test(options);
  std::promise<void> go;
  const auto gone_on = go.get_future().share();
  test.server.route(Method::Get, "/waits", [gone_on](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<WaitingSource>(gone_on)));
  });
  const auto port = test.start();
  Client first(port);
  first.send("GET /waits HTTP/1.1\r\nHost: test\r\n\r\n");
  wait_until("a stream is open", [&] { return test.server.stats().streams_open > 0; });
  Client second(port);
  const auto refused = second.get("/waits");
  CHECK(refused.status == 503);
  CHECK(refused.header("retry-after") == "2");
  go.set_value();
  CHECK(first.read_answer().body == "at last");
  CHECK(second.get("/waits").body == "at last");
  CHECK(test.server.stats().refused(Refusal::Unavailable) == 1);
}

TEST_CASE("one client has at most half of the streams, behind a front too") {
  auto options = TestServer::quick();
  options.workers = 4;
  options.streams_max = 4;
  options.trusted_proxies = {*undersigned::base::parse_cidr("127.0.0.1")};
  TestServer test(options);
  std::promise<void> go;
  const auto gone_on = go.get_future().share();
  test.server.route(Method::Get, "/waits", [gone_on](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<WaitingSource>(gone_on)));
  });
  const auto port = test.start();
  const auto ask = [](Client& client, const std::string& for_whom) {
    client.send("GET /waits HTTP/1.1\r\nHost: test\r\nX-Forwarded-For: " + for_whom + "\r\n\r\n");
  };
  std::vector<Client> clients;
  for (int i = 0; i < 4; ++i) clients.emplace_back(port);
  ask(clients[0], "192.0.2.1");
  ask(clients[1], "192.0.2.1");
  wait_until("both streams are open", [&] { return test.server.stats().streams_open == 2; });
  ask(clients[2], "192.0.2.1");
  CHECK(clients[2].read_answer().status == 503);
  ask(clients[2], "192.0.2.2");
  ask(clients[3], "2001:db8::1");
  wait_until("all streams are open", [&] { return test.server.stats().streams_open == 4; });
  go.set_value();
  for (auto& client : clients) CHECK(client.read_answer().body == "at last");
  ask(clients[0], "192.0.2.1");
  CHECK(clients[0].read_answer().body == "at last");
}

TEST_CASE("when all streams are taken, one that is read slowly gives way") {
  auto options = TestServer::quick();
  options.streams_max = 2;
  options.slow_reply_ms = 0;
  TestServer test(options);
  const auto watch = std::make_shared<SourceProbe>();
  serve_letters(test, watch, 600);
  const auto port = test.start();
  Client slow(port, "127.0.0.2");
  slow.send(kGetLetters);
  Client other(port, "127.0.0.3");
  other.send(kGetLetters);
  wait_until("both wait for their readers", [&] { return test.server.stats().reply_bytes >= 2 * kPieceBytes; });
  Client client(port);
  CHECK((client.get("/letters").body == letters(600)));
  CHECK(test.server.stats().slow_readers == 1);
}

TEST_CASE("a stream whose client left counts until its worker is done with it") {
  auto options = TestServer::quick();
  options.streams_max = 1;
  TestServer test(options);
  std::promise<void> go;
  std::promise<void> begun;
  const auto gone_on = go.get_future().share();
  test.server.route(Method::Get, "/waits", [&begun, gone_on](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<WaitingSource>(gone_on, &begun)));
  });
  const auto watch = std::make_shared<SourceProbe>();
  serve_letters(test, watch, 1);
  const auto port = test.start();
  {
    Client leaves(port);
    leaves.send("GET /waits HTTP/1.1\r\nHost: test\r\n\r\n");
    wait_for("a piece is being made", begun.get_future());
  }
  Client other(port);
  CHECK(other.get("/letters").status == 503);
  go.set_value();
  wait_until("no stream is open", [&] { return test.server.stats().streams_open == 0; });
  CHECK(other.get("/letters").status == 200);
}

TEST_CASE("a piece that is not made in time cuts the stream") {
  auto options = TestServer::quick();
  options.reply_deadline_ms = kShortMs;
  TestServer test(options);
  std::promise<void> go;
  const auto gone_on = go.get_future().share();
  test.server.route(Method::Get, "/waits", [gone_on](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<WaitingSource>(gone_on)));
  });
  Client client(test.start());
  CHECK(client.get("/waits").status == 0);
  go.set_value();
  wait_until("no stream is open", [&] { return test.server.stats().streams_open == 0; });
}

TEST_CASE("a graceful stop lets a stream end") {
  TestServer test;
  std::promise<void> go;
  std::promise<void> begun;
  const auto gone_on = go.get_future().share();
  test.server.route(Method::Get, "/waits", [&begun, gone_on](const Request&, const Reply& reply) {
    reply(streamed(std::make_shared<WaitingSource>(gone_on, &begun)));
  });
  const auto port = test.start();
  Client idle(port);
  CHECK(idle.get("/hello").status == 200);
  Client client(port);
  client.send("GET /waits HTTP/1.1\r\nHost: test\r\n\r\n");
  wait_for("a piece is being made", begun.get_future());
  auto stopped = std::async(std::launch::async, [&] { test.server.stop(); });
  CHECK(idle.read_until_closed().empty());
  go.set_value();
  CHECK(client.read_answer().body == "at last");
  CHECK(client.read_until_closed().empty());
  stopped.get();
}

TEST_CASE("a stop cuts a stream that is longer than its deadline") {
  auto options = TestServer::quick();
  options.stop_deadline_ms = kShortMs;
  TestServer test(options);
  const auto watch = std::make_shared<SourceProbe>();
  serve_letters(test, watch, 1'000'000);
  const auto port = test.start();
  Client client(port);
  client.send(kGetLetters);
  Client old(port);
  old.send("GET /letters HTTP/1.0\r\n\r\n");
  wait_until("both streams are open", [&] { return test.server.stats().streams_open == 2; });
  test.server.stop();
  CHECK(watch->alive == 0);
  CHECK(client.read_answer().status == 0);
  old.read_until_closed();
  CHECK(old.was_reset());
}
