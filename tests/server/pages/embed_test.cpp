#include <doctest/doctest.h>

#include "server/pages/card.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

std::string ancestors_of(const Answer& answer) {
  const std::string name = "frame-ancestors ";
  const std::string policy(answer.header("content-security-policy"));
  return policy.substr(policy.find(name) + name.size());
}

std::vector<std::string> from_own_page(const App& app) {
  return {"Origin: " + app.service_url(), "Sec-Fetch-Site: same-origin"};
}

}  // namespace

TEST_CASE("a frame with the form is for this server and for partners' origins, each exactly") {
  const App app;
  const Answer frame = app.get("/e/open");
  REQUIRE(frame.status == 200);
  CHECK(ancestors_of(frame) == "'self' https://ally.example http://localhost:8081 https://friend.example");
  CHECK(ancestors_of(app.get("/e/open?partner=friend")) == "'self' https://friend.example");
  CHECK(ancestors_of(app.get("/e/open?partner=nobody")) == ancestors_of(frame));
  CHECK(ancestors_of(app.get("/e/open/signed?partner=friend")) == "'self' https://friend.example");
  CHECK(frame.header("cross-origin-opener-policy").empty());
  CHECK(frame.header("cross-origin-resource-policy") == "cross-origin");
  CHECK(frame.header("set-cookie").empty());
}

TEST_CASE("a partner without a site has a link and may frame nothing") {
  const App app;
  nlohmann::json file = nlohmann::json::parse(campaign_file());
  file["partners"].push_back({{"id", "neighbour"}, {"name", "A neighbour"}});
  app.import(file.dump());
  REQUIRE(eventually([&] { return ancestors_of(app.get("/e/open?partner=neighbour")) == "'self'"; }));
  CHECK(contains(app.get("/p/open?partner=neighbour").body, "name=\"partner\" value=\"neighbour\""));
}

TEST_CASE("a frame holds the petition alone, and its form answers within the frame") {
  const App app;
  const Answer frame = app.get("/e/open?partner=ally&lang=es&theme=dark");
  CHECK(contains(frame.body, "<html lang=\"es\" dir=\"ltr\" data-theme=\"dark\">"));
  CHECK_FALSE(contains(frame.body, "masthead"));
  CHECK_FALSE(contains(frame.body, "colophon"));
  CHECK(contains(frame.body, "<meta name=\"robots\" content=\"noindex\">"));
  CHECK(contains(frame.body, "/embed.css\" integrity=\"sha512-of-embed.css\" crossorigin>"));
  CHECK(contains(frame.body, "/page.js\" integrity=\"sha512-of-page.js\" crossorigin>"));
  CHECK(contains(frame.body, "action=\"/e/open?lang=es&amp;partner=ally&amp;theme=dark\""));
  CHECK(contains(frame.body, "name=\"partner\" value=\"ally\""));
  CHECK(contains(app.get("/e/open?theme=%22%3E%3Cscript%3E").body, "dir=\"ltr\" data-theme=\"light\">"));
  CHECK(contains(app.get("/e/open").body, "data-theme=\"light\""));
  CHECK_FALSE(contains(app.get("/e/open?theme=auto").body, "data-theme"));
  CHECK_FALSE(contains(app.get("/p/open?theme=dark").body, "data-theme"));
}

TEST_CASE("a signature from a frame is thanked within the frame and counted for the partner") {
  const App app;
  const Answer posted = app.post("/e/open?lang=es&partner=ally&theme=dark",
                                 app.form("Ana+Gil", "ana@example.org", "locale=es&partner=ally"), from_own_page(app));
  CHECK(posted.status == 303);
  CHECK(posted.header("location") == "/e/open/signed?lang=es&partner=ally&theme=dark");
  CHECK(ancestors_of(posted) == "'self' https://ally.example http://localhost:8081");
  const Answer thanks = app.get(posted.header("location"));
  CHECK(contains(thanks.body, "Gracias por firmar"));
  CHECK(contains(thanks.body, "href=\"/e/open?lang=es&amp;partner=ally&amp;theme=dark\""));
  CHECK(contains(thanks.body, "&amp;partner=ally"));
  app.next_step();
  CHECK(json_of(app.get("/v1/campaigns/open/count?partner=ally")).value("by_partner", 0) == 1);
}

