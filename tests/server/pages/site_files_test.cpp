// What browsers, search engines and security researchers ask every site for.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/app/command_line.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

TEST_CASE("robots.txt keeps crawlers from what is personal and names the list of pages") {
  const App app;
  const Answer robots = app.get("/robots.txt");
  CHECK(robots.status == 200);
  CHECK(robots.header("content-type") == "text/plain; charset=utf-8");
  CHECK(contains(robots.body, "User-agent: *\n"));
  for (const std::string path : {"/admin", "/confirm", "/my"})
    CHECK(contains(robots.body, "\nDisallow: " + path + "\n"));
  CHECK(contains(robots.body, "\nSitemap: " + app.service_url() + "/sitemap.xml\n"));
}

TEST_CASE("the sitemap lists every published campaign and no draft") {
  const App app;
  const Answer sitemap = app.get("/sitemap.xml");
  CHECK(sitemap.header("content-type") == "application/xml; charset=utf-8");
  CHECK(contains(sitemap.body, "<loc>" + app.service_url() + "/</loc>"));
  CHECK(contains(sitemap.body, "<loc>" + app.service_url() + "/p/open</loc>"));
  CHECK_FALSE(contains(sitemap.body, "/p/hidden<"));
  CHECK(app.get("/p/hidden").status == 404);
}

TEST_CASE("there is an icon for browsers that take no SVG, and one for phones") {
  const App app;
  CHECK(app.get("/favicon.svg").header("content-type") == "image/svg+xml");
  const Answer favicon = app.get("/favicon.ico");
  CHECK(favicon.header("content-type") == "image/x-icon");
  CHECK(favicon.body.substr(0, 6) == std::string("\0\0\1\0\1\0", 6));
  CHECK(favicon.body.substr(22, 4) == "\x89PNG");
  const Answer touch = app.get("/apple-touch-icon.png");
  CHECK(touch.header("content-type") == "image/png");
  CHECK(touch.body.substr(0, 4) == "\x89PNG");
  const std::string page = app.get("/p/open").body;
  for (const std::string path : {"/favicon.svg", "/favicon.ico", "/apple-touch-icon.png"}) {
    CHECK(contains(page, "href=\"" + path + "\""));
  }
}

TEST_CASE("security.txt names the contact and an end within a year, and its own address") {
  const App app([](app::Options& options) { options.security_contact = "mailto:security@example.org"; });
  const Answer text = app.get("/.well-known/security.txt");
  CHECK(text.status == 200);
  CHECK(text.header("content-type") == "text/plain; charset=utf-8");
  CHECK(contains(text.body, "Contact: mailto:security@example.org\nExpires: 20"));
  CHECK(contains(text.body, "T00:00:00Z\nCanonical: " + app.service_url() + "/.well-known/security.txt\n"));
}

TEST_CASE("security.txt says whom to tell, where the operator said so") {
  CHECK(App().get("/.well-known/security.txt").status == 404);
  const auto contact_of = [](const std::string& typed) {
    const app::CommandLine line = app::parse_command_line({"serve", "--security-contact", typed});
    return line.options ? line.options->security_contact : std::string();
  };
  CHECK(contact_of("security@example.org") == "mailto:security@example.org");
  CHECK(contact_of("https://example.org/report") == "https://example.org/report");
  for (const std::string wrong :
       {"http://example.org", "call us", "https://a b", "mailto:a@b.example\nExpires: never"}) {
    CHECK_MESSAGE(contact_of(wrong).empty(), wrong);
  }
}
