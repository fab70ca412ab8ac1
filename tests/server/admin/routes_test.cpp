// Checks every route against the rules for all routes: access, response headers, and which origins' scripts may read
// the response.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <optional>

#include "server/accounts/rights.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

using accounts::Right;
using http::Method;

enum class AccessRule : std::uint8_t { Open, SignedIn, Right };

struct AdminRoute {
  Method method = Method::Get;
  std::string pattern;
  AccessRule access = AccessRule::Open;
  Right right = Right::SeeCounts;  // for AccessRule::Right
};

const std::vector<AdminRoute>& admin_routes() {
  static const std::vector<AdminRoute> routes{
      {Method::Get, "/admin/login", AccessRule::Open},
      {Method::Post, "/admin/login", AccessRule::Open},
      {Method::Post, "/admin/login/code", AccessRule::Open},
      {Method::Get, "/admin/setup", AccessRule::Open},
      {Method::Post, "/admin/setup", AccessRule::Open},
      {Method::Get, "/admin/join", AccessRule::Open},
      {Method::Post, "/admin/join", AccessRule::Open},
      {Method::Post, "/admin/logout", AccessRule::Open},
      {Method::Get, "/admin", AccessRule::SignedIn},
      {Method::Get, "/admin/account", AccessRule::SignedIn},
      {Method::Post, "/admin/account/password", AccessRule::SignedIn},
      {Method::Post, "/admin/account/sessions", AccessRule::SignedIn},
      {Method::Get, "/admin/account/two-step", AccessRule::SignedIn},
      {Method::Post, "/admin/account/two-step", AccessRule::SignedIn},
      {Method::Get, "/admin/account/two-step/qr", AccessRule::SignedIn},
      {Method::Post, "/admin/account/two-step/off", AccessRule::SignedIn},
      {Method::Get, "/admin/data/campaigns", AccessRule::Right, Right::SeeCounts},
      {Method::Get, "/admin/data/campaigns/:slug/momentum", AccessRule::Right, Right::SeeCounts},
      {Method::Get, "/admin/data/campaigns/:slug/sources", AccessRule::Right, Right::SeeCounts},
      {Method::Get, "/admin/data/campaigns/:slug/signatures", AccessRule::Right, Right::SeeSigners},
      {Method::Get, "/admin/users", AccessRule::Right, Right::ManageUsers},
      {Method::Post, "/admin/users", AccessRule::Right, Right::ManageUsers},
      {Method::Post, "/admin/users/role", AccessRule::Right, Right::ManageUsers},
      {Method::Post, "/admin/users/remove", AccessRule::Right, Right::ManageUsers},
      {Method::Post, "/admin/users/link", AccessRule::Right, Right::ManageUsers},
      {Method::Get, "/admin/audit", AccessRule::Right, Right::SeeAudit},
      {Method::Get, "/admin/quarantine", AccessRule::Right, Right::Moderate},
      {Method::Post, "/admin/quarantine/decisions", AccessRule::Right, Right::Moderate},
      {Method::Get, "/admin/signatures", AccessRule::Right, Right::Moderate},
      {Method::Post, "/admin/signatures/take-down", AccessRule::Right, Right::Moderate},
      {Method::Get, "/admin/campaigns", AccessRule::Right, Right::EditCampaigns},
      {Method::Post, "/admin/campaigns/state", AccessRule::Right, Right::EditCampaigns},
      {Method::Post, "/admin/campaigns/update", AccessRule::Right, Right::EditCampaigns},
      {Method::Get, "/admin/export", AccessRule::Right, Right::Export},
      {Method::Post, "/admin/campaigns/:slug/export", AccessRule::Right, Right::Export},
  };
  return routes;
}

bool is_admin(const std::string& pattern) {
  return pattern == "/admin" || pattern.rfind("/admin/", 0) == 0;
}

// A path that matches the pattern.
std::string path_for(std::string pattern) {
  for (const auto& [name, value] : {std::pair{":slug", "open"}, {":unit", "hour"}, {":id", "nobody"}}) {
    const std::size_t at = pattern.find(name);
    if (at != std::string::npos) pattern.replace(at, std::string(name).size(), value);
  }
  return pattern;
}

Answer ask(const App& app, Method method, const std::string& path, std::vector<std::string> headers,
           const std::string& body = {}) {
  return app.ask(path, {.method = std::string(http::method_name(method)), .headers = std::move(headers), .body = body});
}

// Redirected to sign in: 303 to the form, or 401 for a script.
bool asks_to_sign_in(const Answer& answer) {
  return answer.status == 401 || (answer.status == 303 && answer.header("location") == "/admin/login");
}

bool has(const Answer& answer, const std::string& name, std::string_view part) {
  return contains(answer.header(name), part);
}

}  // namespace

TEST_CASE("every route of admin mode is in the table of who may come in") {
  const App app;
  for (const http::RouteName& route : app.service().routes()) {
    if (!is_admin(route.pattern)) continue;
    CAPTURE(route.pattern);
    CHECK(std::any_of(admin_routes().begin(), admin_routes().end(), [&](const AdminRoute& known) {
      return known.method == route.method && known.pattern == route.pattern;
    }));
  }
}