TEST_CASE("mistakes are shown within the frame") {
  const App app;
  const Answer again = app.post("/e/open?partner=friend", app.form("Ana+Gil", "nobody"), from_own_page(app));
  CHECK(again.status == 422);
  CHECK(ancestors_of(again) == "'self' https://friend.example");
  CHECK(contains(again.body, "class=\"error-summary\""));
  CHECK(contains(again.body, "action=\"/e/open?lang=en&amp;partner=friend\""));
  CHECK_FALSE(contains(again.body, "masthead"));
}

TEST_CASE("a frame's form is not taken from a stranger's page") {
  const App app;
  for (const char* header : {"Origin: https://stranger.example", "Origin: null", "Sec-Fetch-Site: cross-site"}) {
    CAPTURE(header);
    CHECK(app.post("/e/open", app.form("Ana+Gil", "ana@example.org"), {header}).status == 403);
  }
  CHECK(app.confirmed() == 0);
}

TEST_CASE("links of a frame open windows of their own") {
  const App app;
  nlohmann::json file = nlohmann::json::parse(campaign_file());
  file["campaigns"][0]["links"] =
      nlohmann::json::array({{{"purpose", "donate"}, {"label", "Give"}, {"url", "https://fund.example/"}}});
  app.import(file.dump());
  REQUIRE(eventually([&] { return contains(app.get("/e/open").body, "https://fund.example/"); }));
  CHECK(contains(between(app.get("/e/open").body, "href=\"https://fund.example/\"", ">"), "target=\"_blank\""));
  CHECK_FALSE(contains(between(app.get("/p/open").body, "href=\"https://fund.example/\"", ">"), "target"));
}

TEST_CASE("there is no frame of a campaign that is not there") {
  const App app;
  const Answer missing = app.get("/e/nowhere", {"Accept: text/html"});
  CHECK(missing.status == 404);
  CHECK(ancestors_of(missing) == "'self' https://ally.example http://localhost:8081 https://friend.example");
  CHECK(app.get("/e/hidden").status == 404);
  CHECK(app.get("/e/hidden?card=1").status == 404);
}

TEST_CASE("a card has no form, and may be framed by anybody") {
  const App app;
  const Answer card = app.get("/e/open?card=1&partner=ally&theme=light");
  REQUIRE(card.status == 200);
  CHECK(ancestors_of(card) == "*");
  CHECK(contains(card.header("content-security-policy"),
                 "script-src 'self' " + app.service_url() + "; style-src 'self' " + app.service_url()));
  CHECK(contains(card.header("content-security-policy"), "form-action 'none'"));
  CHECK_FALSE(contains(card.body, "<form"));
  CHECK_FALSE(contains(card.body, "class=\"skip\""));
  CHECK(contains(card.body, "/card.css\" integrity=\"sha512-of-card.css\" crossorigin>"));
  CHECK(contains(card.body, "/card.js\" integrity=\"sha512-of-card.js\" crossorigin>"));
  CHECK(contains(card.body, "Open the gates</h1>"));
  CHECK(contains(card.body,
                 "href=\"" + app.service_url() +
                     "/p/open?lang=en&amp;partner=ally\" target=\"_blank\" rel=\"noopener\">Read and sign</a>"));
}

TEST_CASE("the card of a closed campaign does not ask to sign") {
  const App app;
  const Answer card = app.get("/e/shut?card=1");
  CHECK(card.status == 200);
  CHECK_FALSE(contains(card.body, "Read and sign"));
  CHECK(contains(card.body, app.service_url() + "/p/shut?lang=en"));
}

TEST_CASE("a card is as high as its title needs") {
  CHECK(pages::card_height(600, "Open the gates") < pages::card_height(200, "Open the gates and let everybody in"));
  CHECK(pages::card_height(300, "开门开门开门开门开门开门开门开门") > pages::card_height(300, "abcdefghijklmnop"));
  CHECK(pages::card_height(1, "Open the gates") < 1000);
  CHECK(pages::card_height(600, "") > 0);
}
