#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>

#include "server/accounts/totp.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

std::int64_t now_step() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() / accounts::kTotpStepMs;
}

// What an authenticator app does with the secret in the link: decodes base32 (RFC 4648).
accounts::TotpKey key_in(const std::string& page) {
  accounts::TotpKey key{};
  std::size_t at = 0;
  unsigned bits = 0;
  unsigned buffer = 0;
  for (const char c : between(page, "?secret=", "&amp;")) {
    buffer = (buffer << 5) | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    key.at(at++) = static_cast<std::uint8_t>(buffer >> bits);
  }
  REQUIRE(at == key.size());
  return key;
}

struct AdminAction {
  std::string path;
  std::string fields;
};

struct TwoStepApp : App {
  using App::App;

  // Turns it on for a signed-in person, with the code of `step`.
  void turn_on(const Session& session, std::int64_t step) {
    const Answer page = get("/admin/account/two-step", {session.cookie});
    REQUIRE(page.status == 200);
    key = key_in(page.body);
    const std::string offer = between(page.body, "name=\"offer\" value=\"", "\"");
    const Answer on = post_as(*this, session, "/admin/account/two-step",
                              "offer=" + offer + "&code=" + accounts::totp_code(key, step));
    REQUIRE(on.status == 200);
    CHECK(on.header("cache-control") == "no-store");
    recovery_code = between(on.body, "<li><code dir=\"ltr\">", "</code>");
  }

  // Fills in and posts the form of the second page.
  Answer send_code(const Answer& page, const std::string& code) const {
    const std::string pending = between(page.body, "name=\"half\" value=\"", "\"");
    return post("/admin/login/code", "csrf=" + csrf_of(page) + "&half=" + pending + "&code=" + code, {cookie_of(page)});
  }

  accounts::TotpKey key{};
  std::string recovery_code;
};

// A page without the parts that differ on each of them.
std::string without_secrets(std::string body) {
  for (const std::string name : {"csrf", "half"}) {
    const std::string value = between(body, "name=\"" + name + "\" value=\"", "\"");
    body.replace(body.find(value), value.size(), std::to_string(value.size()));
  }
  return body;
}

}  // namespace

TEST_CASE("two-step sign-in is set up with a key as text, link and picture, and asked for from then on") {
  TwoStepApp app;
  const Session ana = new_session(app, "ana", store::Role::Owner);
  const Answer page = app.get("/admin/account/two-step", {ana.cookie});
  CHECK(contains(page.body, "href=\"otpauth://totp/Undersigned%20localhost%3A"));
  const std::string picture = between(page.body, "src=\"/admin/account/two-step/qr", "\"");
  const Answer qr = app.get("/admin/account/two-step/qr" + picture, {ana.cookie});
  REQUIRE(qr.status == 200);
  CHECK(qr.header("content-type") == "image/svg+xml");
  CHECK(qr.header("cache-control") == "no-store");
  CHECK(contains(qr.header("content-security-policy"), "default-src 'none'"));
  CHECK(app.get("/admin/account/two-step/qr" + picture).status == 303);
  const Session bo = new_session(app, "bo", store::Role::Viewer);
  CHECK(app.get("/admin/account/two-step/qr" + picture, {bo.cookie}).status == 404);

  const std::string offer = between(page.body, "name=\"offer\" value=\"", "\"");
  const Answer wrong = post_as(app, ana, "/admin/account/two-step", "code=000000&offer=" + offer);
  CHECK(wrong.status == 422);
  CHECK(between(wrong.body, "name=\"offer\" value=\"", "\"") == offer);  // the same key stays on the page
  const std::int64_t step = now_step();
  app.turn_on(ana, step);

  const Answer second = log_in(app, "ana");
  REQUIRE(second.status == 200);
  CHECK(contains(second.body, "Not signed in yet"));
  CHECK(app.get("/admin", {cookie_of(second)}).status == 303);
  const Answer used = app.send_code(second, accounts::totp_code(app.key, step));
  CHECK(used.status == 422);
  CHECK(contains(used.body, "<a href=\"#code\">"));
  const Session again = session_in(app, app.send_code(used, accounts::totp_code(app.key, step + 1)));
  CHECK(app.send_code(second, accounts::totp_code(app.key, step + 1)).status == 422);
  CHECK(contains(app.get("/admin/account", {again.cookie}).body, "Recovery codes left: 10"));
}

