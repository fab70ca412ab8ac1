#include <doctest/doctest.h>

#include "server/limits.h"
#include "tests/server/app/fixture.h"
#include "tests/server/app/mailbox.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

std::string signer(const std::string& more = {}) {
  return kTicket + std::string("&name=Ana+Gil&email=ana@example.org") + (more.empty() ? std::string() : "&" + more);
}

Answer sign(const App& app, const std::string& more = {}) {
  return app.post("/p/checked", signer("text_version=" + app.text_version("checked")) + more);
}

// The request's token in the address of the page that asks for the code.
std::string request_of(const std::string& address) {
  return between(address + "&", "&r=", "&");
}

// The form of the page that the mail links to, as a browser posts it.
std::string link_form(const std::string& link) {
  std::string form = "c=checked&locale=en&t=";
  form.append(between(link, "&t=", "&"));
  return form;
}

}  // namespace

TEST_CASE("with scripts off the form leads to the page that asks for the code, and the code thanks") {
  const App app;
  const Answer sent = sign(app);
  CHECK(sent.status == 303);
  const std::string address = sent.header("location");
  CHECK(address.starts_with("/p/checked/pending?lang=en&r="));
  const Answer page = app.get(address);
  CHECK(page.status == 200);
  CHECK(page.header("cache-control") == "no-store");
  CHECK(contains(page.body, "<meta name=\"robots\" content=\"noindex\">"));
  CHECK(contains(page.body, "<title>Enter the code from your email: Checked by mail</title>"));
  CHECK(contains(page.body, "action=\"/p/checked/confirm\""));

  const ReceivedMail letter = letter_to(app, "ana@example.org");
  const std::string request = "locale=en&request=" + request_of(address);
  const Answer wrong = app.post("/p/checked/confirm", request + "&code=1");
  CHECK(wrong.status == 422);
  CHECK(contains(wrong.body, "<title>There is a problem: Enter the code from your email: Checked by mail</title>"));
  CHECK(contains(wrong.body, "<a href=\"#code\">"));
  const std::string once_more = "locale=en&request=" + between(wrong.body, "name=\"request\" value=\"", "\"");

  const Answer thanks = app.post("/p/checked/confirm", once_more + "&code=" + letter.code());
  CHECK(thanks.status == 303);
  CHECK(thanks.header("location") == "/p/checked/signed?lang=en");
  CHECK(app.confirmed("checked") == 1);
}

TEST_CASE("a reload finds the page that asks for the code, whose address and forms hold nothing that was typed") {
  const App app;
  const std::string address = sign(app).header("location");
  const Answer page = app.get(address);
  for (int reload = 0; reload < 2; ++reload) CHECK(app.get(address).body == page.body);
  for (const char* typed : {"Ana", "ana@", "example.org", "a-browsers-own-key"}) {
    CAPTURE(typed);
    CHECK_FALSE(contains(address, typed));
    CHECK_FALSE(contains(page.body, typed));
  }
  CHECK(page.header("set-cookie").empty());
  CHECK(letters_to(app, "ana@example.org", 1).size() == 1);
  // Another name or another length of the ticket does not change the length of the address.
  const std::string other = app.post("/p/checked",
                                     "idempotency_key=another-key-of-some-length&name=A+very+long+name&email="
                                     "eva@example.org&text_version=" +
                                         app.text_version("checked"))
                                .header("location");
  CHECK(other.size() == address.size());
  CHECK(other != address);

  std::string changed = address;
  changed[changed.size() - 5] = changed[changed.size() - 5] == 'A' ? 'B' : 'A';
  for (const std::string& useless : {changed, std::string("/p/checked/pending?lang=en"), address.substr(0, 60)}) {
    CHECK(app.get(useless).header("location") == "/p/checked?lang=en");
  }
  CHECK(app.get("/p/nowhere/pending").status == 404);
  CHECK(app.post("/p/second/confirm",
                 "request=" + request_of(address) + "&code=" + letter_to(app, "ana@example.org").code())
            .status == 422);
}

TEST_CASE("the plain page answers the same whether somebody is new, pending or confirmed") {
  const App app;
  const auto shape = [&](const Answer& answer) {
    std::string page = app.get(answer.header("location")).body;
    const std::string request = request_of(answer.header("location"));
    for (std::size_t at = page.find(request); at != std::string::npos; at = page.find(request)) {
      page.erase(at, request.size());
    }
    return std::to_string(answer.status) + " " + std::to_string(answer.header("location").size()) + answer.body + page;
  };
  const std::string first = shape(sign(app));
  CHECK(shape(sign(app)) == first);
  app.post("/p/checked/confirm", signer("code=" + letter_to(app, "ana@example.org").code()));
  REQUIRE(app.confirmed("checked") == 1);
  CHECK(shape(sign(app)) == first);
}

