// If a field occurs more than once, the last one counts, everywhere.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/server/app/mailbox.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;
using nlohmann::json;

namespace {

constexpr char kSign[] = "/v1/campaigns/open/signatures";

}  // namespace

TEST_CASE("of a repeated field the last counts: when signing, as a form, on the page and as JSON") {
  const App app;
  CHECK(app.post(kSign, "email=nobody&name=&" + app.form("Ana+Gil", "ana@example.org")).status == 200);
  CHECK(app.post(kSign, app.form("Ana+Gil", "ben@example.org") + "&email=nobody").status == 422);
  CHECK(app.post("/p/open", "email=nobody&name=&" + app.form("Ana+Gil", "cleo@example.org")).status == 303);
  CHECK(app.post("/p/open", app.form("Ana+Gil", "dora@example.org") + "&email=nobody").status == 422);
  const std::string body =
      R"({"name":"","email":"nobody","name":"Ana Gil","email":"eve@example.org","text_version":")" +
      app.text_version("open") + R"("})";
  CHECK(app.ask(kSign, {.method = "POST", .body = body, .type = "application/json"}).status == 200);
  CHECK(app.confirmed() == 3);
}

TEST_CASE("of a repeated field the last counts: when confirming, asking for a code and signing in") {
  const App app;
  const std::string version = "&text_version=" + app.text_version("checked");
  const std::string sign = "/v1/campaigns/checked/signatures";
  REQUIRE(app.post(sign, "name=Ana+Gil&email=ana@example.org" + version + "&idempotency_key=0123456789abcdef").status ==
          200);
  const std::string code = letter_to(app, "ana@example.org").code();
  const std::string signer = "name=Ana+Gil&email=ana@example.org&idempotency_key=0123456789abcdef";
  const std::string confirm = "/v1/campaigns/checked/confirmations";
  CHECK(app.post(confirm, "code=x&name=x&email=x&" + signer + "&code=" + code + "&code=12").status == 422);
  CHECK(app.post(confirm, "code=x&name=x&email=x&" + signer + "&code=" + code).status == 200);

  const std::vector<std::string> own{"Origin: " + app.service_url()};
  CHECK(contains(app.post("/my/code", "email=nobody&email=ana@example.org", own).body, "ana@example.org"));
  CHECK(app.post("/my/code", "email=ana@example.org&email=nobody", own).status == 422);

  add_user(app, "ana", store::Role::Owner);
  const Answer page = app.get("/admin/login");
  const auto log_in = [&](const std::string& fields) {
    return app.post("/admin/login", fields, {cookie_of(page), own.front()}).status;
  };
  const std::string right = "csrf=" + csrf_of(page) + "&username=ana&password=" + kPasswordForm;
  CHECK(log_in(right + "&password=wrong") == 422);
  CHECK(log_in(right + "&username=bo") == 422);
  CHECK(log_in(right + "&csrf=x") == 403);
  CHECK(log_in("csrf=x&username=bo&password=wrong&" + right) == 303);
}

TEST_CASE("of a repeated field the last counts: in an address, and of cookies") {
  const App app;
  CHECK(json_of(app.get("/v1/campaigns/open/view?lang=es&lang=en"))["lang"] == "en");
  CHECK(json_of(app.get("/v1/campaigns/open/view?lang=en&lang=es"))["lang"] == "es");
  const Session session = new_session(app, "ana", store::Role::Owner);
  const std::string name = between(session.cookie, "Cookie: ", "=");
  CHECK(app.get("/admin", {"Cookie: " + name + "=planted; " + session.cookie.substr(8)}).status == 200);
}
