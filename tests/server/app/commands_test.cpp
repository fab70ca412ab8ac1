#include "server/app/commands.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/app/command_line.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

// A command's exit code and output.
struct CommandResult {
  int code = 0;
  std::string out;
  std::string err;
};

using Command = int (*)(const app::Options&, const app::Console&);

CommandResult run(Command command, const app::Options& options, const std::string& input = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int code = command(options, {in, out, err});
  return {code, out.str(), err.str()};
}

app::Options options_for(const TemporaryFolder& folder) {
  app::Options options;
  options.data = folder.file("data");
  options.file = folder.file("file");
  return options;
}

}  // namespace

TEST_CASE("a campaign file with mistakes is refused as a whole, each mistake with its place") {
  const TemporaryFolder folder;
  const app::Options options = options_for(folder);
  std::ofstream(options.file)
      << R"({"campaigns": [{"slug": "Good Slug", "title": "", "targets": [{"name": "A", "phone": "1"}]}]})";
  const CommandResult said = run(app::import_campaigns, options);
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(
      said.err,
      options.file +
          ": campaigns[0].slug: must be lower-case letters, digits and hyphens, such as good-slug (bad_slug)\n"));
  CHECK(contains(said.err, "campaigns[0].targets[0].phone: is not a phone number"));
  CHECK(contains(said.err, "Nothing was imported.\n"));
  CHECK_FALSE(std::filesystem::exists(options.data));
}

TEST_CASE("a mistake in a campaign file says what is expected there") {
  const TemporaryFolder folder;
  const app::Options options = options_for(folder);
  std::ofstream(options.file) << R"({"campaigns": [{"slug": "a", "kind": "Petition", "status": "active", "title": "A",
      "summary": "B", "goal": [1000, 500], "accent": "red", "opens_at": "2027-01-01", "closes_at": "2026-01-01",
      "retention_months": 0, "fields": {"phone": "yes"}, "links": [{"purpose": "give", "label": "L", "url": "x"}],
      "organizer": {"name": "N", "contact": "n@example.org", "privacy": "example.org/privacy"},
      "updates": [{"date": "2026-01-01", "title": "T", "kind": "news"}]}]})";
  const CommandResult said = run(app::import_campaigns, options);
  for (const char* words :
       {"kind: must be petition, endorsement or call (unknown_choice)", "status: must be draft, open, closed or won",
        "goal: must be a list of rising numbers above 0", "accent: must be a colour such as \"#a8201a\"",
        "closes_at: must not be before opens_at", "retention_months: must be a number of months from 1 to 120",
        "fields.phone: must be off, optional or required", "links[0].purpose: must be donate or more",
        "links[0].url: is not an https or http address", "updates[0].kind: must be update, delivery or decision",
        "organizer.privacy: must be a text of several words, or an address that begins with https://"}) {
    CAPTURE(words);
    CHECK(contains(said.err, std::string("campaigns[0].") + words));
  }
  std::ofstream(options.file) << "{\n\"campaigns\": [,]}";
  CHECK(contains(run(app::import_campaigns, options).err, "file: line 2: is not JSON of the expected form (bad_body)"));
}

TEST_CASE("an origin in a campaign file that is none is named, with what to write instead") {
  const TemporaryFolder folder;
  const app::Options options = options_for(folder);
  std::ofstream(options.file) << R"({"campaigns": [], "partners": [{"id": "ally", "name": "Ally",
      "origins": ["https://ally.example", "https://Ally.example/petition"]}]})";
  const CommandResult said = run(app::import_campaigns, options);
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err,
                 ": partners[0].origins[1]: \"https://Ally.example/petition\" has a path; write https://ally.example "
                 "(bad_url)\n"));
}

