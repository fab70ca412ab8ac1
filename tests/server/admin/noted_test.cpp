// What cannot be written to the audit log is not done, and what is refused leaves no entry.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>
#include <utility>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/limits.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr const char* kAsked = "reason=Asked+by+letter";

// A server with an owner who is signed in twice, a viewer "bo", a counted signature and three that wait for a decision.
struct NotedFixture {
  NotedFixture()
      : app([](app::Options& options) { options.guard.sign_ms_min = limits::kSignMsMin; }),
        owner(new_session(app, "olga", store::Role::Owner)) {
    session_of(app, "olga");
    add_user(app, "bo", store::Role::Viewer);
    for (const std::string more : {"comment=Words", "website=x", "website=x", "elapsed_ms=1"}) {
      const std::string email = "signer" + std::to_string(++signers) + "@example.org";
      REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Signer", email, more)).status == 200);
    }
    key = between(app.get("/admin/signatures?id=" + id_of(1), {owner.cookie}).body, "campaign=open&amp;key=", "\"");
    REQUIRE_FALSE(key.empty());
  }

  [[nodiscard]] std::string id_of(std::int64_t row) const {
    return ask("SELECT public_id FROM signature WHERE id = " + std::to_string(row));
  }
  [[nodiscard]] std::string ask(const std::string& sql) const {
    SQLite::Database file(app.options().data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
    return file.execAndGet(sql).getString();
  }
  void change(const std::string& sql) const {
    SQLite::Database(app.options().data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000).exec(sql);
  }

  // Everything that a deed of an organizer changes.
  [[nodiscard]] std::string state() const {
    return ask(
        "SELECT (SELECT group_concat(id || status || comment_hidden) FROM signature) || (SELECT count(*) FROM person)"
        " || (SELECT group_concat(username || role || password_hash || coalesce(hex(totp_sealed), '')) FROM user)"
        " || (SELECT count(*) FROM session) || (SELECT count(*) FROM password_link) || (SELECT count(*) FROM partner)"
        " || (SELECT count(*) FROM recovery_code) || (SELECT group_concat(document) FROM campaign)"
        " || (SELECT count(*) FROM removal) || (SELECT count(*) FROM audit)");
  }
  void refuse_entries() const {
    change("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
  }

  int signers = 0;
  App app;
  Session owner;
  std::string key;
};

struct CommandResult {
  int code = 0;
  std::string out;
  std::string err;
};

using Run = int (*)(const app::Options&, const app::Console&);

CommandResult run(const App& app, Run command, std::vector<std::string> arguments, const std::string& input = {}) {
  arguments.insert(arguments.begin(), {"--data", app.options().data});
  const app::CommandLine line = app::parse_command_line(arguments);
  REQUIRE_MESSAGE(line.options.has_value(), line.message);
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int code = command(*line.options, {in, out, err});
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE_FIXTURE(NotedFixture, "what cannot be noted is not done: the page says 503, and nothing has changed") {
  const std::string waiting = "key=2-" + id_of(2) + "&key=4-" + id_of(4);
  const std::string password = "password=" + std::string(kPasswordForm);
  refuse_entries();
  const std::string before = state();
  struct Post {
    const char* path;
    std::string fields;
  };
  const Post posts[] = {
      {"/admin/signatures/take-down", "campaign=open&what=rule_out&" + std::string(kAsked) + "&key=" + key},
      {"/admin/signatures/take-down", "campaign=open&what=hide_comment&" + std::string(kAsked) + "&key=" + key},
      {"/admin/signatures/take-down", "campaign=open&what=erase&" + std::string(kAsked) + "&key=" + key},
      {"/admin/quarantine/decisions", "campaign=open&decision=release&" + waiting},
      {"/admin/quarantine/decisions", "campaign=open&decision=rule_out&reason=honeypot"},
      {"/admin/users", "username=cleo&role=viewer"},
      {"/admin/users/role", "user=bo&role=owner"},
      {"/admin/users/link", "user=bo"},
      {"/admin/users/remove", "user=bo"},
      {"/admin/account/sessions", "others=all"},
      {"/admin/account/password", password + "&new_password=nine+herons+by+the+lake"},
      {"/admin/logout", {}},
  };
  for (const Post& post : posts) {
    CAPTURE(post.path);
    CAPTURE(post.fields);
    const Answer answer = post_as(app, owner, post.path, post.fields);
    CHECK(answer.status == 503);
    CHECK(state() == before);
  }
  CHECK(log_in(app, "bo").status == 503);
  CHECK(state() == before);
  change("DROP TRIGGER full");
  CHECK(post_as(app, owner, "/admin/users/remove", "user=bo").status == 303);
}

TEST_CASE_FIXTURE(NotedFixture, "a command that cannot note what it does says so, and does nothing") {
  const std::string id = id_of(1);
  refuse_entries();
  const std::string before = state();
  const std::pair<Run, std::vector<std::string>> commands[] = {
      {app::take_down_signature, {"signature", "rule-out", id, "--reason", "Spam"}},
      {app::take_down_signature, {"signature", "hide-comment", id, "--reason", "Insults"}},
      {app::take_down_signature, {"signature", "erase", id, "--reason", "Asked"}},
      {app::add_user, {"user", "add", "cleo", "--role", "viewer"}},
      {app::set_user_role, {"user", "role", "bo", "owner"}},
      {app::set_user_password, {"user", "password", "bo"}},
      {app::turn_off_two_step, {"user", "two-step-off", "bo"}},
      {app::remove_user, {"user", "remove", "bo"}},
      {app::add_partner, {"partner", "add", "new", "--name", "New"}}};
  for (const auto& [command, arguments] : commands) {
    CAPTURE(arguments[1]);
    const CommandResult said = run(app, command, arguments, "nine herons by the lake\n");
    CHECK(said.code == app::kExitFailed);
    CHECK(said.out.empty());
    CHECK_FALSE(said.err.empty());
    CHECK(state() == before);
  }
  change("DROP TRIGGER full");
  CHECK(run(app, app::remove_user, {"user", "remove", "bo"}).code == app::kExitOk);
}

TEST_CASE_FIXTURE(NotedFixture, "without the secret a command cannot note what it does, and does nothing") {
  const std::string secret = app.options().data + "/secret";
  std::filesystem::rename(secret, secret + ".away");
  const std::string before = state();
  const CommandResult said = run(app, app::remove_user, {"user", "remove", "bo"});
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err, "This could not be written to the audit log: the file \"secret\" is missing"));
  CHECK(contains(said.err, "Nothing was changed."));
  CHECK(state() == before);
}

TEST_CASE_FIXTURE(NotedFixture, "what is refused, or changes nothing, leaves no entry") {
  const std::size_t entries = audit_of(app).size();
  CHECK(post_as(app, owner, "/admin/users/remove", "user=olga").status == 403);
  CHECK(post_as(app, owner, "/admin/users", "username=bo&role=viewer").status == 422);
  CHECK(post_as(app, owner, "/admin/quarantine/decisions", "campaign=open&decision=release&key=1-" + id_of(1)).status ==
        303);
  CHECK(post_as(app, owner, "/admin/signatures/take-down",
                "campaign=open&what=restore&" + std::string(kAsked) + "&key=" + key)
            .status == 404);
  CHECK(run(app, app::remove_user, {"user", "remove", "olga"}).code == app::kExitFailed);
  CHECK(run(app, app::add_user, {"user", "add", "bo"}, "nine herons by the lake\n").code == app::kExitFailed);
  CHECK(audit_of(app).size() == entries);
}

TEST_CASE_FIXTURE(NotedFixture, "decisions of a reason are noted with their number") {
  CHECK(post_as(app, owner, "/admin/quarantine/decisions", "campaign=open&decision=rule_out&reason=honeypot").status ==
        303);
  CHECK(audit_of(app).front() == "olga signature_ruled_out open 2");
  CHECK(open_store(app)->counts()->at("open").quarantined == 1);
}
