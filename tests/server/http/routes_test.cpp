#include "server/http/routes.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace undersigned::http;

namespace {

// Records the status of the response.
struct StatusChannel final : ReplyChannel {
  void send(Response response) override { status = response.status; }
  void send_later(ResponseMaker make) override { send(make()); }
  int status = 0;
};

// Handlers identify themselves by the status of their reply.
Handler answering(int status) {
  return [status](const Request&, const Reply& reply) { reply(make_response(status, "", "")); };
}

int status_of(const RouteTable& table, Method method, const std::string& path) {
  const auto match = table.find(method, path);
  if (!match.handler) return match.allow.empty() ? 404 : 405;
  const auto channel = std::make_shared<StatusChannel>();
  (*match.handler)({}, Reply(channel));
  return channel->status;
}

}  // namespace

TEST_CASE("a path finds its pattern, the literal one before the parameter, in any order of adding") {
  RouteTable table;
  table.add(Method::Get, "/p/:slug", answering(201));
  table.add(Method::Get, "/p/new", answering(202));
  table.add(Method::Get, "/", answering(203));
  table.add(Method::Get, "/:a/list", answering(204));
  table.add(Method::Get, "/p/:slug/count", answering(205));
  CHECK(status_of(table, Method::Get, "/p/free") == 201);
  CHECK(status_of(table, Method::Get, "/p/new") == 202);
  CHECK(status_of(table, Method::Get, "/") == 203);
  CHECK(status_of(table, Method::Get, "/x/list") == 204);
  CHECK(status_of(table, Method::Get, "/p/list") == 201);
  CHECK(status_of(table, Method::Get, "/p/free/count") == 205);
}

TEST_CASE("a path that is not quite a pattern is unknown") {
  RouteTable table;
  table.add(Method::Get, "/p/:slug", answering(200));
  for (const char* path : {"/p", "/p/", "/p/a/", "/p/a/b", "//a", "p/a", "", "*", "/P/a"}) {
    CAPTURE(path);
    CHECK(status_of(table, Method::Get, path) == 404);
  }
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "/a";
  CHECK(status_of(table, Method::Get, deep) == 404);
}

TEST_CASE("parameters are the segments of the path") {
  RouteTable table;
  table.add(Method::Get, "/v1/:kind/:id/rows", answering(200));
  const std::string path = "/v1/campaign/free dontae/rows";
  const auto match = table.find(Method::Get, path);
  REQUIRE(match.parameters.size() == 2);
  CHECK(match.parameters[0].name == "kind");
  CHECK(match.parameters[0].value == "campaign");
  CHECK(match.parameters[1].name == "id");
  CHECK(match.parameters[1].value == "free dontae");
}

TEST_CASE("another method of a known path is told which ones it has") {
  RouteTable table;
  table.add(Method::Get, "/p/:slug", answering(200));
  table.add(Method::Post, "/p/new", answering(201));
  CHECK(table.find(Method::Delete, "/p/new").allow == "POST, GET, HEAD");
  CHECK(status_of(table, Method::Get, "/p/new") == 200);
  CHECK(status_of(table, Method::Post, "/p/new") == 201);
  CHECK(status_of(table, Method::Post, "/p/old") == 405);
  CHECK(status_of(table, Method::Head, "/p/old") == 200);
}

TEST_CASE("a pair added again is replaced") {
  RouteTable table;
  table.add(Method::Get, "/a", answering(201));
  table.add(Method::Get, "/a", answering(202));
  CHECK(status_of(table, Method::Get, "/a") == 202);
}