TEST_CASE("a picture that is none is named with its place, and what to do") {
  const TemporaryFolder folder;
  const app::Options options = options_for(folder);
  const auto import_with = [&](const std::string& file) {
    std::ofstream(options.file) << R"({"campaigns": [{"slug": "a", "kind": "petition", "title": "A", "summary": "B",
        "picture": {"file": ")" + file +
                                       R"(", "alt": "A house"}}]})";
    return run(app::import_campaigns, options);
  };
  std::ofstream(folder.file("a.svg")) << "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
  const CommandResult said = import_with("a.svg");
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err,
                 options.file +
                     ": campaigns[0].picture.file: is not a JPEG, PNG or WebP picture: save it as one of these\n"
                     "Nothing was imported.\n"));
  CHECK(contains(import_with("there-is-none.jpg").err, "campaigns[0].picture.file: cannot be read: "));
  CHECK(contains(import_with("https://example.org/a.jpg").err,
                 "campaigns[0].picture.file: must name a JPEG, PNG or WebP file in the campaign file's folder"));
}

TEST_CASE("a campaign file that is not there is said to be so") {
  const TemporaryFolder folder;
  const CommandResult said = run(app::import_campaigns, options_for(folder));
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err, "cannot be read"));
}

TEST_CASE("an import says how much it took") {
  const TemporaryFolder folder;
  const app::Options options = options_for(folder);
  std::ofstream(options.file) << campaign_file();
  const CommandResult said = run(app::import_campaigns, options);
  CHECK(said.code == app::kExitOk);
  CHECK(said.out == "Imported 6 campaigns and 2 partners.\n");
}

TEST_CASE("what a campaign is exported as can be imported, and is then exported as the same, byte for byte") {
  const TemporaryFolder folder;
  app::Options options = options_for(folder);
  options.file = UNDERSIGNED_DEMO_CAMPAIGNS;
  REQUIRE(run(app::import_campaigns, options).code == app::kExitOk);
  options.campaign = "free-dontae-sharpe";
  const CommandResult exported = run(app::export_campaign, options);
  REQUIRE(exported.code == app::kExitOk);
  CHECK(contains(exported.out, "\"slug\": \"free-dontae-sharpe\""));

  app::Options other = options_for(folder);
  other.data = folder.file("other");
  std::ofstream(other.file) << exported.out;
  std::filesystem::copy(std::filesystem::path(UNDERSIGNED_DEMO_CAMPAIGNS).parent_path() / "pictures",
                        folder.file("pictures"));
  REQUIRE(run(app::import_campaigns, other).code == app::kExitOk);
  other.campaign = options.campaign;
  CHECK(run(app::export_campaign, other).out == exported.out);
}

TEST_CASE("a campaign's versions are listed with their time, and an earlier one can be exported") {
  const TemporaryFolder folder;
  app::Options options = options_for(folder);
  options.campaign = "library";
  const auto import = [&](const char* title) {
    std::ofstream(options.file)
        << R"({"campaigns": [{"slug": "library", "kind": "petition", "summary": "S", "title": ")" << title << R"("}]})";
    REQUIRE(run(app::import_campaigns, options).code == app::kExitOk);
  };
  import("Keep the library");
  import("Keep our library");
  const CommandResult listed = run(app::list_versions, options);
  CHECK(listed.out.substr(0, 4) == "2\t20");
  CHECK(contains(listed.out, "Z\t-\tpublished\n1\t20"));
  CHECK(contains(run(app::export_campaign, options).out, "Keep our library"));
  options.version = 1;
  CHECK(contains(run(app::export_campaign, options).out, "Keep the library"));
  options.version = 3;
  CHECK(run(app::export_campaign, options).err == "There is no campaign library with version 3\n");
  options.campaign = "theatre";
  CHECK(run(app::list_versions, options).err == "There is no campaign theatre\n");
  options.version = 0;
  CHECK(run(app::export_campaign, options).err == "There is no campaign theatre\n");
}

