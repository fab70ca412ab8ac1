#include <doctest/doctest.h>

#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

TEST_CASE("a view is public JSON with everything the widget needs") {
  const App app;
  const Answer answer = app.get("/v1/campaigns/open/view?lang=en", {"Origin: https://anybody.example"});
  REQUIRE(answer.status == 200);
  CHECK(answer.header("content-type") == "application/json");
  CHECK(answer.header("access-control-allow-origin") == "*");
  CHECK(answer.header("cross-origin-resource-policy") == "cross-origin");
  CHECK(answer.header("x-content-type-options") == "nosniff");
  const auto view = json_of(answer);
  CHECK(view["slug"] == "open");
  CHECK(view["lang"] == "en");
  CHECK(view["dir"] == "ltr");
  CHECK(view["title"] == "Open the gates");
  CHECK_FALSE(view.contains("accent"));
  CHECK(view["view"][0][0] == "article");
  CHECK(contains(answer.body, R"(["h3","Why"],["p","Because ",["strong","it matters"],"."])"));
}

TEST_CASE("caches keep a view until the public counts move, so that a reload shows no lower count") {
  const App app;
  app.next_step();
  const std::string kept = app.get("/v1/campaigns/open/view?lang=en").header("cache-control");
  CAPTURE(kept);
  REQUIRE(kept.rfind("public, max-age=", 0) == 0);
  const int seconds = std::stoi(kept.substr(kept.find('=') + 1));
  CHECK(seconds <= 10);
  CHECK(seconds >= 5);
  CHECK_FALSE(contains(kept, "stale"));

  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ada+Lovelace", "ada@example.org")).status == 200);
  app.next_step();
  CHECK(json_of(app.get("/v1/campaigns/open/count?lang=en"))["confirmed"] == 1);
  // A view made a moment ago may still be sent, but no cache keeps it.
  CHECK(eventually([&] {
    const Answer view = app.get("/v1/campaigns/open/view?lang=en");
    const bool is_new = contains(view.body, R"(["strong",{"class":"count-number"},"1"])");
    CHECK((is_new || view.header("cache-control") == "public, no-cache"));
    return is_new;
  }));
}

TEST_CASE("a site that may not send signatures gets a link in the form's place, and caches keep the two apart") {
  const App app;
  const auto view_for = [&](const std::string& origin) {
    return app.get("/v1/campaigns/open/view?lang=en", {"Origin: " + origin});
  };
  for (const std::string& origin : {std::string("https://anybody.example"), std::string("null")}) {
    CAPTURE(origin);
    const Answer stranger = view_for(origin);
    CHECK(stranger.header("vary") == "Accept-Encoding, Origin");
    CHECK_FALSE(contains(stranger.body, "\"form\""));
    CHECK(contains(stranger.body, "\"data-action\":\"to-page\""));
    CHECK(contains(stranger.body, "/p/open?lang=en"));
    CHECK(contains(stranger.body, "\"data-part\":\"count\""));
  }
  for (const Answer& own :
       {view_for("https://ally.example"), view_for(app.service_url()), app.get("/v1/campaigns/open/view?lang=en")}) {
    CHECK(own.header("vary") == "Accept-Encoding, Origin");
    CHECK(contains(own.body, "\"form\""));
    CHECK_FALSE(contains(own.body, "to-page"));
  }
}

TEST_CASE("what a form needs in the browser comes apart from its view, and is kept longer") {
  const App app;
  const Answer answer = app.get("/v1/campaigns/open/form?lang=en", {"Origin: https://anybody.example"});
  REQUIRE(answer.status == 200);
  CHECK(answer.header("access-control-allow-origin") == "*");
  CHECK(answer.header("cache-control") == "public, max-age=300, stale-while-revalidate=86400");
  const auto form = json_of(answer);
  CHECK(form["messages"]["name.required"] == "Enter your full name");
  CHECK(form["words"]["sending"] == "Sending…");
  CHECK(contains(form["words"]["offline_keep_what"].get<std::string>(), "for up to 14 days"));
  CHECK(form["words"]["offline_keep_days"] == "14");
  CHECK(contains(form["rules"].get<std::string>(), "kind=petition"));
  CHECK(json_of(app.get("/v1/campaigns/open/form?lang=es"))["messages"]["name.required"] != "Enter your full name");
  CHECK(app.get("/v1/campaigns/hidden/form").status == 404);
}

TEST_CASE("?lang= chooses the language, and without it the campaign's own counts") {
  const App app;
  const auto spanish = json_of(app.get("/v1/campaigns/open/view?lang=es-MX"));
  CHECK(spanish["lang"] == "es");
  CHECK(spanish["title"] == "Abran las puertas");
  const auto own = json_of(app.get("/v1/campaigns/open/view", {"Accept-Language: es"}));
  CHECK(own["lang"] == "en");
}

TEST_CASE("a document that has not changed is answered with 304") {
  const App app;
  for (const char* path :
       {"/v1/campaigns/open/view", "/v1/campaigns/open/form", "/v1/campaigns/open/count", "/v1/campaigns/open/signers",
        "/v1/directory", "/v1/campaigns", "/", "/p/open", "/v/1/undersigned.js"}) {
    CAPTURE(path);
    const Answer first = app.get(path);
    REQUIRE(first.status == 200);
    const Answer again = app.get(path, {"If-None-Match: " + first.header("etag")});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(again.header("etag") == first.header("etag"));
  }
}

