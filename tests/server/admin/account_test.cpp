#include <doctest/doctest.h>

#include <algorithm>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr char kNewForm[] = "nine+herons+by+the+lake";

bool signed_in(const App& app, const Session& session) {
  return app.get("/admin", {session.cookie}).status == 200;
}

std::ptrdiff_t count(const std::vector<std::string>& lines, const std::string& line) {
  return std::count(lines.begin(), lines.end(), line);
}

}  // namespace

TEST_CASE("a new password takes the old one, ends every other session, and the own one goes on under a new token") {
  const App app;
  const Session here = new_session(app, "ana", store::Role::Viewer);
  const Session there = session_of(app, "ana");

  const Answer wrong =
      post_as(app, here, "/admin/account/password", "password=wrong&new_password=" + std::string(kNewForm));
  CHECK(wrong.status == 422);
  CHECK(contains(wrong.body, "The current password is incorrect"));
  const Answer easy = post_as(app, here, "/admin/account/password",
                              "password=" + std::string(kPasswordForm) + "&new_password=password1234");
  CHECK(easy.status == 422);
  CHECK(contains(easy.body, "<a href=\"#new_password\">"));
  CHECK(contains(easy.body, "This password is easy to guess"));
  CHECK(signed_in(app, there));

  const Answer changed = post_as(app, here, "/admin/account/password",
                                 "password=" + std::string(kPasswordForm) + "&new_password=" + kNewForm);
  REQUIRE(changed.status == 200);
  CHECK(contains(changed.body, "Your password has changed"));
  CHECK_FALSE(signed_in(app, here));
  CHECK_FALSE(signed_in(app, there));
  CHECK(signed_in(app, {cookie_of(changed), csrf_of(changed)}));
  CHECK(log_in(app, "ana").status == 422);
  CHECK(log_in(app, "ana", kNewForm).status == 303);
  CHECK(count(audit_of(app), "ana password_changed") == 1);
}

TEST_CASE("own sessions are listed and ended, one or all others") {
  const App app;
  const Session here = new_session(app, "ana", store::Role::Viewer);
  const Session one = session_of(app, "ana");
  const Session two = session_of(app, "ana");
  const Session other = new_session(app, "bo", store::Role::Viewer);

  const Answer page = app.get("/admin/account", {one.cookie});
  REQUIRE(page.status == 200);
  CHECK(contains(page.body, "This session"));
  const auto sessions = open_store(app)->sessions_of(1).value();
  CHECK(contains(page.body, ">" + day(Locale::English, utc_date(sessions.front().created_ms)) + " <span "));
  CHECK(contains(page.body, " UTC</span></time>"));
  // `two` is the newest of the other sessions.
  const std::string name = between(page.body, "name=\"session\" value=\"", "\"");
  CHECK(name.size() == 32);
  CHECK(post_as(app, other, "/admin/account/sessions", "session=" + name).status == 303);
  CHECK(signed_in(app, two));
  CHECK(post_as(app, one, "/admin/account/sessions", "session=" + name).header("location") == "/admin/account");
  CHECK_FALSE(signed_in(app, two));
  CHECK(signed_in(app, here));

  CHECK(post_as(app, one, "/admin/account/sessions", "others=all").status == 303);
  CHECK_FALSE(signed_in(app, here));
  CHECK(signed_in(app, one));
  CHECK(signed_in(app, other));
}

TEST_CASE("an owner adds somebody, who chooses the password by a link that works once") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  const Answer added = post_as(app, owner, "/admin/users", "username=bo&role=organizer");
  REQUIRE(added.status == 200);
  CHECK(added.header("cache-control") == "no-store");
  CHECK(contains(added.body, "Give this link only to bo"));
  CHECK(contains(added.body, "No password chosen yet"));
  const std::string link = path_of(between(added.body, "class=\"key\" dir=\"ltr\">", "</code>"));
  CHECK_FALSE(contains(app.get("/admin/users", {owner.cookie}).body, "/admin/join"));

  const Answer page = app.get(link);
  REQUIRE(page.status == 200);
  CHECK(contains(page.body, "for the account bo"));
  const std::string form = "csrf=" + csrf_of(page) + "&token=" + link.substr(link.find('=') + 1) + "&password=";
  CHECK(app.post("/admin/join", form + "short", {cookie_of(page)}).status == 422);
  CHECK(app.post("/admin/join", form + kPasswordForm).status == 403);  // without the visitor's cookie
  const Answer joined = app.post("/admin/join", form + kPasswordForm, {cookie_of(page)});
  const Session bo = session_in(app, joined);
  CHECK(app.get("/admin/data/campaigns/open/signatures", {bo.cookie}).status == 200);
  CHECK(app.get(link).status == 410);
  CHECK(app.post("/admin/join", form + kPasswordForm, {cookie_of(page)}).status == 410);

  const auto audit = audit_of(app);
  CHECK(count(audit, "ana user_added bo organizer") == 1);
  CHECK(count(audit, "ana password_link_made bo") == 1);
  CHECK(count(audit, "bo password_changed") == 1);
}