TEST_CASE("an import says which campaigns count at once, and what strangers learn from that") {
  const TemporaryFolder folder;
  const app::Options options = options_for(folder);
  nlohmann::json file = nlohmann::json::parse(campaign_file());
  for (auto& campaign : file["campaigns"]) campaign.erase("confirmation");
  std::ofstream(options.file) << file.dump();
  CHECK(run(app::import_campaigns, options).err.empty());  // confirmed by email, unless the file says otherwise
  file["campaigns"][1]["confirmation"] = "none";
  std::ofstream(options.file) << file.dump();
  const CommandResult said = run(app::import_campaigns, options);
  CHECK(said.code == app::kExitOk);
  CHECK(contains(said.err, "Note: 1 campaign counts signatures at once: second. Anyone who knows a person's name"));
  CHECK(contains(said.err, "\"confirmation\": \"email\""));
}

TEST_CASE("an import says which campaigns do not name their organizer, and takes them all the same") {
  const TemporaryFolder folder;
  const app::Options options = options_for(folder);
  nlohmann::json file = nlohmann::json::parse(campaign_file());
  for (auto& campaign : file["campaigns"]) campaign.erase("confirmation");
  file["campaigns"][1].erase("organizer");
  std::ofstream(options.file) << file.dump();
  const CommandResult said = run(app::import_campaigns, options);
  CHECK(said.code == app::kExitOk);
  CHECK(contains(said.err, "Note: 1 campaign does not say who gets the signers' details: second."));
  CHECK(contains(said.err, "add an \"organizer\""));
}

TEST_CASE("commands that need a database do not make one") {
  const TemporaryFolder folder;
  const app::Options options = options_for(folder);
  for (const Command command : {app::recount, app::sources, app::backup}) {
    const CommandResult said = run(command, options);
    CHECK(said.code == app::kExitFailed);
    CHECK_FALSE(said.err.empty());
    CHECK_FALSE(std::filesystem::exists(options.data + "/undersigned.db"));
  }
}

TEST_CASE("a recount of what the server wrote finds nothing to repair, while it runs") {
  const App app;
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org")).status == 200);
  const CommandResult said = run(app::recount, app.options());
  CHECK(said.code == app::kExitOk);
  CHECK(said.out == "All counters are correct.\n");
}

TEST_CASE("the sources of a campaign's signatures are said with their numbers") {
  const App app;
  const auto sign = [&](const std::string& email, const std::string& more) {
    REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", email) + more).status == 200);
  };
  sign("ana@example.org", "&utm_source=whatsapp&utm_medium=share");
  sign("bea@example.org", "&utm_source=whatsapp&utm_medium=share");
  sign("eva@example.org", "");
  const CommandResult said = run(app::sources, app.options());
  CHECK(said.code == app::kExitOk);
  CHECK(said.out == "open: whatsapp 2\nopen: no source given 1\n");
}

TEST_CASE("a backup is a new file, made while the server runs") {
  const App app;
  app::Options options = app.options();
  options.file = app.folder().file("copy.db");
  CHECK(run(app::backup, options).code == app::kExitOk);
  CHECK(std::filesystem::file_size(options.file) > 0);
  CHECK(run(app::backup, options).code == app::kExitFailed);
}

TEST_CASE("an account needs a good name and a good password") {
  const TemporaryFolder folder;
  app::Options options = options_for(folder);
  options.username = "maria";
  CHECK(run(app::add_user, options, "").code == app::kExitFailed);
  const CommandResult brief = run(app::add_user, options, "short\n");
  CHECK(brief.code == app::kExitFailed);
  CHECK(contains(brief.err, "at least 12"));
  CHECK(run(app::add_user, options, "quiet river under the moon\n").code == app::kExitOk);
  const CommandResult twice = run(app::add_user, options, "quiet river under the moon\n");
  CHECK(twice.code == app::kExitFailed);
  CHECK(contains(twice.err, "already"));
  options.username = "ma ria";
  CHECK(run(app::add_user, options, "quiet river under the moon\n").code == app::kExitBadUsage);
}

