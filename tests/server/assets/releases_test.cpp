// The widget's files from earlier releases.
#include "server/assets/releases.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr char kFirst[] = "0123456789abcdef";  // the fixture's
constexpr char kSecond[] = "fedcba9876543210";

void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// The files of the first release with another script, as an upgrade installs them.
std::string next_release(const App& app) {
  const std::string folder = app.folder().file("upgraded");
  std::filesystem::copy(app.options().assets, folder);
  std::ifstream in(folder + "/manifest.json");
  nlohmann::json manifest = nlohmann::json::parse(in);
  manifest["version"] = kSecond;
  write(folder + "/manifest.json", manifest.dump());
  write(folder + "/undersigned.js", "export const petition = 2;\n");
  return folder;
}

std::unique_ptr<app::Service> start(app::Options options, const std::string& assets) {
  options.assets = assets;
  auto started = app::Service::start(options, base::utc_now_ms);
  REQUIRE_MESSAGE(started.ok(), started.error().words);
  return std::move(started).value();
}

Answer get(const app::Service& service, const std::string& version, const std::string& file = "undersigned.js") {
  return http::Client(service.port()).get("/v/" + version + "/" + file);
}

}  // namespace

TEST_CASE("a version that a page names is served after an upgrade as before, until the operator removes it") {
  App app;
  const Answer before = get(app.service(), kFirst);
  REQUIRE(before.status == 200);
  const std::string upgraded = next_release(app);
  app.stop();

  auto service = start(app.options(), upgraded);
  const Answer after = get(*service, kFirst);
  CHECK(after.status == 200);
  CHECK(after.body == before.body);
  CHECK(after.header("cache-control") == before.header("cache-control"));
  CHECK(get(*service, kSecond).body == "export const petition = 2;\n");
  CHECK(get(*service, "1").body == "export const petition = 2;\n");
  CHECK(get(*service, "0000000000000000").status == 404);
  CHECK(get(*service, "..").status == 404);
  CHECK(json_of(get(*service, "1", "manifest.json")).value("version", "") == kSecond);
  CHECK(json_of(get(*service, kFirst, "manifest.json")).value("version", "") == kFirst);
  service.reset();

  const std::string kept = app.options().data + "/widget/";
  CHECK(assets::kept_releases(app.options().data).size() == 2);
  std::filesystem::remove_all(kept + kFirst);
  service = start(app.options(), upgraded);
  CHECK(get(*service, kFirst).status == 404);
  CHECK(get(*service, kSecond).status == 200);
}

TEST_CASE("a copy that a crash left unfinished is made anew, and a damaged one harms no other") {
  App app;
  const std::string upgraded = next_release(app);
  app.stop();
  const std::string kept = app.options().data + "/widget/";
  std::filesystem::create_directories(kept + kSecond + ".new");
  write(kept + kSecond + ".new/manifest.json", "{");
  std::filesystem::remove(kept + kFirst + "/page.js");

  const auto service = start(app.options(), upgraded);
  CHECK(get(*service, kSecond).status == 200);
  CHECK(get(*service, kFirst).status == 404);
  CHECK(std::filesystem::exists(kept + kSecond + "/undersigned.js"));
  CHECK_FALSE(std::filesystem::exists(kept + kSecond + ".new"));
}
