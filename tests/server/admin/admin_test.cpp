#include <doctest/doctest.h>

#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

TEST_CASE("the one-time link makes the owner's account and signs in") {
  const App app;
  const std::string link = path_of(app.service().setup_link());
  const Answer page = app.get(link);
  REQUIRE(page.status == 200);
  CHECK(page.header("cache-control") == "no-store");
  CHECK(page.header("referrer-policy") == "same-origin");
  const std::string token = link.substr(link.find('=') + 1);
  const std::string form = "csrf=" + csrf_of(page) + "&token=" + token + "&username=maria&password=";

  const Answer weak = app.post("/admin/setup", form + "short", {cookie_of(page)});
  CHECK(weak.status == 422);
  CHECK(contains(weak.body, "<a href=\"#password\">"));
  CHECK(contains(weak.body, "value=\"maria\""));
  CHECK_FALSE(contains(weak.body, "value=\"short\""));

  const Answer made = app.post("/admin/setup", form + kPasswordForm, {cookie_of(page)});
  CHECK(made.status == 303);
  CHECK(made.header("location") == "/admin");
  CHECK(app.get("/admin", {cookie_of(made)}).status == 200);

  CHECK(app.get(link).status == 410);
  CHECK(app.post("/admin/setup", form + kPasswordForm, {cookie_of(page)}).status == 410);
}

TEST_CASE("no link is made where somebody has an account") {
  App app;
  add_user(app, "maria", store::Role::Owner);
  const app::Options options = app.options();
  app.stop();
  auto started = app::Service::start(options);
  REQUIRE(started.ok());
  CHECK(started.value()->setup_link().empty());
}

TEST_CASE("signing in and out") {
  const App app;
  add_user(app, "maria", store::Role::Owner);
  CHECK(app.get("/admin").header("location") == "/admin/login");

  const Answer signed_in = log_in(app, "maria");
  REQUIRE(signed_in.status == 303);
  CHECK(signed_in.header("location") == "/admin");
  const std::string set = signed_in.header("set-cookie");
  CHECK(set.rfind("undersigned=", 0) == 0);
  CHECK(contains(set, "HttpOnly"));
  CHECK(contains(set, "SameSite=Lax"));
  CHECK_FALSE(contains(set, "Secure"));
  const std::string session = cookie_of(signed_in);

  const Answer page = app.get("/admin", {session});
  REQUIRE(page.status == 200);
  CHECK(contains(page.body,
                 "<div id=\"dashboard\" data-wasm=\"/v/0123456789abcdef/dashboard.wasm\" "
                 "data-wasm-integrity=\"sha512-of-dashboard.wasm\" data-api=\"/admin/data\" data-lang=\"en\">"));
  CHECK(contains(page.body, "<table class=\"counts\""));
  CHECK(contains(page.body, "Nobody knows"));  // a draft, which is shown here
  CHECK(app.get("/admin/login", {session}).header("location") == "/admin");

  CHECK(app.post("/admin/logout", "csrf=wrong", {session}).status == 403);
  CHECK(app.get("/admin", {session}).status == 200);
  const Answer out = app.post("/admin/logout", "csrf=" + csrf_of(page), {session});
  CHECK(out.status == 303);
  CHECK(contains(out.header("set-cookie"), "Max-Age=0"));
  CHECK(out.header("clear-site-data") == "\"cache\"");
  CHECK(app.get("/admin", {session}).header("location") == "/admin/login");
}

TEST_CASE("organizers read which campaigns count at once, and what that tells strangers") {
  const App app;
  const Session session = new_session(app, "maria", store::Role::Viewer);
  const std::string note =
      between(app.get("/admin", {session.cookie}).body, "<details class=\"counting-at-once\">", "</details>");
  CHECK(contains(note, "3 campaigns count signatures without confirmation"));
  CHECK(contains(note, "shows whether that person had already signed"));
  CHECK(contains(note, ">A second one</li>"));
  CHECK_FALSE(contains(note, "Checked by mail"));
  CHECK_FALSE(contains(note, "It is over"));
}

