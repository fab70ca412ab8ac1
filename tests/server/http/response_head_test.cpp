#include "server/http/response_head.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace undersigned::http;

namespace {

const std::string kDate = "Sun, 06 Nov 1994 08:49:37 GMT";

ResponseContext context(Method method = Method::Get) {
  return {method, Version::Http11, AfterReply::KeepOpen, kDate};
}

}  // namespace

TEST_CASE("a head says status, date, type, headers and length") {
  auto response = make_response(200, "text/plain", "hello");
  response.headers.push_back({"ETag", "\"1\""});
  CHECK(response_head(response, context()).value() ==
        "HTTP/1.1 200 OK\r\nDate: " + kDate +
            "\r\nContent-Type: text/plain\r\nETag: \"1\"\r\nContent-Security-Policy: default-src 'none'; "
            "frame-ancestors 'none'\r\nContent-Length: 5\r\n\r\n");
}

TEST_CASE("whatever is no document says that it is none, and a document says its own policy") {
  for (const int status : {200, 204, 303, 404, 422, 503}) {
    CAPTURE(status);
    const auto head = response_head(make_response(status, "application/json", "{}"), context()).value();
    CHECK(head.find("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n") != std::string::npos);
  }
  auto document = make_response(200, "text/html", "<p>");
  document.headers.push_back({"content-security-policy", "default-src 'self'"});
  const auto head = response_head(document, context()).value();
  CHECK(head.find("content-security-policy: default-src 'self'\r\n") != std::string::npos);
  CHECK(head.find("Content-Security-Policy") == std::string::npos);
  // The browser applies the policy of the page it has stored.
  CHECK(response_head(make_response(304, "", ""), context())->find("Content-Security-Policy") == std::string::npos);
}

TEST_CASE("a status without a body says no length and sends none") {
  for (const int status : {204, 304}) {
    const auto response = make_response(status, "", "ignored");
    CHECK(response_head(response, context())->find("Content-Length") == std::string::npos);
    CHECK_FALSE(sends_body(response, Method::Get));
  }
  const auto hello = make_response(200, "", "hello");
  CHECK_FALSE(sends_body(hello, Method::Head));
  CHECK(response_head(hello, context(Method::Head))->find("Content-Length: 5\r\n") != std::string::npos);
}

TEST_CASE("a response without a body says length 0") {
  CHECK(response_head(Response{}, context())->find("Content-Length: 0\r\n") != std::string::npos);
}

TEST_CASE("a body that is made while it is sent has no length") {
  struct EmptyBody final : BodySource {
    More next(std::string&) override { return More::No; }
  };
  Response response;
  response.source = std::make_shared<EmptyBody>();
  CHECK(response_head(response, context())->find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(response_head(response, context())->find("Content-Length") == std::string::npos);
  CHECK(sends_body(response, Method::Get));
  CHECK_FALSE(sends_body(response, Method::Head));
  auto old = context();
  old.version = Version::Http10;
  CHECK(response_head(response, old)->find("Transfer-Encoding") == std::string::npos);
  response.status = 204;
  CHECK(response_head(response, context())->find("Transfer-Encoding") == std::string::npos);
  CHECK_FALSE(sends_body(response, Method::Get));
}

TEST_CASE("browsers are told to come by https only where they do") {
  CHECK(response_head(Response{}, context())->find("Strict-Transport-Security") == std::string::npos);
  auto secure = context();
  secure.strict_transport_security = StrictTransportSecurity::Yes;
  CHECK(response_head(Response{}, secure)->find("Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n") !=
        std::string::npos);
}

TEST_CASE("the end of the connection is said, and to HTTP/1.0 that it stays") {
  auto closing = context();
  closing.after = AfterReply::Close;
  CHECK(response_head(Response{}, closing)->find("Connection: close\r\n") != std::string::npos);
  auto old = context();
  old.version = Version::Http10;
  CHECK(response_head(Response{}, old)->find("Connection: keep-alive\r\n") != std::string::npos);
}

TEST_CASE("nothing can be injected through names, values or the type") {
  const Header bad[] = {
      {"X-A", "a\r\nSet-Cookie: b"},
      {"X-A", "a\nb"},
      {"X-A", "a\rb"},
      {"X-A", std::string("a\0b", 3)},
      {"X-A\r\nX-B", "c"},
      {"X A", "b"},
      {"", "b"},
      {"Content-Length", "99"},
      {"transfer-encoding", "chunked"},
      {"Connection", "keep-alive"},
      {"Date", "today"},
  };
  for (const auto& header : bad) {
    CAPTURE(header.name);
    Response response;
    response.headers.push_back(header);
    CHECK_FALSE(response_head(response, context()));
  }
  Response typed;
  typed.content_type = "text/plain\r\nX: y";
  CHECK_FALSE(response_head(typed, context()));
  Response status;
  status.status = 99;
  CHECK_FALSE(response_head(status, context()));
}

TEST_CASE("dates are written as RFC 9110 does") {
  CHECK(imf_fixdate(784111777) == kDate);
  CHECK(imf_fixdate(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
}
