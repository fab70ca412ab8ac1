#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/pages/error_page.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

Answer send(const App& app, const std::string& bytes) {
  http::Client client(app.service().port());
  client.send(bytes);
  return client.read_answer();
}

const std::string kTooLong = "Content-Length: 1000000\r\n\r\n";

}  // namespace

TEST_CASE("what the server refuses by itself can be read by the widget, whatever could be read of its request") {
  const App app;
  const std::string head = "POST /v1/campaigns/open/signatures HTTP/1.1\r\nHost: a\r\nOrigin: https://ally.example\r\n";
  const struct {
    std::string bytes;
    int status;
  } cases[] = {{head + kTooLong, 413},
               {head + "Transfer-Encoding: chunked\r\n\r\n", 411},
               {head + "Expect: wonders\r\n\r\n", 417},
               {head + "X: " + std::string(20'000, 'x'), 431},
               {head + "no colon\r\n\r\n", 400}};
  for (const auto& c : cases) {
    CAPTURE(c.status);
    const Answer answer = send(app, c.bytes);
    CHECK(answer.status == c.status);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(answer.header("access-control-allow-origin") == "*");
    CHECK(answer.header("access-control-expose-headers") == "Retry-After");
    CHECK(json_of(answer)["status"] == c.status);
  }
}

TEST_CASE("a browser that is refused is shown a page") {
  const App app;
  const std::string head = "POST /p/open HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nAccept-Language: es\r\n";
  for (const std::string& rest : {kTooLong, std::string("Transfer-Encoding: chunked\r\n\r\n")}) {
    const Answer answer = send(app, head + rest);
    CHECK(answer.status >= 411);
    CHECK(contains(answer.header("content-type"), "text/html"));
    CHECK(contains(answer.body, "<html lang=\"es\""));
  }
}

TEST_CASE("no room and too many connections have words of their own") {
  const App app;
  const auto assets = assets::Assets::load(app.options().assets);
  for (const auto& [status, code] : {std::pair{429, "too_many_requests"}, std::pair{503, "busy"}}) {
    const http::Response response = pages::status_response(http::Request{}, status, assets.value());
    CHECK(response.status == status);
    CHECK(contains(*response.body, code));
  }
}

TEST_CASE("browsers are told to stay with https where the server's own address is https") {
  const App secure([](app::Options& options) { options.base_url = "https://sign.example.org"; });
  CHECK(secure.get("/p/open").header("strict-transport-security") == "max-age=31536000; includeSubDomains");
  CHECK(send(secure, "nonsense\r\n\r\n").header("strict-transport-security") == "max-age=31536000; includeSubDomains");
  CHECK(App().get("/p/open").header("strict-transport-security").empty());
}

TEST_CASE("a neighbouring application's cookie, and any other header with %0d%0a in it, locks nobody out") {
  const App app;
  const Answer usual = app.get("/p/open");
  const std::vector<std::string> headers = {"Cookie: theirs=a%0d%0aSet-Cookie:%20x; visitor=%0A%00",
                                            "Referer: https://neighbour.example/?q=%0D%0A", "User-Agent: a%0d%0ab",
                                            "Accept-Language: en%0a", "X-Requested-With: %0D%0a%00"};
  const Answer page = app.get("/p/open", headers);
  CHECK(page.status == 200);
  CHECK(page.body == usual.body);
  CHECK(page.header("set-cookie").empty());
  CHECK(app.get("/admin/login", headers).status == 200);
  CHECK(app.post("/p/open", app.form("Ana+Gil", "ana@example.org"), headers).status == 303);
  CHECK(app.confirmed() == 1);
}
