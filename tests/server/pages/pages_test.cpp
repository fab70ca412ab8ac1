#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "server/pages/country_names.h"
#include "shared/text/country.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

TEST_CASE("a petition's page stands on its own, under a strict policy") {
  const App app;
  const Answer page = app.get("/p/open");
  REQUIRE(page.status == 200);
  CHECK(page.header("content-type") == "text/html; charset=utf-8");
  CHECK(
      page.header("content-security-policy") ==
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; "
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  CHECK(page.header("x-content-type-options") == "nosniff");
  CHECK(page.header("referrer-policy") == "same-origin");
  CHECK(page.header("cross-origin-opener-policy") == "same-origin");
  CHECK(page.header("vary") == "Accept-Encoding, Accept-Language");
  CHECK(page.header("set-cookie").empty());
  CHECK(contains(page.body, "<html lang=\"en\" dir=\"ltr\">"));
  CHECK(contains(page.body, "<title>Open the gates</title>"));
  CHECK(contains(page.body, "<link rel=\"canonical\" href=\"" + app.service_url() + "/p/open?lang=en\">"));
  CHECK(contains(page.body, "<meta property=\"og:title\" content=\"Open the gates\">"));
  CHECK(contains(page.body, "<h1"));
  CHECK(contains(page.body, "<h2>Why</h2>"));
  CHECK(contains(page.body, "<form class=\"sign\" id=\"sign\" method=\"post\" action=\"/p/open\""));
  CHECK(contains(page.body, "/v/0123456789abcdef/pages.css\" integrity=\"sha512-of-pages.css\""));
  CHECK(contains(page.body, "<option value=\"US\">United States</option>"));
  CHECK_FALSE(contains(page.body, "style=\""));
  CHECK_FALSE(contains(page.body, "<style"));
}

TEST_CASE("a page speaks the reader's language and links to the others") {
  const App app;
  const Answer preferred = app.get("/p/open", {"Accept-Language: es-MX, en;q=0.5"});
  CHECK(contains(preferred.body, "<html lang=\"es\""));
  CHECK(contains(preferred.body, "<title>Abran las puertas</title>"));
  CHECK(contains(preferred.body, "<a href=\"/p/open?lang=en\" lang=\"en\">English</a>"));
  CHECK(contains(preferred.body, "<option value=\"ES\">España</option>"));
  CHECK(contains(app.get("/p/open?lang=en", {"Accept-Language: es"}).body, "<html lang=\"en\""));
  CHECK(contains(app.get("/?lang=es").body, "Abran las puertas"));
}

TEST_CASE("the plain form signs, and thanks on a page of its own") {
  const App app;
  const Answer posted = app.post("/p/open", app.form("Ana+Gil", "ana@example.org", "locale=es"),
                                 {"Origin: " + app.service_url(), "Sec-Fetch-Site: same-origin"});
  CHECK(posted.status == 303);
  CHECK(posted.header("location") == "/p/open/signed?lang=es");
  app.next_step();
  const Answer thanks = app.get(posted.header("location"));
  CHECK(thanks.status == 200);
  CHECK(thanks.header("cache-control") == "no-store");
  CHECK(contains(thanks.body, "Gracias por firmar"));
  CHECK(contains(thanks.body, "<meta name=\"robots\" content=\"noindex\">"));
  CHECK(contains(thanks.body, "<strong class=\"count-number\">1</strong>"));
  CHECK(eventually([&] { return contains(app.get("/p/open").body, "<strong class=\"count-number\">1</strong>"); }));
}

TEST_CASE("an address as it was typed or linked leads to the petition that was meant") {
  const App app;
  for (const char* typed :
       {"Open", "OPEN", "open.", "open)", "open%20", "%E2%80%9Copen%E2%80%9D", "op%C2%ADen", "open&partner=x"}) {
    CAPTURE(typed);
    const Answer answer = app.get(std::string("/p/") + typed + "?lang=es");
    CHECK(answer.status == 308);
    CHECK(answer.header("location") == "/p/open?lang=es");
  }
  CHECK(app.get("/e/OPEN").header("location") == "/e/open");
  CHECK(app.get("/p/Open./signers?lang=es").header("location") == "/p/open/signers?lang=es");
  CHECK(app.get("/p/OPEN/poster").header("location") == "/p/open/poster");
  CHECK(app.get("/p/opens").status == 404);
  CHECK(app.get("/p/%2F%2Fexample.org").status == 404);
}

TEST_CASE("a partner's id is understood as it was typed or linked") {
  const App app;
  for (const char* typed : {"friend", "Friend", "friend.", "%20friend", "friend%E2%80%9D", "friend/"}) {
    CAPTURE(typed);
    CHECK(contains(app.get(std::string("/p/open?partner=") + typed).body, "name=\"partner\" value=\"friend\""));
  }
  CHECK_FALSE(contains(app.get("/p/open?partner=friends").body, "name=\"partner\" value=\"friend"));
}

TEST_CASE("a form with mistakes comes back with the words typed and what is wrong") {
  const App app;
  const Answer again =
      app.post("/p/open", app.form("A%22+%3Cb%3E", "nobody", "comment=Because+I+care&visibility=public"));
  CHECK(again.status == 422);
  CHECK(again.header("cache-control") == "no-store");
  CHECK(contains(again.body, "class=\"error-summary\""));
  CHECK(contains(again.body, "<a href=\"#email\">Enter an email address in the form name@example.org</a>"));
  CHECK(contains(again.body, "value=\"A&quot; &lt;b&gt;\""));
  CHECK(contains(again.body, "Because I care</textarea>"));
  CHECK(contains(again.body, "value=\"public\" checked"));
  CHECK(app.confirmed() == 0);
}

TEST_CASE("a form from anybody else's page is refused") {
  const App app;
  const std::string form = app.form("Ana+Gil", "ana@example.org");
  for (const char* header : {"Origin: https://stranger.example", "Origin: null", "Sec-Fetch-Site: cross-site",
                             "Sec-Fetch-Site: same-site"}) {
    CAPTURE(header);
    CHECK(app.post("/p/open", form, {header, "Accept: text/html"}).status == 403);
  }
  CHECK(app.confirmed() == 0);
}

TEST_CASE("a form from a partner's page, whose script could not send it, is signed and answered with a page") {
  const App app;
  const Answer signed_page = app.post("/p/open", app.form("Ana+Gil", "ana@example.org"),
                                      {"Origin: https://ally.example", "Sec-Fetch-Site: cross-site"});
  CHECK(signed_page.status == 303);
  CHECK(contains(signed_page.header("location"), "/p/open/signed"));
  CHECK(eventually([&] { return app.confirmed() == 1; }));
}

TEST_CASE("a closed campaign has a page and no form") {
  const App app;
  const Answer page = app.get("/p/shut");
  CHECK(page.status == 200);
  CHECK_FALSE(contains(page.body, "<form"));
  const Answer late = app.post("/p/shut", app.form("Ana+Gil", "ana@example.org", "comment=For+my+brother"));
  CHECK(late.status == 409);
  CHECK(contains(late.body, "closed before your signature arrived"));
  CHECK(contains(late.body, "For my brother"));
}

TEST_CASE("a browser gets a page where there is none, a program gets a problem") {
  const App app;
  const Answer page = app.get("/nowhere", {"Accept: text/html,*/*"});
  CHECK(page.status == 404);
  CHECK(contains(page.body, "<h1>Page not found</h1>"));
  CHECK(app.get("/p/nowhere").status == 404);
  const Answer problem = app.get("/nowhere");
  CHECK(problem.status == 404);
  CHECK(problem.header("content-type") == "application/problem+json");
  const Answer api = app.get("/v1/nowhere", {"Accept: text/html"});
  CHECK(api.header("content-type") == "application/problem+json");
  const Answer method = app.ask("/p/open", {.method = "DELETE", .headers = {"Accept: text/html"}});
  CHECK(method.status == 405);
  CHECK(contains(method.header("content-type"), "text/html"));
  CHECK(contains(method.header("allow"), "POST"));
}

TEST_CASE("the widget's files are immutable under their version and fresh under the evergreen one") {
  const App app;
  const Answer pinned = app.get("/v/0123456789abcdef/undersigned.js", {"Accept-Encoding: br"});
  CHECK(pinned.status == 200);
  CHECK(pinned.header("content-type") == "text/javascript; charset=utf-8");
  CHECK(pinned.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(pinned.header("access-control-allow-origin") == "*");
  CHECK(pinned.header("cross-origin-resource-policy") == "cross-origin");
  CHECK(pinned.header("content-encoding") == "br");
  CHECK(pinned.body == "these are said to be brotli");
  CHECK(app.get("/v/1/undersigned.js").header("cache-control") == "public, max-age=300, stale-while-revalidate=86400");
  CHECK(app.get("/v/1/form.wasm").header("content-type") == "application/wasm");
  CHECK(app.get("/favicon.svg").header("content-type") == "image/svg+xml");
  for (const char* path : {"/v/2/undersigned.js", "/v/2/manifest.json", "/v/1/..%2fsecret", "/v/1/nothing.js"}) {
    CAPTURE(path);
    CHECK(app.get(path).status == 404);
  }
}

TEST_CASE("a campaign's privacy page says who gets the details, and the form and its frame lead there") {
  const App app;
  const Answer page = app.get("/p/open/privacy?lang=en");
  CHECK(page.status == 200);
  CHECK(contains(page.body, "Gate Keepers"));
  CHECK(contains(page.body, "mailto:keepers@gates.example"));
  CHECK(contains(page.body, "href=\"/p/open?lang=en\""));
  CHECK(contains(page.body, "<meta name=\"robots\" content=\"noindex\">"));
  const std::string link = "href=\"/p/open/privacy?lang=en\" target=\"_blank\"";
  CHECK(contains(app.get("/p/open?lang=en").body, link));
  CHECK(contains(app.get("/e/open?lang=en").body, link));
  CHECK(app.get("/p/hidden/privacy").status == 404);
}

TEST_CASE("every page leads to the operator's terms and accessibility statement, where there are any") {
  const std::string terms = "<a href=\"https://example.org/terms\">Terms of use</a>";
  const std::string statement = "<a href=\"https://example.org/accessibility\">Accessibility statement</a>";
  const App app([](app::Options& options) {
    options.operator_links = {"https://example.org/terms", "https://example.org/accessibility"};
  });
  for (const std::string path : {"/", "/p/open", "/p/open/signed", "/p/open/privacy", "/p/open/signers",
                                 "/p/open/poster", "/p/open/embed", "/my"}) {
    CAPTURE(path);
    CHECK(contains(app.get(path + "?lang=en").body, terms));
    CHECK(contains(app.get(path + "?lang=en").body, statement));
  }
  CHECK_FALSE(contains(app.get("/e/open?lang=en").body, terms));
  CHECK_FALSE(contains(App().get("/?lang=en").body, "Terms of use"));
}

TEST_CASE("every country has a name in every language") {
  const std::array<std::string_view, kLocaleCount> germany{"Germany",  "Alemania", "Allemagne", "Deutschland",
                                                           "Alemanha", "Германия", "Німеччина", "德国",
                                                           "जर्मनी",    "Đức",      "ألمانيا",   "גרמניה"};
  for (const Locale locale : kLocales) {
    const auto names = pages::country_names(locale);
    CHECK(names.size() == kCountries);
    const auto found = std::find_if(names.begin(), names.end(), [](const auto& name) { return name.code == "DE"; });
    REQUIRE(found != names.end());
    CHECK(found->name == germany[static_cast<std::size_t>(locale)]);
  }
}