TEST_CASE("a wrong password and an unknown name get the same answer") {
  const App app;
  add_user(app, "maria", store::Role::Owner);
  const Answer wrong = log_in(app, "maria", "not+the+right+one");
  CHECK(wrong.status == 422);
  CHECK(contains(wrong.body, "The user name and password do not match"));
  CHECK(contains(wrong.body, "value=\"maria\""));
  CHECK_FALSE(contains(wrong.body, "not the right one"));
}

TEST_CASE("an unknown name is refused like a wrong password") {
  const App app;
  const Answer unknown = log_in(app, "nobody", "not+the+right+one");
  CHECK(unknown.status == 422);
  CHECK(contains(unknown.body, "The user name and password do not match"));
}

TEST_CASE("guessing is slowed and says for how long") {
  const App app;
  Answer answer;
  for (int i = 0; i < 50 && answer.status != 429; ++i) answer = log_in(app, "maria", "guess");
  CHECK(answer.status == 429);
  CHECK_FALSE(answer.header("retry-after").empty());
  CHECK(contains(answer.body, "Wait " + answer.header("retry-after") + " second"));
}

TEST_CASE("a sign-in form needs its token, its cookie and our own page") {
  const App app;
  add_user(app, "maria", store::Role::Owner);
  const Answer page = app.get("/admin/login");
  const std::string right = "csrf=" + csrf_of(page) + "&username=maria&password=" + kPasswordForm;
  CHECK(app.post("/admin/login", right).status == 403);  // without the cookie
  CHECK(app.post("/admin/login", "csrf=x&username=maria&password=x", {cookie_of(page)}).status == 403);
  CHECK(app.post("/admin/login", right, {cookie_of(page), "Origin: https://stranger.example"}).status == 403);
  CHECK(app.post("/admin/login", right, {cookie_of(page), "Origin: null"}).status == 403);
  CHECK(app.post("/admin/login", right, {cookie_of(page), "Sec-Fetch-Site: cross-site"}).status == 403);
  const Answer empty = app.post("/admin/login", "csrf=" + csrf_of(page), {cookie_of(page)});
  CHECK(empty.status == 422);
  CHECK(contains(empty.body, "Enter a password"));
  CHECK(app.post("/admin/login", right, {cookie_of(page)}).status == 303);
}

TEST_CASE("over https the cookies are locked to the host, and partitioned where sites may frame") {
  const App strict([](app::Options& options) { options.base_url = "https://sign.example"; });
  const std::string set = strict.get("/admin/login").header("set-cookie");
  CHECK(set.rfind("__Host-undersigned-visitor=", 0) == 0);
  CHECK(contains(set, "Secure"));
  CHECK(contains(set, "SameSite=Strict"));
  CHECK_FALSE(contains(set, "Partitioned"));

  const App framed([](app::Options& options) {
    options.base_url = "https://sign.example";
    options.admin_origins = {"https://ally.example", "https://friend.example"};
  });
  const Answer page = framed.get("/admin/login");
  CHECK(contains(page.header("set-cookie"), "SameSite=None"));
  CHECK(contains(page.header("set-cookie"), "Partitioned"));
  CHECK(contains(page.header("content-security-policy"),
                 "frame-ancestors 'self' https://ally.example https://friend.example"));
}

TEST_CASE("data is for those who are signed in") {
  const App app;
  for (const char* path : {"/admin/data/campaigns", "/admin/data/campaigns/open/momentum?unit=hour",
                           "/admin/data/campaigns/open/sources", "/admin/data/campaigns/open/signatures"}) {
    CAPTURE(path);
    const Answer answer = app.get(path, {"Cookie: undersigned=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"});
    CHECK(answer.status == 401);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(answer.header("cache-control") == "no-store");
    CHECK(answer.header("access-control-allow-origin").empty());
  }
}