TEST_CASE("one data folder has one server") {
  const App app;
  auto second = app::Service::start(app.options());
  REQUIRE_FALSE(second.ok());
  CHECK(contains(second.error().words, "another server is using"));
}

TEST_CASE("a secret that is gone is said, and never replaced beside signatures") {
  App app;
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org")).status == 200);
  app.stop();
  std::filesystem::remove(app.options().data + "/secret");
  auto without_secret = app::Service::start(app.options());
  REQUIRE_FALSE(without_secret.ok());
  CHECK(contains(without_secret.error().words, "restore the file from your backup"));
  CHECK_FALSE(std::filesystem::exists(app.options().data + "/secret"));
}

TEST_CASE("a database that is empty or gone beside its secret is said to be lost, and not begun anew") {
  App app;
  app.stop();
  const std::string database = app.options().data + "/undersigned.db";
  for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(database + suffix);
  SUBCASE("empty") {
    std::filesystem::resize_file(database, 0);
  }
  SUBCASE("gone") {
    std::filesystem::remove(database);
  }
  const bool exists = std::filesystem::exists(database);
  auto started = app::Service::start(app.options());
  REQUIRE_FALSE(started.ok());
  CHECK(contains(started.error().words, "so it has been lost. Run `restore` with a backup."));
  app::Options options = app.options();
  options.username = "maria";
  const CommandResult said = run(app::add_user, options, "quiet river under the moon\n");
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err, "so it has been lost"));
  CHECK(std::filesystem::exists(database) == exists);
  if (exists) CHECK(std::filesystem::file_size(database) == 0);
}

TEST_CASE("killed before it had a secret, or before its database had tables, a new server starts") {
  App app;
  app.stop();
  const std::string database = app.options().data + "/undersigned.db";
  std::filesystem::remove(app.options().data + "/secret");
  SUBCASE("before the tables") {
    for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(database + suffix);
    std::filesystem::resize_file(database, 0);
  }
  SUBCASE("before the secret") {
    SQLite::Database(database, SQLite::OPEN_READWRITE).exec("DELETE FROM secret_mark");
  }
  CHECK(app::Service::start(app.options()).ok());
  CHECK(std::filesystem::exists(app.options().data + "/secret"));
}

TEST_CASE("a server without its files or its port says so") {
  const App app;
  const TemporaryFolder folder;
  app::Options options = options_for(folder);
  options.assets = folder.path();
  auto without_files = app::Service::start(options);
  REQUIRE_FALSE(without_files.ok());
  CHECK(contains(without_files.error().words, "manifest.json"));

  std::ofstream(folder.file("manifest.json")) << "{\"version\": \"1\"}";
  auto without_list = app::Service::start(options);
  REQUIRE_FALSE(without_list.ok());
  CHECK(contains(without_list.error().words, "is not a manifest"));

  options.assets = app.options().assets;
  options.port = app.service().port();
  auto without_port = app::Service::start(options);
  REQUIRE_FALSE(without_port.ok());
  CHECK(contains(without_port.error().words, "cannot listen"));
}

TEST_CASE("a partner added beside a running server is known, with a link of their own") {
  const App app;
  app::Options options = app.options();
  options.partner = {"neighbour", "A neighbour", {}};
  CHECK(run(app::add_partner, options).out == "Saved the partner neighbour. Its link: /p/CAMPAIGN?partner=neighbour\n");
  CHECK(eventually([&] { return contains(app.get("/p/open?partner=neighbour").body, "value=\"neighbour\""); }));
}

TEST_CASE("a partner with a mistake is refused, and each mistake named") {
  const TemporaryFolder folder;
  app::Options options = options_for(folder);
  options.partner = {"Bad Id", "", {}};
  const CommandResult said = run(app::add_partner, options);
  CHECK(said.code == app::kExitBadUsage);
  CHECK(contains(said.err, "The partner's id must be lower-case letters"));
  CHECK(contains(said.err, "The partner's name "));
  CHECK_FALSE(std::filesystem::exists(options.data));
}
