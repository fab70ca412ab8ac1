// Posted data does not make a page much longer.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/server/app/fixture.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr std::size_t kPosted = 60'000;
// Every field full of characters that HTML escapes with six.
constexpr std::size_t kLongerMax = 32'000;

const std::vector<std::string> kSignFields = {
    "name",       "organization", "role",         "email",           "postcode", "country",  "phone",
    "comment",    "visibility",   "text_version", "idempotency_key", "locale",   "partner",  "page",
    "utm_source", "utm_medium",   "utm_campaign", "website",         "consent",  "challenge"};

struct Form {
  std::string path;
  std::vector<std::string> fields;
  std::string rest;  // the form's other fields
};

std::size_t answered_bytes(const Answer& answer) {
  std::size_t bytes = answer.body.size();
  for (const auto& [name, value] : answer.headers) bytes += name.size() + value.size();
  return bytes;
}

}  // namespace

TEST_CASE("whichever field of whichever form is far too long, the page that comes back is not") {
  const App app;
  const Answer login = app.get("/admin/login");
  const std::string csrf = "csrf=" + csrf_of(login);
  const std::vector<std::string> signer = {"name", "organization", "email", "code", "locale", "idempotency_key"};
  const std::vector<std::string> mine = {"email", "code", "token", "id", "change", "visibility", "locale"};
  const std::vector<Form> forms = {
      {"/p/open", kSignFields, ""},
      {"/p/groups", kSignFields, ""},
      {"/e/open", kSignFields, ""},
      {"/p/checked/confirm", signer, ""},
      {"/p/checked/again", signer, ""},
      {"/confirm", {"c", "t", "locale"}, "c=checked"},
      {"/my", mine, ""},
      {"/my/code", mine, ""},
      {"/my/list", mine, ""},
      {"/my/change", mine, ""},
      {"/my/download", mine, ""},
      {"/admin/login", {"csrf", "username", "password"}, csrf},
      {"/admin/login/code", {"csrf", "half", "code"}, csrf},
      {"/admin/setup", {"csrf", "token", "username", "password"}, csrf},
      {"/admin/join", {"csrf", "token", "password"}, csrf},
  };
  for (const Form& form : forms) {
    const std::size_t usual = answered_bytes(app.post(form.path, form.rest, {cookie_of(login)}));
    for (const std::string& field : form.fields) {
      CAPTURE(form.path);
      CAPTURE(field);
      const std::string body = form.rest + "&" + field + "=" + std::string(kPosted, '"');
      CHECK(answered_bytes(app.post(form.path, body, {cookie_of(login)})) < usual + kLongerMax);
    }
  }
}

TEST_CASE("what is a little too long comes back whole, what is far too long is cut, and the error names the field") {
  const App app;
  const std::string little(1'050, 'c');
  const Answer again = app.post("/p/open", app.form("Ana+Gil", "ana@example.org", "comment=" + little));
  CHECK(again.status == 422);
  CHECK(contains(again.body, little + "</textarea>"));
  const Answer cut =
      app.post("/p/open", app.form("Ana+Gil", "ana@example.org", "comment=" + std::string(kPosted, 'c')));
  CHECK(cut.status == 422);
  CHECK(contains(cut.body, std::string(4'000, 'c') + "</textarea>"));
  CHECK_FALSE(contains(cut.body, std::string(4'001, 'c')));
  for (const Answer& answer : {again, cut}) {
    CHECK(contains(answer.body, "<a href=\"#comment\">"));
    CHECK(contains(answer.body, "enter 1,000 characters or fewer"));
  }
}

TEST_CASE("the page that asks for the code holds nothing of what was posted, however much that was") {
  const App app;
  const Answer asked = app.post("/p/checked/again", "name=" + std::string(kPosted, 'n') + "&email=ana@example.org");
  CHECK(asked.status == 303);
  CHECK(asked.header("location").size() < 300);
  CHECK_FALSE(contains(app.get(asked.header("location")).body, "nnnn"));
}