TEST_CASE("an organizer sees counts, momentum, sources and signatures") {
  const App app;
  add_user(app, "olga", store::Role::Organizer);
  const std::string session = session_of(app, "olga").cookie;
  REQUIRE(app.post("/v1/campaigns/open/signatures",
                   app.form("Ana+Gil", "ana@example.org", "comment=Yes&country=US&postcode=10001"),
                   {"Origin: https://ally.example"})
              .status == 200);
  REQUIRE(app.post("/p/open", app.form("Ben+Ode", "ben@example.org", "partner=friend")).status == 303);
  REQUIRE(app.post("/p/open", app.form("Cy+Day", "cy@example.org", "partner=unknown")).status == 303);

  const auto campaigns = json_of(app.get("/admin/data/campaigns", {session}));
  CHECK(campaigns["now"].get<std::int64_t>() > 1'500'000'000'000);
  REQUIRE(campaigns["campaigns"].size() == 6);
  const auto& open = campaigns["campaigns"][0];
  CHECK(open["slug"] == "open");
  CHECK(open["kind"] == "petition");
  CHECK(open["confirmed"] == 3);
  CHECK(open["goal"] == 10);
  CHECK(open["today"].get<int>() >= open["last_hour"].get<int>());

  for (const char* unit : {"hour", "day"}) {
    const auto momentum = json_of(app.get("/admin/data/campaigns/open/momentum?unit=" + std::string(unit), {session}));
    CHECK(momentum["unit"] == unit);
    CHECK(momentum["from"].get<std::int64_t>() % momentum["step"].get<std::int64_t>() == 0);
    int sum = 0;
    for (const auto& count : momentum["confirmed"]) sum += count.get<int>();
    CHECK(sum == 3);
  }
  CHECK(app.get("/admin/data/campaigns/open/momentum?unit=year", {session}).status == 422);

  const auto sources = json_of(app.get("/admin/data/campaigns/open/sources", {session}))["sources"];
  REQUIRE(sources.size() == 3);
  for (const auto& source : sources) {
    CHECK(source["count"] == 1);
    if (source["partner"] == "ally") CHECK(source["name"] == "Ally");
    if (source["partner"].get<std::string>().empty()) CHECK(contains(source["name"].get<std::string>(), "localhost:"));
  }

  const auto page = json_of(app.get("/admin/data/campaigns/open/signatures?limit=2", {session}));
  REQUIRE(page["rows"].size() == 2);
  CHECK(page["rows"][0][2] == "Cy Day");
  REQUIRE(page["next"].is_string());
  const auto rest = json_of(
      app.get("/admin/data/campaigns/open/signatures?limit=2&before=" + page["next"].get<std::string>(), {session}));
  REQUIRE(rest["rows"].size() == 1);
  CHECK(rest["next"].is_null());
  const auto& ana = rest["rows"][0];
  REQUIRE(ana.size() == 10);
  CHECK(ana[2] == "Ana Gil");
  CHECK(ana[4] == "US");
  CHECK(ana[5] == "10001");
  CHECK(ana[6] == "ally");
  CHECK(ana[7] == "confirmed");
  CHECK(ana[8] == "hidden");
  CHECK(ana[9] == "Yes");
  CHECK(app.get("/admin/data/campaigns/nowhere/sources", {session}).status == 404);
  CHECK(app.get("/admin/data/campaigns/open/signatures?before=x", {session}).status == 422);
}

TEST_CASE("a viewer sees numbers and no names") {
  const App app;
  add_user(app, "vera", store::Role::Viewer);
  const std::string session = session_of(app, "vera").cookie;
  CHECK(app.get("/admin/data/campaigns", {session}).status == 200);
  CHECK(app.get("/admin/data/campaigns/open/sources", {session}).status == 200);
  CHECK(app.get("/admin/data/campaigns/open/momentum?unit=day", {session}).status == 200);
  const Answer answer = app.get("/admin/data/campaigns/open/signatures", {session});
  CHECK(answer.status == 403);
  CHECK(problems_of(answer) == std::vector<std::string>{" forbidden"});
}
