#include <doctest/doctest.h>

#include <string>

#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

TEST_CASE("a petition's page carries its sheet for paper, with the code, and a frame does not") {
  const App app;
  const Answer page = app.get("/p/open?lang=en");
  CHECK(contains(page.body, "<section class=\"paper\"><div class=\"sheet\"><h2>Sign on paper</h2>"));
  CHECK(contains(page.body, "<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(contains(page.body, "<p class=\"address\" dir=\"ltr\">" + app.service_url() + "/p/open</p>"));
  CHECK_FALSE(contains(app.get("/e/open").body, "class=\"paper\""));
  const Answer shut = app.get("/p/shut");
  CHECK(contains(shut.body, "class=\"paper-foot\""));
  CHECK_FALSE(contains(shut.body, "class=\"sheet\""));
}

TEST_CASE("the poster and its code are pages and pictures of this server") {
  const App app;
  const Answer poster = app.get("/p/open/poster?lang=en&partner=ally");
  REQUIRE(poster.status == 200);
  CHECK(contains(poster.body, "<meta name=\"robots\" content=\"noindex\">"));
  CHECK(contains(poster.body, "src=\"/p/open/qr.svg?lang=en&amp;partner=ally\""));
  const Answer svg = app.get("/p/open/qr.svg");
  CHECK(svg.header("content-type") == "image/svg+xml");
  CHECK(contains(svg.header("content-security-policy"), "default-src 'none'"));
  CHECK(svg.header("content-disposition").empty());
  CHECK(contains(svg.body, "<svg"));
  const Answer png = app.get("/p/open/qr.png?download=1");
  CHECK(png.header("content-type") == "image/png");
  CHECK(png.header("content-disposition") == "attachment; filename=\"open.png\"");
  CHECK(png.body.starts_with("\x89PNG"));
  CHECK(app.get("/p/open/qr.svg?partner=ally").body != svg.body);
  CHECK(app.get("/p/open/qr.svg?partner=nobody").body == svg.body);
  for (const char* path : {"/p/hidden/poster", "/p/hidden/embed", "/p/hidden/qr.svg", "/p/nowhere/qr.png"}) {
    CAPTURE(path);
    CHECK(app.get(path).status == 404);
  }
}

TEST_CASE("the snippets are text, with this server's address, the campaign and the partner") {
  const App app;
  const Answer page = app.get("/p/open/embed?lang=en&partner=ally");
  REQUIRE(page.status == 200);
  CHECK(contains(page.body, "&lt;script type=&quot;module&quot; src=&quot;" + app.service_url() +
                                "/v/1/undersigned.js&quot; crossorigin&gt;&lt;/script&gt;"));
  CHECK(contains(page.body, "&lt;undersigned-petition campaign=&quot;open&quot; partner=&quot;ally&quot;&gt;"));
  CHECK(contains(page.body, "&lt;undersigned-counter"));
  CHECK(contains(page.body, "&lt;iframe src=&quot;" + app.service_url() + "/e/open?partner=ally&quot;"));
  CHECK(contains(page.body, "allow=&quot;clipboard-write; web-share&quot;"));
  CHECK(contains(app.get("/p/open/embed").body, "/e/open?card=1&quot;"));  // any site may show the card
  CHECK_FALSE(contains(page.body, "<iframe"));
  CHECK_FALSE(contains(page.body, "<undersigned-petition"));
}

TEST_CASE("in a frame the ways to a poster and to snippets open windows of their own") {
  const App app;
  const Answer thanks = app.get("/e/open/signed?lang=en&partner=ally");
  CHECK(contains(thanks.body, "/p/open/poster?lang=en&amp;partner=ally\" target=\"_blank\""));
  CHECK_FALSE(contains(thanks.body, "/e/open/poster"));
}

TEST_CASE("the thanks share the partner's page on which somebody signed, and never another address") {
  const App app;
  const auto shared = [&](const std::string& page, const std::string& origin) {
    const Answer answer =
        app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org", "partner=ally&page=" + page),
                 {"Origin: " + origin});
    REQUIRE(answer.status == 200);
    return contains(answer.body, app.service_url() + "/p/open?utm_source") ? std::string("own") : answer.body;
  };
  CHECK(contains(shared("https://ally.example/open%23c", "https://ally.example"),
                 "https://ally.example/open?utm_source=copy&utm_medium=share"));
  CHECK(contains(shared("https://ally.example/%3Fpage_id=12", "https://ally.example"),
                 "https://ally.example/?page_id=12&utm_source=copy&utm_medium=share"));
  CHECK(shared("https://ally.example/open%3F", "https://ally.example") == "own");
  CHECK(shared("https://ally.example.evil.example/", "https://ally.example") == "own");
  CHECK(shared("https://ally.example@evil.example/", "https://ally.example") == "own");
  CHECK(shared("https://friend.example/open", "https://ally.example") == "own");
  CHECK(shared("javascript:alert(1)", "https://ally.example") == "own");
  CHECK(shared("https://stranger.example/", app.service_url()) == "own");
}