TEST_CASE("nobody comes in without a session, and nobody posts without its token") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  const std::string no_session = "Cookie: undersigned=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  for (const AdminRoute& route : admin_routes()) {
    if (route.access == AccessRule::Open) continue;
    CAPTURE(route.pattern);
    const std::string path = path_for(route.pattern);
    CHECK(asks_to_sign_in(ask(app, route.method, path, {})));
    CHECK(asks_to_sign_in(ask(app, route.method, path, {no_session}, "csrf=" + owner.csrf)));
    if (route.method != Method::Post) continue;
    CHECK(ask(app, route.method, path, {owner.cookie}).status == 403);
    CHECK(ask(app, route.method, path, {owner.cookie}, "csrf=AAAA").status == 403);
  }
}

TEST_CASE("each role comes in where it has the right, and nowhere else") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  for (const store::Role role : {store::Role::Viewer, store::Role::Organizer, store::Role::Owner}) {
    const std::string name = "role" + std::to_string(static_cast<int>(role));
    const Session session = new_session(app, name, role);
    for (const AdminRoute& route : admin_routes()) {
      if (route.access != AccessRule::Right) continue;
      CAPTURE(name);
      CAPTURE(route.pattern);
      const Answer answer = ask(app, route.method, path_for(route.pattern), {session.cookie}, "csrf=" + session.csrf);
      CHECK((answer.status == 403) == !accounts::has_right(role, route.right));
      CHECK(answer.status != 401);
    }
  }
}

TEST_CASE("a form that another site sent is refused on every route that takes one") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  for (const AdminRoute& route : admin_routes()) {
    if (route.method != Method::Post) continue;
    CAPTURE(route.pattern);
    const std::string path = path_for(route.pattern);
    for (const char* sender : {"Origin: https://stranger.example", "Origin: null", "Sec-Fetch-Site: cross-site",
                               "Origin: https://ally.example"}) {
      CAPTURE(sender);
      CHECK(ask(app, route.method, path, {owner.cookie, sender}, "csrf=" + owner.csrf).status == 403);
    }
  }
  CHECK(app.get("/admin", {owner.cookie}).status == 200);
}

TEST_CASE(
    "what admin mode answers is not stored, not sniffed, not shown in a stranger's frame, and runs no inline code") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  for (const AdminRoute& route : admin_routes()) {
    if (route.pattern == "/admin/logout") continue;
    for (const std::string& csrf : {owner.csrf, std::string("wrong")}) {
      for (const std::string& cookie : {owner.cookie, std::string("Cookie: a=b")}) {
        CAPTURE(route.pattern);
        const Answer answer = ask(app, route.method, path_for(route.pattern), {cookie}, "csrf=" + csrf);
        CHECK(has(answer, "cache-control", "no-store"));
        CHECK(answer.header("x-content-type-options") == "nosniff");
        CHECK(answer.header("cross-origin-resource-policy") == "same-origin");
        CHECK(has(answer, "content-security-policy", "default-src 'none'"));
        CHECK(has(answer, "content-security-policy", "frame-ancestors '"));
        if (!has(answer, "content-type", "text/html")) continue;
        CHECK(has(answer, "content-security-policy", "form-action"));
        CHECK_FALSE(has(answer, "content-security-policy", "'unsafe-inline'"));
        CHECK_FALSE(has(answer, "content-security-policy", "'unsafe-eval'"));
        CHECK_FALSE(contains(answer.body, " style=\""));
        CHECK_FALSE(contains(answer.body, "<script>"));
      }
    }
  }
}

TEST_CASE("no route lets another site's script read with a visitor's cookies, or allows an origin it was not told of") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  constexpr std::array kHostile{"null",
                                "https://stranger.example",
                                "https://ally.example.stranger.example",
                                "https://xally.example",
                                "http://ally.example",
                                "https://ally.example:444",
                                "https://ally.example.",
                                "https://ALLY.example",
                                "https://ally.example/"};
  for (const http::RouteName& route : app.service().routes()) {
    const std::string path = path_for(route.pattern);
    for (const char* origin : kHostile) {
      CAPTURE(route.pattern);
      CAPTURE(origin);
      const Answer answer = ask(app, route.method, path, {owner.cookie, "Origin: " + std::string(origin)});
      const std::string allowed = answer.header("access-control-allow-origin");
      CHECK((allowed.empty() || allowed == "*"));
      CHECK(answer.header("access-control-allow-credentials").empty());
      if (is_admin(route.pattern)) CHECK(allowed.empty());
    }
  }
}

TEST_CASE("every answer carries a strict policy and says who may frame it, whatever it is") {
  const App app;
  const auto check = [](const Answer& answer) {
    CAPTURE(answer.status);
    CHECK(has(answer, "content-security-policy", "default-src 'none'"));
    CHECK(has(answer, "content-security-policy", "frame-ancestors "));
    CHECK_FALSE(has(answer, "content-security-policy", "unsafe-inline"));
  };
  for (const http::RouteName& route : app.service().routes()) {
    CAPTURE(route.pattern);
    const Answer answer = ask(app, route.method, path_for(route.pattern), {"Accept: text/html"});
    check(answer);
    if (route.method == Method::Get) CHECK(answer.header("x-content-type-options") == "nosniff");
  }
  check(app.get("/v/0123456789abcdef/undersigned.js"));
  check(app.get("/no/such/page"));
  check(app.ask("/v1/campaigns/open/signatures", {.method = "DELETE"}));
}