TEST_CASE("a document comes in the coding the client takes, each with a tag of its own") {
  const App app;
  const Answer plain = app.get("/v1/campaigns/open/view");
  const Answer brotli = app.get("/v1/campaigns/open/view", {"Accept-Encoding: gzip, deflate, br"});
  const Answer gzip = app.get("/v1/campaigns/open/view", {"Accept-Encoding: gzip"});
  CHECK(plain.header("content-encoding").empty());
  CHECK(brotli.header("content-encoding") == "br");
  CHECK(gzip.header("content-encoding") == "gzip");
  CHECK(brotli.body.size() < gzip.body.size());
  CHECK(gzip.body.size() < plain.body.size() / 2);
  CHECK(plain.header("etag") != brotli.header("etag"));
  CHECK(brotli.header("etag") != gzip.header("etag"));
  CHECK(brotli.header("vary") == "Accept-Encoding, Origin");
  CHECK(app.get("/v1/campaigns/open/view", {"Accept-Encoding: br", "If-None-Match: " + brotli.header("etag")}).status ==
        304);
}

TEST_CASE("HEAD gives the head of a GET") {
  const App app;
  const Answer head = app.ask("/v1/campaigns/open/count", {.method = "HEAD"});
  CHECK(head.status == 200);
  CHECK(head.header("content-length") == app.get("/v1/campaigns/open/count").header("content-length"));
}

TEST_CASE("a count says how many have signed, against which goal") {
  const App app;
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org")).status == 200);
  app.next_step();
  const auto count = json_of(app.get("/v1/campaigns/open/count?lang=en"));
  CHECK(count["confirmed"] == 1);
  CHECK(count["goal"] == 10);
  CHECK(count["percent"] == 10);
  CHECK(count["open"] == true);
  CHECK(contains(count["view"].dump(), "person has signed"));
  CHECK(count["thanks"] == "You are among the first people to sign.");
}

TEST_CASE("only signers who chose to be seen are listed") {
  const App app;
  const auto sign = [&](const std::string& name, const std::string& email, const std::string& visibility) {
    return app.post("/v1/campaigns/open/signatures", app.form(name, email, "visibility=" + visibility)).status;
  };
  REQUIRE(sign("Ana+Gil", "ana@example.org", "public") == 200);
  REQUIRE(sign("Ben+Ode", "ben@example.org", "initials") == 200);
  REQUIRE(sign("Cy+Hidden", "cy@example.org", "hidden") == 200);
  const Answer answer = app.get("/v1/campaigns/open/signers");
  const auto signers = json_of(answer)["signers"];
  REQUIRE(signers.size() == 2);
  CHECK(signers[0]["name"] != "Ben Ode");
  CHECK(signers[1]["name"] == "Ana Gil");
  CHECK_FALSE(contains(answer.body, "Hidden"));
  CHECK_FALSE(contains(answer.body, "example.org"));
}

TEST_CASE("drafts are unknown to the public") {
  const App app;
  for (const char* path : {"/v1/campaigns/hidden/view", "/v1/campaigns/hidden/count", "/v1/campaigns/hidden/signers",
                           "/v1/campaigns/nowhere/view"}) {
    CAPTURE(path);
    const Answer answer = app.get(path);
    CHECK(answer.status == 404);
    CHECK(problems_of(answer) == std::vector<std::string>{"campaign unknown_campaign"});
    CHECK(answer.header("access-control-allow-origin") == "*");
  }
  CHECK(app.get("/p/hidden").status == 404);
  CHECK(app.post("/v1/campaigns/hidden/signatures", app.form("Ana+Gil", "ana@example.org")).status == 404);
  for (const char* path : {"/v1/directory", "/v1/campaigns", "/"})
    CHECK_FALSE(contains(app.get(path).body, "Nobody knows"));
}

TEST_CASE("the directory lists campaigns that take signatures before those that do not") {
  const App app;
  const auto list = json_of(app.get("/v1/campaigns"))["campaigns"];
  REQUIRE(list.size() == 5);
  CHECK(list[4]["slug"] == "shut");
  CHECK(list[4]["open"] == false);
  const auto directory = json_of(app.get("/v1/directory?lang=es"));
  CHECK(directory["lang"] == "es");
  CHECK(contains(directory["view"].dump(), "Abran las puertas"));
}

TEST_CASE("what another process imports is served without a restart") {
  const App app;
  CHECK(json_of(app.get("/v1/campaigns/open/view"))["title"] == "Open the gates");
  app.import(campaign_file("Open them all"));
  CHECK(eventually([&] { return json_of(app.get("/v1/campaigns/open/view"))["title"] == "Open them all"; }));
  CHECK(contains(app.get("/p/open").body, "Open them all"));
  CHECK(contains(app.get("/").body, "Open them all"));
}

TEST_CASE("the server says that it is well") {
  const App app;
  CHECK(app.get("/healthz").status == 200);
  CHECK(app.get("/healthz").body == "ok\n");
}
