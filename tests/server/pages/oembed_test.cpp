#include <doctest/doctest.h>

#include "server/pages/petition_address.h"
#include "server/previews/share_image.h"
#include "shared/text/form_urlencoded.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

Answer ask_for(const App& app, const std::string& url, const std::string& more = {}) {
  std::string query;
  append_form_field(query, "url", url);
  return app.get("/oembed?" + query + more);
}

}  // namespace

TEST_CASE("oEmbed gives a frame with the card, for any site to read") {
  const App app;
  const Answer answer = ask_for(app, app.service_url() + "/p/open?lang=es&partner=ally&utm_source=x#demand-1");
  REQUIRE(answer.status == 200);
  CHECK(answer.header("content-type") == "application/json");
  CHECK(answer.header("access-control-allow-origin") == "*");
  const nlohmann::json json = json_of(answer);
  CHECK(json["version"] == "1.0");
  CHECK(json["type"] == "rich");
  CHECK(json["title"] == "Abran las puertas");
  CHECK(json["provider_name"] == "Undersigned");
  CHECK(json["provider_url"] == app.service_url() + "/");
  CHECK(json["width"] == 600);
  CHECK(json["cache_age"].is_number_unsigned());
  CHECK(json["html"] == "<iframe src=\"" + app.service_url() +
                            "/e/open?card=1&amp;lang=es&amp;partner=ally\" width=\"600\" height=\"" +
                            std::to_string(json["height"].get<int>()) +
                            "\" title=\"Petición: Abran las puertas\" frameborder=\"0\"></iframe>");
  CHECK(json.contains("thumbnail_url") == previews::can_draw_share_images());
}

TEST_CASE("oEmbed keeps to the size that is asked for, thumbnail included") {
  const App app;
  const std::string url = app.service_url() + "/e/open";
  const nlohmann::json small = json_of(ask_for(app, url, "&maxwidth=320&maxheight=200&format=json"));
  CHECK(small["width"] == 320);
  CHECK(small["height"] == 200);
  CHECK_FALSE(small.contains("thumbnail_url"));
  CHECK(json_of(ask_for(app, url, "&maxwidth=5000"))["width"] == 600);
  for (const char* nonsense : {"0", "-1", "x", "1e3", "99999999999999999999", "12px", ""}) {
    CAPTURE(nonsense);
    CHECK(json_of(ask_for(app, url, "&maxwidth=" + std::string(nonsense)))["width"] == 600);
  }
}

TEST_CASE("oEmbed answers for this server's own petitions only") {
  const App app;
  const std::string& own = app.service_url();
  for (const std::string& url :
       {std::string(), std::string("open"), own, own + "/", own + "/p/", own + "/p/nowhere", own + "/p/hidden",
        own + "/p/open/signed", own + "/p/Open", own + "/p/open%00", own + "/v1/campaigns/open", own + "1/p/open",
        own + "@stranger.example/p/open", own + ".stranger.example/p/open",
        std::string("https://stranger.example/p/open"), "javascript:alert(1)//" + own + "/p/open", own + "/p/open\n",
        own + "/p/../p/open", own + "/p/open?lang=" + std::string(2'000, 'a')}) {
    CAPTURE(url);
    const Answer answer = ask_for(app, url);
    CHECK(answer.status == 404);
    CHECK(answer.header("access-control-allow-origin") == "*");
  }
  CHECK(app.get("/oembed").status == 404);
}

TEST_CASE("oEmbed has JSON and nothing else") {
  const App app;
  CHECK(ask_for(app, app.service_url() + "/p/open", "&format=xml").status == 501);
}

TEST_CASE("nothing of an address but what is known comes back") {
  const App app;
  const std::string url = app.service_url() + "/p/open?partner=\"nobody&theme=neon&lang=<b>";
  CHECK(ask_for(app, url).status == 404);
  const nlohmann::json json = json_of(ask_for(app, app.service_url() + "/p/open?partner=nobody&theme=neon&lang=xx"));
  CHECK(contains(json["html"].get<std::string>(), "/e/open?card=1&amp;lang=en\""));
}

TEST_CASE("a title with markup stays text in the frame") {
  const App app;
  app.import(campaign_file("Open \"the\" <b>gates</b>"));
  REQUIRE(eventually([&] { return contains(ask_for(app, app.service_url() + "/p/open").body, "gates<\\/b>"); }));
  const nlohmann::json json = json_of(ask_for(app, app.service_url() + "/p/open"));
  CHECK(contains(json["html"].get<std::string>(), "title=\"Petition: Open &quot;the&quot; &lt;b&gt;gates&lt;/b&gt;\""));
}

TEST_CASE("an address is read piece by piece") {
  const auto address = pages::read_petition_address(
      "https://a.example/e/open?theme=dark&partner=x&partner=y&lang=es#top", "https://a.example");
  REQUIRE(address);
  CHECK(address->slug == "open");
  CHECK(address->theme == "dark");
  CHECK(address->partner == "y");
  CHECK(address->lang == "es");
  for (const char* const url :
       {"http://a.example/p/open/", "https://A.Example/p/open", "https://a.example:443/p/open/?lang=es"}) {
    CAPTURE(url);
    const auto same = pages::read_petition_address(url, "https://a.example");
    REQUIRE(same);
    CHECK(same->slug == "open");
  }
  CHECK_FALSE(pages::read_petition_address("https://a.example/p/open//", "https://a.example"));
  CHECK_FALSE(pages::read_petition_address("https://me@a.example/p/open", "https://a.example"));
  CHECK_FALSE(pages::read_petition_address("https://a.example:444/p/open", "https://a.example"));
}