TEST_CASE("before the code nothing tells a right password from a wrong one or from a name that nobody has") {
  TwoStepApp app;
  app.turn_on(new_session(app, "ana", store::Role::Owner), now_step());
  add_user(app, "bo", store::Role::Viewer);
  const Answer right = log_in(app, "ana");
  for (const char* name : {"ana", "bo", "cy"}) {
    CAPTURE(name);
    const Answer other = log_in(app, name, "wrong");
    CHECK(other.status == right.status);
    const bool same_length = std::string(name).size() == 3;
    if (same_length) CHECK(without_secrets(other.body) == without_secrets(right.body));
    CHECK(contains(other.body, "If it is off, the user name and password do not match."));
    CHECK(app.send_code(other, "123456").status == 422);
    CHECK(app.send_code(other, app.recovery_code).status == 422);
  }
  CHECK(log_in(app, "bo").status == 303);
}

TEST_CASE("a recovery code signs in once, and is noted") {
  TwoStepApp app;
  app.turn_on(new_session(app, "ana", store::Role::Owner), now_step());
  session_in(app, app.send_code(log_in(app, "ana"), app.recovery_code));
  CHECK(app.send_code(log_in(app, "ana"), app.recovery_code).status == 422);
  const auto audit = audit_of(app);
  CHECK(std::count(audit.begin(), audit.end(), "ana recovery_code_used") == 1);
  CHECK(std::count(audit.begin(), audit.end(), "ana two_step_on") == 1);
}

