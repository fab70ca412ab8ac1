#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "server/limits.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

// The campaign "open" with the demo's picture.
void add_picture(const App& app) {
  std::filesystem::copy_file(UNDERSIGNED_DEMO_PICTURE, app.folder().file("home.png"));
  auto file = nlohmann::json::parse(campaign_file());
  file["campaigns"][0]["picture"] = {{"file", "home.png"}, {"alt", "A house at sunrise"}};
  app.import(file.dump());
  REQUIRE(eventually([&] { return contains(app.get("/p/open").body, "<img"); }));
}

std::string picture_path(const Answer& page) {
  return between(page.body, "fetchpriority=\"high\" src=\"", "\"");
}

}  // namespace

TEST_CASE("a campaign's picture is served for ever, to every site, as what it is") {
  const App app;
  add_picture(app);
  const Answer page = app.get("/p/open");
  const std::string path = picture_path(page);
  REQUIRE(path.starts_with("/pictures/"));
  CHECK(contains(page.body, "alt=\"A house at sunrise\" width=\"1600\" height=\"900\""));
  const Answer picture = app.get(path);
  REQUIRE(picture.status == 200);
  CHECK(picture.header("content-type") == "image/webp");
  CHECK(picture.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(picture.header("x-content-type-options") == "nosniff");
  CHECK(picture.header("access-control-allow-origin") == "*");
  CHECK(picture.header("cross-origin-resource-policy") == "cross-origin");
  CHECK(picture.header("set-cookie").empty());
  CHECK(picture.body.substr(8, 4) == "WEBP");
  CHECK(app.get(path.substr(0, path.rfind('.')) + ".jpg").header("content-type") == "image/jpeg");
  CHECK(app.get("/pictures/0123456789abcdef-960.webp").status == 404);
  CHECK(app.get("/pictures/..%2fsecret").status == 404);
  const Answer view = app.get("/v1/campaigns/open/view?lang=en");
  CHECK(contains(view.body, "\"src\":\"" + app.service_url() + path + "\""));
}

TEST_CASE("the share picture shows the campaign's picture, as a JPEG within its limit") {
  const App app;
  add_picture(app);
  const Answer page = app.get("/p/open?lang=en");
  CHECK(contains(page.body, "<meta property=\"og:image:type\" content=\"image/jpeg\">"));
  const std::string address = between(page.body, "<meta property=\"og:image\" content=\"", "\"");
  const Answer picture = app.get(address.substr(app.service_url().size()));
  REQUIRE(picture.status == 200);
  CHECK(picture.header("content-type") == "image/jpeg");
  CHECK(picture.body.starts_with("\xFF\xD8\xFF"));
  CHECK(picture.body.size() < limits::kShareImageBytesMax);
}
