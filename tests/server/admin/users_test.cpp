// The commands `user` and `audit`.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <sstream>

#include "server/accounts/accounts.h"
#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

struct CommandResult {
  int code = 0;
  std::string out;
  std::string err;
};

CommandResult run(const App& app, int (*command)(const app::Options&, const app::Console&),
                  const std::string& name = {}, store::Role role = store::Role::Viewer, const std::string& input = {}) {
  app::Options options = app.options();
  options.username = name;
  options.role = role;
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int code = command(options, {in, out, err});
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("accounts are listed, given another role and removed, and somebody stays owner") {
  const App app;
  add_user(app, "ana", store::Role::Owner);
  add_user(app, "bo", store::Role::Viewer);
  const CommandResult list = run(app, app::list_users);
  CHECK(list.out == "owner     ana\nviewer    bo\n");
  CHECK(run(app, app::set_user_role, "ana", store::Role::Viewer).code == app::kExitFailed);
  CHECK(contains(run(app, app::remove_user, "ana").err, "At least one account must be an owner"));
  CHECK(run(app, app::set_user_role, "bo", store::Role::Owner).out == "bo is now owner.\n");
  CHECK(run(app, app::remove_user, "ana").code == app::kExitOk);
  CHECK(contains(run(app, app::remove_user, "ana").err, "no account with that name"));
  const auto audit = audit_of(app);
  CHECK(std::find(audit.begin(), audit.end(), " user_removed ana") != audit.end());
  CHECK(std::find(audit.begin(), audit.end(), " role_changed bo owner") != audit.end());
}

TEST_CASE("another password from the command line ends the sessions") {
  const App app;
  const Session ana = new_session(app, "ana", store::Role::Owner);
  CHECK(run(app, app::set_user_password, "ana", {}, "short\n").code == app::kExitFailed);
  CHECK(app.get("/admin", {ana.cookie}).status == 200);
  CHECK(run(app, app::set_user_password, "ana", {}, "nine herons by the lake\n").code == app::kExitOk);
  CHECK(app.get("/admin", {ana.cookie}).status == 303);
  CHECK(log_in(app, "ana", "nine+herons+by+the+lake").status == 303);
}

TEST_CASE("two-step sign-in of somebody who lost everything is turned off") {
  const App app;
  add_user(app, "ana", store::Role::Owner);
  const auto store = open_store(app);
  REQUIRE(store->set_two_step((*store->user_by_name("ana"))->id, "sealed", 0, {}).ok());
  CHECK(log_in(app, "ana").status == 200);
  CHECK(contains(run(app, app::list_users).out, "two-step sign-in"));
  CHECK(run(app, app::turn_off_two_step, "ana").code == app::kExitOk);
  CHECK(log_in(app, "ana").status == 303);
}

TEST_CASE("the audit log is printed, the oldest first, and said to be whole until somebody was at the file") {
  const App app;
  add_user(app, "ana", store::Role::Owner);
  add_user(app, "bo", store::Role::Viewer);
  const CommandResult whole = run(app, app::audit);
  CHECK(whole.code == app::kExitOk);
  CHECK(contains(whole.out, "\t-\tuser_added\tana owner\n"));
  CHECK(whole.out.find("ana owner") < whole.out.find("bo viewer"));
  CHECK(contains(whole.err, "Verified: "));
  {
    SQLite::Database file(app.options().data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
    file.exec("DROP TRIGGER audit_is_not_changed; UPDATE audit SET subject = 'bo owner' WHERE subject = 'bo viewer'");
  }
  const CommandResult changed = run(app, app::audit);
  CHECK(changed.code == app::kExitFailed);
  CHECK(contains(changed.err, "was changed outside the server"));
  CHECK(contains(changed.err, "the trigger audit_is_not_changed is missing"));
}
