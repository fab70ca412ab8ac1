// Signatures as files: from admin mode, and on the command line.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr char kFirstRow[] = "id,signed_at_utc,status,kind,name,";
constexpr char kExport[] = "/admin/campaigns/open/export";

void sign(const App& app, const std::string& name, const std::string& email) {
  REQUIRE(app.post("/p/open", app.form(name, email)).status < 400);
}

struct CommandResult {
  int code = 0;
  std::string out;
  std::string err;
};

CommandResult run(int (*command)(const app::Options&, const app::Console&), const app::Options& options) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const int code = command(options, {in, out, err});
  return {code, out.str(), err.str()};
}

bool is_in_audit_log(const App& app, const std::string& entry) {
  const std::vector<std::string> entries = audit_of(app);
  return std::find(entries.begin(), entries.end(), entry) != entries.end();
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("an organizer finds the export, and gets the signatures as a file that no browser keeps") {
  const App app;
  sign(app, "Ana+Mar%C3%ADa", "ana%40example.org");
  const Session ana = new_session(app, "ana", store::Role::Organizer);
  CHECK(contains(app.get("/admin", {ana.cookie}).body, "href=\"/admin/export\""));
  const Answer page = app.get("/admin/export", {ana.cookie});
  REQUIRE(page.status == 200);
  CHECK(contains(page.body, "action=\"/admin/campaigns/open/export\""));
  CHECK(contains(page.body, "Confirmed only"));

  const Answer file = post_as(app, ana, kExport, "status=confirmed");
  REQUIRE(file.status == 200);
  CHECK(file.header("content-type") == "text/csv; charset=utf-8");
  CHECK(file.header("cache-control") == "no-store");
  CHECK(file.header("x-content-type-options") == "nosniff");
  CHECK(file.header("content-disposition").rfind("attachment; filename=\"open-20", 0) == 0);
  CHECK(contains(file.body, kFirstRow));
  CHECK(contains(file.body, ",confirmed,person,Ana María,"));
  CHECK(contains(file.body, ",ana@example.org,"));
  CHECK(is_in_audit_log(app, "ana exported open"));
}

TEST_CASE("an owner may export, a viewer may not and is not offered it, a stranger is sent to sign in") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  const Session viewer = new_session(app, "bo", store::Role::Viewer);
  CHECK(post_as(app, owner, kExport, "status=all").status == 200);
  CHECK(app.get("/admin/export", {viewer.cookie}).status == 403);
  CHECK_FALSE(contains(app.get("/admin", {viewer.cookie}).body, "/admin/export"));
  const Answer refused = post_as(app, viewer, kExport, "status=confirmed");
  CHECK(refused.status == 403);
  CHECK_FALSE(contains(refused.body, kFirstRow));
  CHECK(app.get("/admin/export").header("location") == "/admin/login");
  CHECK(app.post(kExport, "status=confirmed", {"Origin: " + app.service_url()}).header("location") == "/admin/login");
}

TEST_CASE("an export takes the session's own token, from our own page, for a campaign and a choice there are") {
  const App app;
  const Session ana = new_session(app, "ana", store::Role::Organizer);
  const Answer foreign =
      app.post(kExport, "csrf=" + ana.csrf + "&status=confirmed", {ana.cookie, "Origin: https://evil.example"});
  CHECK(foreign.status == 403);
  const Answer guessed =
      app.post(kExport, "csrf=guessed&status=confirmed", {ana.cookie, "Origin: " + app.service_url()});
  CHECK(guessed.status >= 400);
  CHECK_FALSE(contains(guessed.body, kFirstRow));
  CHECK(app.get(kExport, {ana.cookie}).status == 405);
  CHECK(post_as(app, ana, "/admin/campaigns/no-such/export", "status=all").status == 404);
  CHECK(post_as(app, ana, kExport, "status=everything").status >= 400);
  CHECK(post_as(app, ana, kExport).status >= 400);
}

TEST_CASE("on the command line the file is the operator's alone, and one that is there is not overwritten") {
  const App app;
  sign(app, "Ana", "ana%40example.org");
  app::Options options = app.options();
  options.campaign = "open";
  options.file = app.folder().file("signatures.csv");
  const CommandResult said = run(app::export_signatures, options);
  CHECK(said.err.empty());
  REQUIRE(said.code == app::kExitOk);
  CHECK(contains(said.out, "Wrote 1 signature to "));
  struct stat info {};
  REQUIRE(stat(options.file.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600);
  const std::string file = read_file(options.file);
  CHECK(contains(file, ",ana@example.org,"));
  CHECK(is_in_audit_log(app, " exported open"));

  const CommandResult again = run(app::export_signatures, options);
  CHECK(again.code == app::kExitFailed);
  CHECK(contains(again.err, "already exists"));
  CHECK(read_file(options.file) == file);

  options.file.clear();
  const CommandResult streamed = run(app::export_signatures, options);
  CHECK(streamed.code == app::kExitOk);
  CHECK(streamed.out == file);
}

// From then on nothing can be written to the audit log.
void close_audit_log(const App& app) {
  SQLite::Database file(app.options().data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
  file.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
}

TEST_CASE("what cannot be noted in the audit log is not exported, on the web or the command line") {
  const App app;
  sign(app, "Ana", "ana%40example.org");
  const Session ana = new_session(app, "ana", store::Role::Organizer);
  close_audit_log(app);
  const Answer refused = post_as(app, ana, kExport, "status=all");
  CHECK(refused.status == 503);
  CHECK_FALSE(contains(refused.body, "ana@example.org"));

  app::Options options = app.options();
  options.campaign = "open";
  const CommandResult streamed = run(app::export_signatures, options);
  CHECK(streamed.code == app::kExitFailed);
  CHECK(streamed.out.empty());
  CHECK(contains(streamed.err, "Nothing was exported."));
  options.file = app.folder().file("signatures.csv");
  CHECK(run(app::export_signatures, options).code == app::kExitFailed);
  CHECK_FALSE(std::filesystem::exists(options.file));
}

TEST_CASE("an export that is broken off is in the audit log") {
  const App app;
  sign(app, "Ana", "ana%40example.org");
  app::Options options = app.options();
  options.campaign = "open";
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  out.setstate(std::ios::badbit);  // as if a pipe was closed
  CHECK(app::export_signatures(options, {in, out, err}) == app::kExitFailed);
  CHECK(is_in_audit_log(app, " exported open"));
}

TEST_CASE("an export of a campaign that is not there says so and leaves no file") {
  const App app;
  app::Options options = app.options();
  options.campaign = "no-such";
  options.file = app.folder().file("signatures.csv");
  const CommandResult said = run(app::export_signatures, options);
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err, "there is no campaign no-such"));
  CHECK(read_file(options.file).empty());
}

TEST_CASE("the command line knows whose signatures to export, to where, and which") {
  const app::CommandLine line = app::parse_command_line({"export", "open", "--file", "open.csv", "--status", "all"});
  REQUIRE(line.options);
  CHECK(line.options->command == app::Command::Export);
  CHECK(line.options->campaign == "open");
  CHECK(line.options->file == "open.csv");
  CHECK(line.options->rows == exports::Rows::All);
  CHECK(app::parse_command_line({"export", "open"}).options->rows == exports::Rows::Confirmed);
  CHECK_FALSE(app::parse_command_line({"export"}).options);
  CHECK_FALSE(app::parse_command_line({"export", "open", "--status", "some"}).options);
}