TEST_CASE("a form without a ticket gets one, for its own page only, and each time another") {
  const App app;
  const std::string form = "name=Ana+Gil&email=ana@example.org&text_version=" + app.text_version("checked");
  const std::string first = request_of(app.post("/p/checked", form).header("location"));
  const std::string second = request_of(app.post("/p/checked", form).header("location"));
  const std::vector<ReceivedMail> letters = letters_to(app, "ana@example.org", 2);
  REQUIRE(letters.size() == 2);
  const std::string code = letters[0].code();
  CHECK(app.post("/p/checked/confirm", "name=Ana+Gil&email=ana@example.org&code=" + code).status == 422);
  CHECK(app.post("/p/checked/confirm", "code=" + code + "&request=" + second).status == 422);
  CHECK(app.post("/p/checked/confirm", "code=" + code + "&request=" + first).status == 303);
  // A form with an error must not make the next attempt count as a retry.
  const Answer wrong =
      app.post("/p/checked", "name=&email=ana@example.org&text_version=" + app.text_version("checked"));
  CHECK(wrong.status == 422);
  CHECK(between(wrong.body, "name=\"idempotency_key\" value=\"", "\"").empty());
}

TEST_CASE("the mail is asked for again on the plain page, which says so where the reader is, also after a reload") {
  const App app;
  const std::string request = request_of(sign(app).header("location"));
  const Answer asked = app.post("/p/checked/again", "locale=es&request=" + request);
  CHECK(asked.status == 303);
  for (int reload = 0; reload < 2; ++reload) {
    const Answer page = app.get(asked.header("location"));
    CHECK(page.status == 200);
    CHECK(contains(page.body, "autofocus>" + text_of(Locale::Spanish, Message::PendingResent)));
  }
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

  // A POST without the token in its body, as from a mail scanner that only changes the method.
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

TEST_CASE("the page of the link shows what its button confirms, and afterwards that it is done") {
  const App app;
  sign(app, "&comment=Because+%3Cb%3EI%3C%2Fb%3E+care&visibility=public&consent=updates&country=ES&postcode=28001");
  const std::string link = letter_to(app, "ana@example.org").link();
  const Answer page = app.get(link);
  for (const char* shown :
       {"Ana Gil", "Because &lt;b&gt;I&lt;/b&gt; care", "In full", "Send me news.", "Spain", "28001"}) {
    CAPTURE(shown);
    CHECK(contains(page.body, shown));
  }
  CHECK(contains(page.body, text_of(Locale::English, Message::ConfirmText)));
  app.post("/confirm", link_form(link));
  const Answer done = app.get(link);
  CHECK(done.status == 200);
  CHECK(contains(done.body, text_of(Locale::English, Message::ConfirmAlready)));
  CHECK(contains(done.body, "class=\"share\""));
  CHECK_FALSE(contains(done.body, "action=\"/confirm\""));
  CHECK_FALSE(contains(done.body, "Ana Gil"));
}

TEST_CASE("beside a stranger's request each link shows its own, and confirming one voids the other") {
  const App app;
  sign(app, "&comment=Mine");
  const std::string mine = letter_to(app, "ana@example.org").link();
  app.post("/p/checked", "name=Ana+Gil&email=ana@example.org&comment=A+stranger&visibility=public&text_version=" +
                             app.text_version("checked"));
  const std::vector<ReceivedMail> letters = letters_to(app, "ana@example.org", 2);
  REQUIRE(letters.size() == 2);
  const std::string other = letters[0].link() == mine ? letters[1].link() : letters[0].link();
  CHECK(contains(app.get(mine).body, "Mine"));
  CHECK_FALSE(contains(app.get(mine).body, "A stranger"));
  CHECK(contains(app.get(other).body, "A stranger"));
  CHECK(app.post("/confirm", link_form(mine)).status == 303);
  CHECK(app.get(other).status == 410);
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
  const Answer again = app.post("/e/checked/again", signer());
  CHECK(again.status == 303);
  CHECK(again.header("location").starts_with("/e/checked/pending?lang=en&r="));
  CHECK(contains(app.get(again.header("location")).body, "action=\"/e/checked/confirm?lang=en\""));
  sign(app);
  const Answer thanks = app.post("/e/checked/confirm", signer("code=" + letter_to(app, "ana@example.org").code()));
  CHECK(thanks.header("location") == "/e/checked/signed?lang=en");
}
