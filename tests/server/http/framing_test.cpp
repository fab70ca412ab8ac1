#include "server/http/framing.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned::http;

namespace {

RequestFrame frame(const std::string& head) {
  return frame_request(head, FramingLimits{});
}

std::string with_field(const std::string& field) {
  return "POST /x HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n";
}

HeadScanner::State scan(const std::string& input, const FramingLimits& limits = {}) {
  return HeadScanner{}.scan(input, limits);
}

}  // namespace

TEST_CASE("a head is found whole, however it is cut") {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string bytes = head + "next request";
  for (std::size_t cut = 0; cut < head.size(); ++cut) {
    HeadScanner scanner;
    CHECK(scanner.scan(bytes.substr(0, cut), {}) == HeadScanner::State::NeedMore);
    CHECK(scanner.scan(bytes, {}) == HeadScanner::State::Complete);
    CHECK(scanner.head_bytes() == head.size());
  }
  HeadScanner one_by_one;
  for (std::size_t count = 1; count < head.size(); ++count) {
    CHECK(one_by_one.scan(bytes.substr(0, count), {}) == HeadScanner::State::NeedMore);
  }
  CHECK(one_by_one.scan(head, {}) == HeadScanner::State::Complete);
}

TEST_CASE("a line that ends without CR is malformed as soon as it is seen") {
  CHECK(scan("GET / HTTP/1.1\nHost: a") == HeadScanner::State::Malformed);
  CHECK(scan("\n") == HeadScanner::State::Malformed);
}

TEST_CASE("a TLS greeting is malformed at its first byte") {
  CHECK(scan(std::string("\x16\x03\x01", 3)) == HeadScanner::State::Malformed);
}

TEST_CASE("a head over the limit of bytes or fields is too large before it ends") {
  FramingLimits limits;
  limits.head_bytes = 64;
  limits.headers = 3;
  CHECK(scan("GET /" + std::string(58, 'a'), limits) == HeadScanner::State::NeedMore);
  CHECK(scan("GET /" + std::string(59, 'a'), limits) == HeadScanner::State::TooLarge);
  CHECK(scan("GET / HTTP/1.1\r\na: 1\r\nb: 2\r\nc: 3\r\n\r\n", limits) == HeadScanner::State::Complete);
  CHECK(scan("GET / HTTP/1.1\r\na: 1\r\nb: 2\r\nc: 3\r\nd: 4\r\n", limits) == HeadScanner::State::TooManyFields);
}

TEST_CASE("a good request is framed") {
  const auto post = frame(with_field("Content-Length: 12"));
  CHECK(post.refusal == 0);
  CHECK(post.method == Method::Post);
  CHECK(post.body_bytes == 12);
  CHECK(post.keep_alive);
  CHECK_FALSE(frame(with_field("Connection: foo, Close")).keep_alive);
  CHECK_FALSE(frame("GET / HTTP/1.0\r\n\r\n").keep_alive);
  CHECK(frame("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keep_alive);
  CHECK(frame(with_field("Expect: 100-Continue")).expects_continue);
  CHECK(frame("GET http://example.org/a?b HTTP/1.1\r\nHost: example.org\r\n\r\n").refusal == 0);
  CHECK(frame("OPTIONS * HTTP/1.1\r\nHost: example.org\r\n\r\n").refusal == 0);
}

TEST_CASE("a request is refused with the status that says why") {
  const struct {
    const char* head;
    int status;
  } cases[] = {
      {"GET /\r\n\r\n", 400},
      {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
      {"GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTX/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"get / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"GET / HTTP/1.1\r\nHost:\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nName : b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400},
  };
  for (const auto& c : cases) {
    CAPTURE(c.head);
    CHECK(frame(c.head).refusal == c.status);
  }
}

TEST_CASE("a field that could smuggle or inject is refused") {
  const struct {
    const char* field;
    int status;
  } cases[] = {
      {"Transfer-Encoding: chunked", 411},
      {"Transfer-Encoding: identity\r\nContent-Length: 3", 411},
      {"Content-Length: 3\r\nTransfer-Encoding: chunked", 411},
      {"transfer-encoding:\tchunked", 411},
      {"Transfer-Encoding: x\r\nContent-Length: 3\r\nContent-Length: 4", 400},
      {"Transfer-Encoding : chunked", 400},
      {"Content-Length: 3\r\ncontent-length: 4", 400},
      {"Content-Length: 3 4", 400},
      {"Content-Length: 3;a=b", 400},
      {"Content-Length: 03", 0},
      {"Content-Length: 3\r\nContent-Length: 3", 400},
      {"Content-Length: 3, 3", 400},
      {"Content-Length: +3", 400},
      {"Content-Length: -2", 400},
      {"Content-Length: 0x3", 400},
      {"Content-Length:", 400},
      {"Content-Length: 65536", 0},
      {"Content-Length: 65537", 413},
      {"Content-Length: 99999999999999999999999999", 413},
      {"X-Name: a%0d%0aSet-Cookie: b", 0},
      {"X-Name: 100%", 0},
      {"Content-Length: 3%0d%0a", 400},
      {"Expect: 100-continue%0d%0a", 417},
      {"Remote_Addr: 10.0.0.1", 400},
      {"LOCAL_PORT: 1", 400},
      {"Expect: 200-ok", 417},
      {"Expect: 100-continue, wonders", 417},
      {"Expect: 100-continue\r\nExpect: wonders", 417},
      {"Expect:", 417},
  };
  for (const auto& c : cases) {
    CAPTURE(c.field);
    CHECK(frame(with_field(c.field)).refusal == c.status);
  }
}

TEST_CASE("a NUL in a value is refused") {
  CHECK(frame(with_field(std::string("X: a\0b", 6))).refusal == 400);
}

TEST_CASE("a target over its limit is refused with 414") {
  CHECK(frame("GET /" + std::string(8191, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n").refusal == 0);
  CHECK(frame("GET /" + std::string(8192, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n").refusal == 414);
}

TEST_CASE("a request is split into views of what was sent") {
  const std::string bytes =
      "POST http://h/a%20b?q=1 HTTP/1.1\r\nHost: h\r\nCookie:  a=%20 \r\nX:\r\nContent-Length: 3\r\n\r\nxyz";
  const auto request = split_request(bytes, frame(bytes.substr(0, bytes.size() - 3)));
  CHECK(request.method == Method::Post);
  CHECK(request.target == "/a%20b?q=1");
  CHECK(request.path == "/a%20b");
  CHECK(request.header("cookie") == "a=%20");
  CHECK(request.header("X") == "");
  CHECK(request.headers.size() == 4);
  CHECK(request.body == "xyz");
}
