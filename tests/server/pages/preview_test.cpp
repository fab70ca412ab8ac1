#include <doctest/doctest.h>

#include "server/pages/link_preview.h"
#include "server/previews/share_image.h"
#include "shared/locale/locale.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

nlohmann::json structured_data(const Answer& page) {
  return nlohmann::json::parse(between(page.body, "<script type=\"application/ld+json\">", "</script>"), nullptr,
                               false);
}

std::string property(const Answer& page, const std::string& name) {
  return between(page.body, "<meta property=\"" + name + "\" content=\"", "\"");
}

}  // namespace

TEST_CASE("a petition's page says what a preview of its link shows") {
  const App app;
  const Answer page = app.get("/p/open?lang=es");
  CHECK(property(page, "og:title") == "Abran las puertas");
  CHECK(property(page, "og:description") == "A summary of open.");
  CHECK(property(page, "og:url") == app.service_url() + "/p/open?lang=es");
  CHECK(property(page, "og:type") == "website");
  CHECK(property(page, "og:site_name") == "Undersigned");
  CHECK(property(page, "og:locale") == "es_ES");
  CHECK(property(page, "og:locale:alternate") == "en_US");
  CHECK(contains(page.body, "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"" + app.service_url() +
                                "/oembed?url="));
}

TEST_CASE("search engines are told of the languages the campaign has") {
  const App app;
  const std::string& base = app.service_url();
  const Answer page = app.get("/p/open?lang=es");
  CHECK(contains(page.body, "<link rel=\"canonical\" href=\"" + base + "/p/open?lang=es\">"));
  CHECK(contains(page.body, "<link rel=\"alternate\" hreflang=\"en\" href=\"" + base + "/p/open?lang=en\">"));
  CHECK(contains(page.body, "<link rel=\"alternate\" hreflang=\"es\" href=\"" + base + "/p/open?lang=es\">"));
  CHECK(contains(page.body, "<link rel=\"alternate\" hreflang=\"x-default\" href=\"" + base + "/p/open\">"));
  const Answer untranslated = app.get("/p/second?lang=es");
  CHECK(contains(untranslated.body, "<link rel=\"canonical\" href=\"" + base + "/p/second?lang=en\">"));
  CHECK_FALSE(contains(untranslated.body, "hreflang=\"es\""));
}

TEST_CASE("whoever follows a partner's preview is counted for the partner, and search engines keep one address") {
  const App app;
  const Answer page = app.get("/p/open?partner=ally");
  CHECK(property(page, "og:url") == app.service_url() + "/p/open?lang=en&amp;partner=ally");
  CHECK(contains(page.body, "<link rel=\"canonical\" href=\"" + app.service_url() + "/p/open?lang=en\">"));
  CHECK(contains(page.body, "<a href=\"/p/open?lang=es&amp;partner=ally\" lang=\"es\">"));
}

TEST_CASE("a program that names no language gets the campaign's own") {
  const App app;
  nlohmann::json file = nlohmann::json::parse(campaign_file());
  file["campaigns"][1]["locale"] = "es";
  app.import(file.dump());
  CHECK(eventually([&] { return contains(app.get("/p/second").body, "<html lang=\"es\""); }));
  CHECK(contains(app.get("/p/second", {"Accept-Language: en"}).body, "<html lang=\"en\""));
}

TEST_CASE("structured data says what holds") {
  const App app;
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org")).status == 200);
  REQUIRE(eventually([&] { return contains(app.get("/p/open").body, "\"userInteractionCount\":1"); }));
  const nlohmann::json data = structured_data(app.get("/p/open"));
  CHECK(data["@context"] == "https://schema.org");
  CHECK(data["@type"] == "WebPage");
  CHECK(data["name"] == "Open the gates");
  CHECK(data["inLanguage"] == "en");
  CHECK(data["url"] == app.service_url() + "/p/open?lang=en");
  CHECK(data["interactionStatistic"]["interactionType"]["@type"] == "AgreeAction");
  CHECK(data["interactionStatistic"]["userInteractionCount"] == 1);
  CHECK(data["potentialAction"]["target"]["urlTemplate"] == app.service_url() + "/p/open?lang=en#sign");
  CHECK(structured_data(app.get("/p/groups"))["interactionStatistic"]["interactionType"]["@type"] == "EndorseAction");
  CHECK_FALSE(structured_data(app.get("/p/shut")).contains("potentialAction"));
}

TEST_CASE("no title ends the structured data or an attribute before its time") {
  const App app;
  const std::string title = "</script><!--<script>\"&'";
  app.import(campaign_file(title));
  REQUIRE(eventually([&] { return structured_data(app.get("/p/open")).value("name", "") == title; }));
  const Answer page = app.get("/p/open");
  CHECK_FALSE(contains(page.body, "<!--"));
  CHECK(contains(property(page, "og:title"), "&lt;/script&gt;&lt;!--"));
}

