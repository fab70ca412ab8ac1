#include "server/http/fetch.h"

#include <doctest/doctest.h>

#include <string>

#include "server/limits.h"
#include "tests/server/http/fixture.h"

using namespace undersigned;
using namespace undersigned::http;

namespace {

std::string origin_of(std::uint16_t port) {
  return "http://127.0.0.1:" + std::to_string(port);
}

}  // namespace

TEST_CASE("a fetch gives status and body, and follows no redirect") {
  TestServer test;
  test.server.route(Method::Get, "/elsewhere", [](const Request&, const Reply& reply) {
    Response response = make_response(302, "", "");
    response.headers.push_back({"Location", "/hello"});
    reply(std::move(response));
  });
  const std::string origin = origin_of(test.start());
  const Fetched hello = fetch(origin, "/hello");
  CHECK(hello.problem == FetchProblem::None);
  CHECK(hello.status == 200);
  CHECK(hello.body == "hello");
  CHECK(fetch(origin, "/nowhere").status == 404);
  CHECK(fetch(origin, "/elsewhere").status == 302);
}

TEST_CASE("a body of the largest size is fetched, and no larger one") {
  TestServer test;
  test.server.route(Method::Get, "/largest",
                    [](const Request&, const Reply& reply) { reply(text(std::string(limits::kFetchBytesMax, 'x'))); });
  test.server.route(Method::Get, "/larger", [](const Request&, const Reply& reply) {
    reply(text(std::string(limits::kFetchBytesMax + 1, 'x')));
  });
  const std::string origin = origin_of(test.start());
  CHECK(fetch(origin, "/largest").body.size() == limits::kFetchBytesMax);
  const Fetched larger = fetch(origin, "/larger");
  CHECK(larger.problem == FetchProblem::NoAnswer);
  CHECK(larger.body.empty());
}

TEST_CASE("where nothing listens there is no connection, and a server without TLS answers no https") {
  std::uint16_t port = 0;
  {
    TestServer test;
    port = test.start();
    CHECK(fetch("https://127.0.0.1:" + std::to_string(port), "/hello").problem == FetchProblem::NoAnswer);
  }
  CHECK(fetch(origin_of(port), "/hello").problem == FetchProblem::NoConnection);
}