TEST_CASE("what cannot be noted is not done: two-step sign-in stays off or on, and a recovery code is not used up") {
  TwoStepApp app;
  const Session ana = new_session(app, "ana", store::Role::Owner);
  const Session bo = new_session(app, "bo", store::Role::Viewer);
  const std::int64_t step = now_step();
  app.turn_on(ana, step);
  const Answer page = app.get("/admin/account/two-step", {bo.cookie});
  const std::string on = "offer=" + between(page.body, "name=\"offer\" value=\"", "\"") +
                         "&code=" + accounts::totp_code(key_in(page.body), step);
  const Answer half = log_in(app, "ana");
  SQLite::Database file(app.options().data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
  file.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
  CHECK(app.send_code(half, app.recovery_code).status == 503);
  CHECK(post_as(app, bo, "/admin/account/two-step", on).status == 503);
  CHECK((*open_store(app)->user_by_name("bo"))->two_step_key.empty());
  const std::string off = "password=" + std::string(kPasswordForm) + "&code=" + accounts::totp_code(app.key, step + 1);
  CHECK(post_as(app, ana, "/admin/account/two-step/off", off).status == 503);
  CHECK_FALSE((*open_store(app)->user_by_name("ana"))->two_step_key.empty());
  file.exec("DROP TRIGGER full");
  session_in(app, app.send_code(log_in(app, "ana"), app.recovery_code));
}

TEST_CASE("turning it off takes the password and a code") {
  TwoStepApp app;
  const Session ana = new_session(app, "ana", store::Role::Owner);
  const std::int64_t step = now_step();
  app.turn_on(ana, step);
  const std::string password = "password=" + std::string(kPasswordForm);
  const std::string code = "&code=" + accounts::totp_code(app.key, step + 1);
  CHECK(post_as(app, ana, "/admin/account/two-step/off", "password=wrong" + code).status == 422);
  CHECK(post_as(app, ana, "/admin/account/two-step/off", password + "&code=000000").status == 422);
  CHECK(contains(app.get("/admin/account/two-step", {ana.cookie}).body, "Turn off two-step sign-in"));
  CHECK(post_as(app, ana, "/admin/account/two-step/off", password + code).status == 303);
  CHECK(log_in(app, "ana").status == 303);
}

TEST_CASE("long after the sign-in, turning it on takes the password, and what asks for the password takes a code") {
  TwoStepApp app;
  const Session ana = new_session(app, "ana", store::Role::Owner);
  age_sessions(app);
  const Answer page = app.get("/admin/account/two-step", {ana.cookie});
  app.key = key_in(page.body);
  const std::int64_t step = now_step();
  const std::string on =
      "offer=" + between(page.body, "name=\"offer\" value=\"", "\"") + "&code=" + accounts::totp_code(app.key, step);
  const std::string password = "&password=" + std::string(kPasswordForm);
  CHECK(contains(post_as(app, ana, "/admin/account/two-step", on).body, "Confirm that it is you"));
  const Answer turned_on = post_as(app, ana, "/admin/account/two-step", on + password);
  CHECK(contains(turned_on.body, "Recovery codes"));
  const Session fresh{cookie_of(turned_on), csrf_of(turned_on)};

  age_sessions(app);
  const std::string end = "others=all";
  CHECK(contains(post_as(app, fresh, "/admin/account/sessions", end).body, "name=\"code\""));
  const Answer without = post_as(app, fresh, "/admin/account/sessions", end + password);
  CHECK(without.status == 422);
  CHECK(contains(without.body, "<a href=\"#code\">"));
  const std::string code = "&code=" + accounts::totp_code(app.key, step + 1);
  CHECK(post_as(app, fresh, "/admin/account/sessions", end + "&password=wrong" + code).status == 422);
  CHECK(post_as(app, fresh, "/admin/account/sessions", end + password + code).status == 303);
}

TEST_CASE("where every account needs it, whoever is without gets to the set-up alone, and nobody turns it off") {
  TwoStepApp app([](app::Options& options) { options.two_step_policy = accounts::TwoStepPolicy::Required; });
  add_user(app, "ana", store::Role::Owner);
  const Answer entered = log_in(app, "ana");
  REQUIRE(entered.status == 303);
  const std::string cookie = cookie_of(entered);
  for (const char* path :
       {"/admin", "/admin/account", "/admin/users", "/admin/audit", "/admin/quarantine", "/admin/export"}) {
    CAPTURE(path);
    const Answer away = app.get(path, {cookie});
    CHECK(away.status == 303);
    CHECK(away.header("location") == "/admin/account/two-step");
  }
  for (const char* path : {"/admin/data/campaigns", "/admin/data/campaigns/open/signatures"}) {
    CAPTURE(path);
    const Answer refused = app.get(path, {cookie});
    CHECK(refused.status == 403);
    CHECK(problems_of(refused) == std::vector<std::string>{" two_step_needed"});
  }
  const Answer page = app.get("/admin/account/two-step", {cookie});
  CHECK(contains(page.body, "Every account on this server needs two-step sign-in."));
  CHECK_FALSE(contains(page.body, "href=\"/admin/users\""));
  const Session ana{cookie, csrf_of(page)};
  for (const AdminAction& action : std::vector<AdminAction>{
           {"/admin/users", "username=bo&role=owner"},
           {"/admin/users/role", "user=ana&role=viewer"},
           {"/admin/account/sessions", "others=all"},
           {"/admin/account/password", "password=" + std::string(kPasswordForm) + "&new_password=nine+herons+by"},
           {"/admin/campaigns/open/export", ""},
           {"/admin/quarantine/decisions", ""}}) {
    CAPTURE(action.path);
    CHECK(post_as(app, ana, action.path, action.fields).header("location") == "/admin/account/two-step");
  }
  CHECK(open_store(app)->user_count().value() == 1);

  const std::int64_t step = now_step();
  app.turn_on(ana, step);
  CHECK(app.get("/admin", {cookie}).status == 200);
  CHECK(app.get("/admin/data/campaigns", {cookie}).status == 200);
  CHECK(app.get("/admin/account/two-step", {cookie}).header("location") == "/admin/account");
  CHECK_FALSE(contains(app.get("/admin/account", {cookie}).body, "/admin/account/two-step"));
  const std::string proof =
      "password=" + std::string(kPasswordForm) + "&code=" + accounts::totp_code(app.key, step + 1);
  CHECK(post_as(app, ana, "/admin/account/two-step/off", proof).status != 200);
  CHECK(log_in(app, "ana").status == 200);  // the second step is required as before
}

TEST_CASE("who is without two-step sign-in where every account needs it can still sign out") {
  const TwoStepApp app([](app::Options& options) { options.two_step_policy = accounts::TwoStepPolicy::Required; });
  add_user(app, "ana", store::Role::Viewer);
  const std::string cookie = cookie_of(log_in(app, "ana"));
  const Session ana{cookie, csrf_of(app.get("/admin/account/two-step", {cookie}))};
  CHECK(post_as(app, ana, "/admin/logout").header("location") == "/admin/login");
  CHECK(app.get("/admin/account/two-step", {cookie}).header("location") == "/admin/login");
}

TEST_CASE("a second step that was not begun, or not by this browser, is no sign-in") {
  TwoStepApp app;
  app.turn_on(new_session(app, "ana", store::Role::Owner), now_step());
  const Answer second = log_in(app, "ana");
  const std::string half = between(second.body, "name=\"half\" value=\"", "\"");
  const std::string rest = "&code=" + app.recovery_code;
  CHECK(app.post("/admin/login/code", "csrf=" + csrf_of(second) + "&half=guess" + rest, {cookie_of(second)}).status ==
        403);
  CHECK(app.post("/admin/login/code", "csrf=" + csrf_of(second) + "&half=" + half + rest).status == 403);
  CHECK(app.post("/admin/login/code", "csrf=x&half=" + half + rest, {cookie_of(second)}).status == 403);
  CHECK(app.send_code(second, app.recovery_code).status == 303);
}
