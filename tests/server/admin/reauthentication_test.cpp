// When admin mode asks for the password again (server/admin/reauthentication.h). With two-step sign-in:
// two_step_test.cpp.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

struct AdminAction {
  std::string path;
  std::string fields;
};

const std::string kProof = "&password=" + std::string(kPasswordForm);

bool is_question(const Answer& answer) {
  return contains(answer.body, "<h1>Confirm that it is you</h1>");
}

// The actions in the audit log. Sign-ins are written after their reply, perhaps later than a test looks.
std::vector<std::string> actions_of(const App& app) {
  auto lines = audit_of(app);
  std::erase_if(lines, [](const std::string& line) { return line.ends_with(" sign_in"); });
  return lines;
}

std::ptrdiff_t count(const App& app, const std::string& line) {
  const auto audit = audit_of(app);
  return std::count(audit.begin(), audit.end(), line);
}

}  // namespace

TEST_CASE(
    "adding people, roles, removing, links and ending sessions ask for the password, but soon after the sign-in") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  add_user(app, "bo", store::Role::Viewer);
  session_of(app, "ana");
  const std::vector<AdminAction> actions{{"/admin/users", "username=cy&role=viewer"},
                                         {"/admin/users/link", "user=bo"},
                                         {"/admin/users/role", "user=bo&role=organizer"},
                                         {"/admin/account/sessions", "others=all"},
                                         {"/admin/users/remove", "user=bo"}};
  age_sessions(app);
  const auto before = actions_of(app);
  for (const AdminAction& action : actions) {
    CAPTURE(action.path);
    const Answer asked = post_as(app, owner, action.path, action.fields);
    CHECK(asked.status == 200);
    CHECK(is_question(asked));
    CHECK(contains(asked.body, "action=\"" + action.path + "\""));
    CHECK_FALSE(contains(asked.body, "name=\"code\""));
  }
  CHECK(actions_of(app) == before);
  CHECK(open_store(app)->user_count().value() == 2);
  CHECK(open_store(app)->sessions_of(1).value().size() == 2);

  const Session fresh = session_of(app, "ana");
  for (const AdminAction& action : actions) {
    CAPTURE(action.path);
    CHECK_FALSE(is_question(post_as(app, fresh, action.path, action.fields)));
  }
  CHECK(open_store(app)->sessions_of(1).value().size() == 1);
  CHECK(count(app, "ana user_added cy viewer") == 1);
  CHECK(count(app, "ana user_removed bo") == 1);
}

TEST_CASE("the page that asks for the password carries the form along, and the answer is a sign-in") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  add_user(app, "bo", store::Role::Viewer);
  age_sessions(app);
  const Answer asked = post_as(app, owner, "/admin/users/role", "user=bo&role=organizer");
  CHECK(contains(asked.body, "<input type=\"hidden\" name=\"user\" value=\"bo\">"));
  CHECK(contains(asked.body, "<input type=\"hidden\" name=\"role\" value=\"organizer\">"));
  CHECK(asked.header("cache-control") == "no-store");
  const Answer wrong = post_as(app, owner, "/admin/users/role", "user=bo&role=organizer&password=wrong");
  CHECK(wrong.status == 422);
  CHECK(is_question(wrong));
  CHECK(contains(wrong.body, "<a href=\"#password\">The current password is incorrect"));
  CHECK(contains(wrong.body, "<input type=\"hidden\" name=\"user\" value=\"bo\">"));
  CHECK_FALSE(contains(wrong.body, "value=\"wrong\""));
  const Answer done = post_as(app, owner, "/admin/users/role", "user=bo&role=organizer" + kProof);
  CHECK(done.status == 303);
  CHECK(count(app, "ana role_changed bo organizer") == 1);

  CHECK(app.get("/admin", {owner.cookie}).status == 303);  // the old session ended
  const Session fresh = session_in(app, done);
  CHECK(post_as(app, fresh, "/admin/users/role", "user=bo&role=viewer").status == 303);
  CHECK(count(app, "ana role_changed bo viewer") == 1);
}

TEST_CASE("the question is for who may do it: others are refused without one, and guesses are slowed and noted") {
  const App app;
  const Session bo = new_session(app, "bo", store::Role::Viewer);
  age_sessions(app);
  CHECK(post_as(app, bo, "/admin/users", "username=cy&role=owner").status == 403);
  CHECK(app.post("/admin/account/sessions", "csrf=guess&others=all" + kProof, {bo.cookie}).status == 403);

  Answer guess = post_as(app, bo, "/admin/account/sessions", "others=all&password=wrong");
  for (int i = 0; i < 20 && guess.status == 422; ++i) {
    guess = post_as(app, bo, "/admin/account/sessions", "others=all&password=wrong");
  }
  CHECK(guess.status == 429);
  CHECK(post_as(app, bo, "/admin/account/sessions", "others=all" + kProof).status == 429);
  CHECK(count(app, "bo sign_in_refused 1") == 1);
  CHECK(count(app, "bo sessions_ended") == 0);
}