TEST_CASE("a name that is taken, or no role, adds nobody") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  const Answer taken = post_as(app, owner, "/admin/users", "username=ANA&role=viewer");
  CHECK(taken.status == 422);
  CHECK(contains(taken.body, "<a href=\"#username\">"));
  CHECK(post_as(app, owner, "/admin/users", "username=bo&role=king").status == 422);
  CHECK(open_store(app)->user_count().value() == 1);
}

TEST_CASE("roles are changed and people removed, but somebody stays owner") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  const Session bo = new_session(app, "bo", store::Role::Viewer);
  for (const char* path : {"/admin/users/remove", "/admin/users/role"}) {
    CAPTURE(path);
    const Answer refused = post_as(app, owner, path, "user=ana&role=viewer");
    CHECK(refused.status == 403);
    CHECK(contains(refused.body, "At least one person must be an owner"));
  }
  CHECK(app.get("/admin/users", {bo.cookie}).status == 403);
  CHECK(post_as(app, owner, "/admin/users/role", "user=bo&role=owner").status == 303);
  CHECK(app.get("/admin/users", {bo.cookie}).status == 200);
  CHECK(post_as(app, bo, "/admin/users/remove", "user=ana").status == 303);
  CHECK_FALSE(signed_in(app, owner));
  CHECK(log_in(app, "ana").status == 422);
  CHECK(post_as(app, bo, "/admin/users/remove", "user=nobody").status == 303);
  const auto audit = audit_of(app);
  CHECK(count(audit, "ana role_changed bo owner") == 1);
  CHECK(count(audit, "bo user_removed ana") == 1);
}

TEST_CASE("the audit log is shown to owners, a page at a time") {
  const App app;
  const Session owner = new_session(app, "ana", store::Role::Owner);
  const Answer page = app.get("/admin/audit", {owner.cookie});
  REQUIRE(page.status == 200);
  CHECK(contains(page.body, "account added"));
  CHECK(contains(page.body, "<td><span dir=\"auto\">ana owner</span></td>"));
  CHECK(eventually([&] { return contains(app.get("/admin/audit", {owner.cookie}).body, "<td>signed in</td>"); }));
  CHECK_FALSE(contains(page.body, "Older entries"));
  CHECK_FALSE(contains(app.get("/admin/audit?before=1", {owner.cookie}).body, "account added"));
  const Answer spanish = app.get("/admin/audit?lang=es", {owner.cookie});
  CHECK(contains(spanish.body, "cuenta añadida"));
}

TEST_CASE("signing in and out and being refused is noted, and guessing makes one entry") {
  const App app;
  const Session ana = new_session(app, "ana", store::Role::Viewer);
  for (int i = 0; i < 3; ++i) log_in(app, "ana", "guess");
  for (int i = 0; i < 2; ++i) log_in(app, "what+i+typed+here+may+be+my+password", "guess");
  CHECK(post_as(app, ana, "/admin/logout").status == 303);
  CHECK(eventually([&] {
    const auto audit = audit_of(app);
    return count(audit, "ana sign_in") == 1 && count(audit, "ana sign_out") == 1 &&
           count(audit, "ana sign_in_refused 1") == 1 && count(audit, " sign_in_refused 1") == 1;
  }));
  for (const std::string& line : audit_of(app)) CHECK_FALSE(contains(line, "may be my password"));
}

TEST_CASE("a session's cookie is 256 random bits, and the database knows its hash alone") {
  const App app;
  const Session ana = new_session(app, "ana", store::Role::Viewer);
  const std::string token = ana.cookie.substr(ana.cookie.find('=') + 1);
  CHECK(token.size() == 43);
  const auto store = open_store(app);
  const auto sessions = store->sessions_of((*store->user_by_name("ana"))->id);
  REQUIRE(sessions->size() == 1);
  const auto& hash = sessions->front().token_hash;
  CHECK(std::string(hash.begin(), hash.end()).find(token.substr(0, 8)) == std::string::npos);
}

TEST_CASE("signing in never takes up a session that the browser brought along") {
  const App app;
  const Session planted = new_session(app, "eve", store::Role::Viewer);
  add_user(app, "ana", store::Role::Owner);
  const Answer page = app.get("/admin/login");
  const Answer answer =
      app.post("/admin/login", "csrf=" + csrf_of(page) + "&username=ana&password=" + std::string(kPasswordForm),
               {cookie_of(page) + "; " + planted.cookie.substr(8)});
  const Session ana = session_in(app, answer);
  CHECK(ana.cookie != planted.cookie);
  CHECK(app.get("/admin/users", {planted.cookie}).status == 403);
}
