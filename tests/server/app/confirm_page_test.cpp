#include <doctest/doctest.h>

#include "shared/limits.h"
#include "tests/server/app/fixture.h"
#include "tests/server/app/mailbox.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

std::string signer(const std::string& more = {}) {
  return "name=Ana+Gil&email=ana@example.org" + (more.empty() ? std::string() : "&" + more);
}

Answer sign(const App& app, const std::string& more = {}) {
  return app.post("/p/checked", signer("text_version=" + app.text_version("checked")) + more);
}

// The form of the page that the mail links to, as a browser posts it.
std::string link_form(const std::string& link) {
  std::string form = "c=checked&locale=en&t=";
  form.append(between(link, "&t=", "&"));
  return form;
}

}  // namespace

TEST_CASE("with scripts off the form is answered with the page that asks for the code, and the code thanks") {
  const App app;
  const Answer page = sign(app);
  CHECK(page.status == 200);
  CHECK(page.header("cache-control") == "no-store");
  CHECK(contains(page.body, "<meta name=\"robots\" content=\"noindex\">"));
  CHECK(contains(page.body, "<title>Enter the code from your email: Checked by mail</title>"));
  CHECK(contains(page.body, "action=\"/p/checked/confirm\""));
  CHECK(contains(page.body, "name=\"email\" value=\"ana@example.org\""));

  const Letter letter = letter_to(app, "ana@example.org");
  const Answer wrong = app.post("/p/checked/confirm", signer("code=1"));
  CHECK(wrong.status == 422);
  CHECK(contains(wrong.body, "<title>There is a problem: Enter the code from your email: Checked by mail</title>"));
  CHECK(contains(wrong.body, "<a href=\"#code\">"));
  CHECK(contains(wrong.body, "name=\"email\" value=\"ana@example.org\""));

  const Answer thanks = app.post("/p/checked/confirm", signer("code=" + letter.code()));
  CHECK(thanks.status == 303);
  CHECK(thanks.header("location") == "/p/checked/signed?lang=en");
  CHECK(app.confirmed("checked") == 1);
}

TEST_CASE("the plain page answers the same whether somebody is new, pending or confirmed") {
  const App app;
  const Answer first = sign(app);
  CHECK(sign(app).body == first.body);
  app.post("/p/checked/confirm", signer("code=" + letter_to(app, "ana@example.org").code()));
  REQUIRE(app.confirmed("checked") == 1);
  const Answer confirmed = sign(app);
  CHECK(confirmed.status == first.status);
  CHECK(confirmed.body == first.body);
}

TEST_CASE("the mail is asked for again on the plain page, which says so where the reader is") {
  const App app;
  sign(app);
  const Answer page = app.post("/p/checked/again", signer("locale=es"));
  CHECK(page.status == 200);
  CHECK(contains(page.body, "autofocus>" + text_of(Locale::Spanish, Message::PendingResent)));
}

TEST_CASE("a tab that comes back to an answer is led to the petition, and nothing changes") {
  const App app;
  for (const char* path : {"/p/checked/confirm", "/p/checked/again"}) {
    const Answer answer = app.get(path);
    CHECK(answer.status == 303);
    CHECK(answer.header("location") == "/p/checked?lang=en");
  }
  CHECK(app.get("/p/nowhere/confirm").status == 404);
}

TEST_CASE("a scanner that follows the link of the mail twice confirms nothing, and the button does") {
  const App app;
  sign(app);
  const std::string link = letter_to(app, "ana@example.org").link();
  REQUIRE_FALSE(link.empty());
  for (const char* method : {"GET", "GET", "HEAD", "HEAD"}) {
    const Answer page = app.ask(link, {.method = method});
    CHECK(page.status == 200);
    CHECK(page.header("cache-control") == "no-store");
    CHECK(page.header("referrer-policy") == "same-origin");
  }
  const Answer page = app.get(link);
  CHECK(contains(page.body, "<title>Confirm your signature: Checked by mail</title>"));
  CHECK(contains(page.body, "<meta name=\"robots\" content=\"noindex\">"));
  CHECK(contains(page.body, "method=\"post\" action=\"/confirm\""));
  CHECK_FALSE(contains(page.body, "ana@example.org"));
  CHECK_FALSE(contains(page.body, "<script"));
  CHECK(app.confirmed("checked") == 0);

  // A POST without the token in its body, as of a scanner that only changes the method.
  CHECK(app.post(link, "").status == 404);
  CHECK(app.post(link, "c=checked").status == 410);
  CHECK(app.confirmed("checked") == 0);

  const Answer confirmed = app.post("/confirm", link_form(link));
  CHECK(confirmed.status == 303);
  CHECK(confirmed.header("location") == "/p/checked/signed?lang=en");
  CHECK(app.confirmed("checked") == 1);
  CHECK(app.post("/confirm", link_form(link)).status == 303);
  CHECK(app.confirmed("checked") == 1);
}

TEST_CASE("the link works for seven days, for its own signature, and from this server's page") {
  const App app;
  sign(app);
  const std::string form = link_form(letter_to(app, "ana@example.org").link());
  CHECK(app.post("/confirm", form, {"Origin: https://ally.example"}).status == 403);
  CHECK(app.post("/confirm", form, {"Sec-Fetch-Site: cross-site"}).status == 403);
  std::string forged = form;
  forged.back() = forged.back() == '0' ? '1' : '0';
  CHECK(app.post("/confirm", forged).status == 410);
  let_pass(app, limits::kMailLinkMs);
  const Answer late = app.post("/confirm", form);
  CHECK(late.status == 410);
  CHECK(contains(late.body, text_of(Locale::English, Message::ConfirmExpired)));
  CHECK(app.confirmed("checked") == 0);
}

TEST_CASE("a link that was cut short says so at once, and one of no campaign is not found") {
  const App app;
  CHECK(app.get("/confirm?c=checked&t=12-abc").status == 410);
  CHECK(app.get("/confirm?c=checked").status == 410);
  CHECK(app.get("/confirm").status == 404);
  CHECK(app.get("/confirm?c=nowhere&t=1-00000000000000000000000000").status == 404);
}

TEST_CASE("only this server's own pages send codes to its pages") {
  const App app;
  sign(app);
  const std::string form = signer("code=" + letter_to(app, "ana@example.org").code());
  CHECK(app.post("/p/checked/confirm", form, {"Origin: https://ally.example"}).status == 403);
  CHECK(app.post("/p/checked/again", form, {"Sec-Fetch-Site: same-site"}).status == 403);
  CHECK(app.confirmed("checked") == 0);
}

TEST_CASE("in a frame the code is asked for in the frame") {
  const App app;
  const Answer page = app.post("/e/checked/again", signer());
  CHECK(page.status == 200);
  CHECK(contains(page.body, "action=\"/e/checked/confirm?lang=en\""));
  sign(app);
  const Answer thanks = app.post("/e/checked/confirm", signer("code=" + letter_to(app, "ana@example.org").code()));
  CHECK(thanks.header("location") == "/e/checked/signed?lang=en");
}