TEST_CASE("Open Graph knows a territory for every language of the product") {
  for (const Locale locale : kLocales) {
    CAPTURE(locale_tag(locale));
    CHECK_FALSE(pages::open_graph_locale(locale_tag(locale)).empty());
  }
  CHECK(pages::open_graph_locale("pt-BR") == "pt_BR");
  CHECK(pages::open_graph_locale("zh-Hant-TW") == "zh_TW");
  CHECK(pages::open_graph_locale("zh-Hant") == "zh_CN");
  CHECK(pages::open_graph_locale("").empty());
  CHECK(pages::open_graph_locale("xx").empty());
}

TEST_CASE("a share picture's address is its version: the current one for ever, any other leads to it") {
  const App app;
  const Answer page = app.get("/p/open");
  const std::string address = property(page, "og:image");
  if (!previews::can_draw_share_images()) {
    CHECK(address.empty());
    CHECK(contains(page.body, "<meta name=\"twitter:card\" content=\"summary\">"));
    CHECK(app.get("/p/open/share-0123456789abcdef.png").status == 404);
    return;
  }
  CHECK(contains(page.body, "<meta name=\"twitter:card\" content=\"summary_large_image\">"));
  CHECK(property(page, "og:image:width") == "1200");
  CHECK(property(page, "og:image:height") == "630");
  CHECK(property(page, "og:image:alt") == "Open the gates: Be the first to sign");

  const std::string path = address.substr(app.service_url().size());
  const Answer picture = app.get(path);
  REQUIRE(picture.status == 200);
  CHECK(picture.header("content-type") == "image/png");
  CHECK(picture.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(picture.header("cross-origin-resource-policy") == "cross-origin");
  CHECK(picture.body.substr(0, 8) == "\x89PNG\r\n\x1a\n");
  CHECK(app.get(path).body == picture.body);

  const Answer older = app.get("/p/open/share-0123456789abcdef.png?lang=en");
  CHECK(older.status == 302);
  CHECK(older.header("location") == path);
  CHECK(older.header("cache-control") == "no-cache");
  // From when the campaign had a picture.
  CHECK(app.get("/p/open/share-0123456789abcdef.jpg?lang=en").header("location") == path);
  for (const char* file : {"share-.png", "share-XYZ.png", "share-0123.gif", "share-0123", "nothing"}) {
    CAPTURE(file);
    CHECK(app.get("/p/open/" + std::string(file)).status == 404);
  }
  CHECK(app.get("/p/hidden/share-0123456789abcdef.png").status == 404);
}

TEST_CASE("a campaign's accent is a style sheet that never changes, and only valid colours have one") {
  const App app;
  CHECK_FALSE(contains(app.get("/p/open").body, "/accent/"));
  nlohmann::json file = nlohmann::json::parse(campaign_file());
  file["campaigns"][0]["accent"] = "#0055AA";
  app.import(file.dump());
  REQUIRE(eventually([&] { return contains(app.get("/p/open").body, "href=\"/accent/0055aa.css\""); }));
  CHECK(contains(app.get("/e/open?card=1").body, "href=\"/accent/0055aa.css\" integrity=\"sha256-"));
  const Answer sheet = app.get("/accent/0055aa.css");
  CHECK(sheet.status == 200);
  CHECK(sheet.header("content-type") == "text/css; charset=utf-8");
  CHECK(sheet.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(sheet.header("access-control-allow-origin") == "*");
  CHECK(contains(sheet.body, "--us-accent:"));
  for (const char* path : {"/accent/0055AA.css", "/accent/0055aa", "/accent/05a.css", "/accent/red.css",
                           "/accent/0055aa00.css", "/accent/%23055aa.css", "/accent/.css"}) {
    CAPTURE(path);
    CHECK(app.get(path).status == 404);
  }
}

TEST_CASE("a partner's own count stands beside the whole, in the API and on their page") {
  const App app;
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org", "partner=friend")).status ==
          200);
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Bo+Li", "bo@example.org")).status == 200);
  const auto count_of = [&](const std::string& partner) {
    return json_of(app.get("/v1/campaigns/open/count?lang=en&partner=" + partner));
  };
  CHECK(count_of("friend")["by_partner"] == 0);
  app.next_step();
  REQUIRE(eventually([&] { return count_of("friend").value("by_partner", 0) == 1; }));
  CHECK(count_of("friend")["confirmed"] == 2);
  CHECK(count_of("friend")["partner"] == "friend");
  CHECK(count_of("ally")["by_partner"] == 0);
  CHECK_FALSE(count_of("nobody").contains("by_partner"));
  CHECK(contains(count_of("friend").dump(), "1 of them through Friend"));
  REQUIRE(eventually([&] { return contains(app.get("/p/open?partner=friend").body, "1 of them through Friend"); }));
  CHECK_FALSE(contains(app.get("/p/open").body, "through Friend"));
}

TEST_CASE("thanks to a partner's signer carry the partner on") {
  const App app;
  const Answer thanks =
      app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org", "partner=friend"));
  CHECK(contains(thanks.body, "partner=friend"));
  CHECK_FALSE(
      contains(app.post("/v1/campaigns/open/signatures", app.form("Bo+Li", "bo@example.org")).body, "partner=friend"));
}
