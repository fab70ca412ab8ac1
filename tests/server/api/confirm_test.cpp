#include <doctest/doctest.h>

#include "server/limits.h"
#include "shared/limits.h"
#include "tests/server/app/fixture.h"
#include "tests/server/app/mailbox.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr const char* kSign = "/v1/campaigns/checked/signatures";
constexpr const char* kConfirm = "/v1/campaigns/checked/confirmations";
constexpr const char* kAgain = "/v1/campaigns/checked/confirmations/again";
using Problems = std::vector<std::string>;
const Problems kWrong{"code wrong_code"};

std::string signer(const std::string& name, const std::string& email, const std::string& more = {}) {
  return std::string(kTicket) + "&name=" + name + "&email=" + email + (more.empty() ? "" : "&" + more);
}

Answer sign(const App& app, const std::string& name, const std::string& email, const std::string& more = {}) {
  return app.post(
      kSign, signer(name, email, "text_version=" + app.text_version("checked")) + (more.empty() ? "" : "&" + more));
}

Answer confirm(const App& app, const std::string& name, const std::string& email, const std::string& code) {
  return app.post(kConfirm, signer(name, email, "code=" + code));
}

std::string other_code(const std::string& code) {
  std::string other = code;
  other.back() = other.back() == '9' ? '0' : static_cast<char>(other.back() + 1);
  return other;
}

// Every part of an answer by which a reader could tell two apart.
void check_same(const Answer& answer, const Answer& first) {
  CHECK(answer.status == first.status);
  CHECK(answer.body == first.body);
  auto headers = answer.headers;
  auto first_headers = first.headers;
  headers.erase("date");
  first_headers.erase("date");
  CHECK(headers == first_headers);
}

}  // namespace

TEST_CASE("a signature counts once its mailbox has sent back the code") {
  const App app;
  const Answer pending = sign(app, "Ana+Gil", "ana@example.org");
  REQUIRE(pending.status == 200);
  CHECK(pending.header("cache-control") == "no-store");
  CHECK(json_of(pending)["pending"] == true);
  CHECK(contains(json_of(pending)["view"].dump(), "Enter the code from your email"));
  CHECK_FALSE(contains(pending.body, "ana@example.org"));
  CHECK_FALSE(json_of(pending).contains("confirmed"));
  CHECK(app.confirmed("checked") == 0);

  const ReceivedMail letter = letter_to(app, "ana@example.org");
  CHECK(letter.subject == letter.code() + " to confirm your signature: Checked by mail");
  REQUIRE(letter.code().size() == 6);
  const Answer thanks = confirm(app, "Ana+Gil", "ana@example.org", letter.code());
  REQUIRE(thanks.status == 200);
  CHECK(json_of(thanks)["confirmed"] == 0);  // the public count, until the next step
  CHECK(contains(thanks.body, "Thank you for signing"));
  CHECK(app.confirmed("checked") == 1);
  CHECK(confirm(app, "Ana+Gil", "ana@example.org", letter.code()).status == 200);
  CHECK(app.confirmed("checked") == 1);
}

TEST_CASE("new, pending, confirmed, withdrawn, repeated and one name too many get the same bytes and headers") {
  const App app;
  const Answer first = sign(app, "Ana+Gil", "ana@example.org");
  REQUIRE(first.status == 200);
  check_same(sign(app, "Ana+Gil", "ana@example.org"), first);
  check_same(sign(app, "Ana+Gil", "ANA@example.org", "idempotency_key=0123456789abcdef"), first);
  check_same(sign(app, "Ana+Gil", "ana@example.org", "idempotency_key="), first);
  const std::string code = letter_to(app, "ana@example.org").code();
  REQUIRE(confirm(app, "Ana+Gil", "ana@example.org", code).status == 200);
  check_same(sign(app, "Ana+Gil", "ana@example.org", "idempotency_key=another-browsers-key"), first);
  check_same(sign(app, "Ana+Gil", "ana@example.org"), first);
  for (const char* name : {"Ben+Gil", "Cem+Gil", "Dot+Gil", "Eve+Gil"}) {
    check_same(sign(app, name, "ana@example.org"), first);
  }
  check_same(sign(app, "Somebody+Else", "else@example.org"), first);
  CHECK(app.confirmed("checked") == 1);
}

TEST_CASE("where nobody has to confirm, new and repeated signatures get the same bytes and headers, and no mail") {
  const App app;
  const Answer first = app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org"));
  check_same(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org")), first);
  REQUIRE(sign(app, "Ben+Gil", "ben@example.org").status == 200);
  REQUIRE(letters_to(app, "ben@example.org").size() == 1);
  CHECK(letters_to(app, "ana@example.org", 0).empty());
}

TEST_CASE("the mailbox alone learns that it has signed already") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org");
  confirm(app, "Ana+Gil", "ana@example.org", letter_to(app, "ana@example.org").code());
  REQUIRE(letters_to(app, "ana@example.org", 2).back().subject == "Your signature is confirmed: Checked by mail");
  sign(app, "Ana+Gil", "ana@example.org");  // the same request, as if its answer had been lost: no mail
  REQUIRE(app.post(kSign, "idempotency_key=another-browsers-key&name=Ana+Gil&email=ana@example.org&text_version=" +
                              app.text_version("checked"))
              .status == 200);
  const std::vector<ReceivedMail> letters = letters_to(app, "ana@example.org", 3);
  REQUIRE(letters.size() == 3);
  CHECK(letters.back().subject == "You have signed already: Checked by mail");
  CHECK(letters.back().code().empty());
  CHECK(contains(letters.back().text, "/my"));
}

TEST_CASE("a code is forgiven its blanks, and what is no code is said at the field") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org");
  const std::string code = letter_to(app, "ana@example.org").code();
  CHECK(problems_of(confirm(app, "Ana+Gil", "ana@example.org", "")) == Problems{"code required"});
  CHECK(problems_of(confirm(app, "Ana+Gil", "ana@example.org", "+++")) == Problems{"code required"});
  CHECK(problems_of(confirm(app, "Ana+Gil", "ana@example.org", "12345")) == kWrong);
  CHECK(problems_of(confirm(app, "Ana+Gil", "ana@example.org", "abcdef")) == kWrong);
  CHECK(confirm(app, "+ana++gil", "Ana@Example.org", "+" + code.substr(0, 3) + "+" + code.substr(3)).status == 200);
}

TEST_CASE("whatever is wrong with a code is one and the same refusal") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org");
  sign(app, "Ben+Gil", "ben@example.org");
  const std::string code = letter_to(app, "ana@example.org").code();
  const Answer wrong = confirm(app, "Ana+Gil", "ana@example.org", other_code(code));
  CHECK(wrong.status == 422);
  CHECK(problems_of(wrong) == kWrong);
  CHECK_FALSE(contains(wrong.body, "ana@example.org"));
  check_same(confirm(app, "Ana+Gil", "nobody@example.org", code), wrong);
  check_same(confirm(app, "Ben+Gil", "ben@example.org", other_code(letter_to(app, "ben@example.org").code())), wrong);
  check_same(confirm(app, "Nobody", "no+address", code), wrong);
  for (const char* ticket : {"", "idempotency_key=&", "idempotency_key=another-browsers-key&"}) {
    check_same(app.post(kConfirm, ticket + std::string("name=Ana+Gil&email=ana@example.org&code=") + code), wrong);
  }
  let_pass(app, limits::kMailCodeMs);
  check_same(confirm(app, "Ana+Gil", "ana@example.org", code), wrong);
  CHECK(app.confirmed("checked") == 0);
}

TEST_CASE("after five wrong codes the right one is refused, until another mail is sent") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org");
  const std::string code = letter_to(app, "ana@example.org").code();
  for (int i = 0; i < limits::kMailCodeAttemptsMax; ++i) {
    CHECK(problems_of(confirm(app, "Ana+Gil", "ana@example.org", other_code(code))) == kWrong);
  }
  CHECK(problems_of(confirm(app, "Ana+Gil", "ana@example.org", code)) == kWrong);

  let_pass(app, limits::kMailAgainMs);
  CHECK(app.post(kAgain, signer("Ana+Gil", "ana@example.org")).status == 200);
  const std::vector<ReceivedMail> letters = letters_to(app, "ana@example.org", 2);
  REQUIRE(letters.size() == 2);
  CHECK(confirm(app, "Ana+Gil", "ana@example.org", letters.back().code()).status == 200);
}

TEST_CASE("a neighbour who guesses at requests that nobody has made keeps nobody from typing the code") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org");
  const std::string code = letter_to(app, "ana@example.org").code();
  const auto guess = [&](const std::string& ticket) {
    return app.post(kConfirm, "idempotency_key=" + ticket + "&name=Any+One&email=ana@example.org&code=000000");
  };
  for (std::uint32_t i = 0; i < limits::kWrongGuessesOfNetworkMax; ++i) {
    CHECK(problems_of(guess("of-nobody-at-all-" + std::to_string(i))) == kWrong);
  }
  const Answer refused = guess("of-nobody-at-all");
  CHECK(refused.status == 429);
  CHECK(refused.header("retry-after") != "");
  CHECK(contains(refused.body, "Use the link in the email"));
  CHECK(confirm(app, "Ana+Gil", "ana@example.org", code).status == 200);
}

TEST_CASE("guesses at a request that was made are counted alike, whether or not its signer has signed before") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org");
  const std::string code = letter_to(app, "ana@example.org").code();
  REQUIRE(confirm(app, "Ana+Gil", "ana@example.org", code).status == 200);
  const auto statuses = [&](const std::string& name, const std::string& email) {
    const std::string own = "idempotency_key=a-strangers-own-key&name=" + name + "&email=" + email;
    CHECK(app.post(kSign, own + "&text_version=" + app.text_version("checked")).status == 200);
    std::string all;
    for (std::uint32_t i = 0; i <= limits::kWrongGuessesOfNetworkMax; ++i) {
      all += std::to_string(app.post(kConfirm, own + "&code=" + other_code(code)).status) + " ";
    }
    return all;
  };
  const std::string known = statuses("Ana+Gil", "ana@example.org");
  CHECK(known == statuses("Eva+Gil", "eva@example.org"));
  CHECK(contains(known, "422 429"));
}

TEST_CASE("the mail is sent again, beyond ten a day later, and the answer is always the same") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org");
  REQUIRE(letters_to(app, "ana@example.org").size() == 1);
  const Answer first = app.post(kAgain, signer("Ana+Gil", "ana@example.org"));
  CHECK(first.status == 200);
  CHECK(contains(first.body, "If we could send another email"));
  check_same(app.post(kAgain, signer("Nobody", "nobody@example.org")), first);
  check_same(app.post(kAgain, signer("Nobody", "no+address")), first);
  for (int i = 0; i < limits::kMailsPerMailboxMax + 2; ++i) {
    let_pass(app, limits::kMailAgainMs);
    check_same(app.post(kAgain, signer("Ana+Gil", "ana@example.org")), first);
  }
  // Another mailbox's mail comes after all of them. The first mail of a network is in a queue of its own.
  sign(app, "Ben+Gil", "ben@example.org");
  REQUIRE(letters_to(app, "ben@example.org").size() == 1);
  CHECK(letters_to(app, "ana@example.org", 0).size() == limits::kMailsPerMailboxMax + 1);
  let_pass(app, limits::kMailGapMsMin);
  CHECK(letters_to(app, "ana@example.org", 0).size() == limits::kMailsPerMailboxMax + 2);
  CHECK(letters_to(app, "nobody@example.org", 0).empty());
}

TEST_CASE("a campaign that asks nobody to confirm mails nobody again") {
  const App app;
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana Gil", "ana@example.org")).status == 200);
  CHECK(app.post("/v1/campaigns/open/confirmations/again", signer("Ana+Gil", "ana@example.org")).status == 200);
  // Another mailbox's mail comes after it.
  sign(app, "Ben+Gil", "ben@example.org");
  REQUIRE(letters_to(app, "ben@example.org").size() == 1);
  CHECK(letters_to(app, "ana@example.org", 0).empty());
}

TEST_CASE("pending view, refusal and mail are in the signer's language") {
  const App app;
  const Answer pending = sign(app, "Ana+Gil", "ana@example.org", "locale=es");
  CHECK(json_of(pending)["lang"] == "es");
  CHECK(contains(pending.body, text_of(Locale::Spanish, Message::PendingHeading)));
  const ReceivedMail letter = letter_to(app, "ana@example.org");
  CHECK(contains(letter.text, text_of(Locale::Spanish, Message::MailConfirmIntro)));
  CHECK(contains(letter.link(), "lang=es"));
  const Answer wrong = app.post(kConfirm, signer("Ana+Gil", "ana@example.org", "code=&locale=es"));
  CHECK(wrong.header("content-language") == "es");
  CHECK(contains(app.post(kAgain, signer("Ana+Gil", "ana@example.org", "locale=es")).body,
                 text_of(Locale::Spanish, Message::PendingResent)));
}

TEST_CASE("codes come from this server's pages, partners and programs, as forms") {
  const App app;
  for (const char* path : {kConfirm, kAgain}) {
    CAPTURE(path);
    const std::string form = signer("Ana+Gil", "ana@example.org", "code=123456");
    const Answer ally = app.post(path, form, {"Origin: https://ally.example"});
    CHECK(ally.header("access-control-allow-origin") == "https://ally.example");
    CHECK(ally.status != 403);
    for (const char* origin : {"https://stranger.example", "null"}) {
      const Answer stranger = app.post(path, form, {std::string("Origin: ") + origin});
      CHECK(stranger.status == 403);
      CHECK(stranger.header("access-control-allow-origin") == "*");
    }
    CHECK(app.ask(path, {.method = "POST", .body = "{}", .type = "application/json"}).status == 415);
    CHECK(app.ask(path, {.method = "GET"}).status == 405);
  }
  CHECK(app.post("/v1/campaigns/nowhere/confirmations", "code=123456").status == 404);
  CHECK(app.post("/v1/campaigns/hidden/confirmations/again", "").status == 404);
}

TEST_CASE("an organization confirms by its own name") {
  const App app;
  nlohmann::json file = nlohmann::json::parse(campaign_file());
  for (nlohmann::json& campaign : file["campaigns"]) {
    if (campaign["slug"] == "groups") campaign["confirmation"] = "email";
  }
  app.import(file.dump());
  REQUIRE(eventually([&] { return contains(app.get("/p/groups").body, "email you a code"); }));
  const std::string ticket = std::string(kTicket) + "&";
  REQUIRE(app.post("/v1/campaigns/groups/signatures",
                   ticket + "organization=Tenants+United&name=Ana+Gil&email=office@example.org&text_version=" +
                       app.text_version("groups"))
              .status == 200);
  const std::string code = letter_to(app, "office@example.org").code();
  CHECK(problems_of(app.post("/v1/campaigns/groups/confirmations",
                             ticket + "organization=Others&name=Ana+Gil&email=office@example.org&code=" + code)) ==
        kWrong);
  CHECK(app.post("/v1/campaigns/groups/confirmations",
                 ticket + "organization=tenants+united&name=Somebody&email=office@example.org&code=" + code)
            .status == 200);
}

TEST_CASE(
    "a stranger who posts a pending signature again with another comment does not change what its code confirms") {
  const App app;
  REQUIRE(sign(app, "Ana+Gil", "ana@example.org", "comment=Mine&visibility=initials").status == 200);
  const std::string code = letter_to(app, "ana@example.org").code();
  const std::string strangers = "idempotency_key=a-strangers-own-key&";
  const Answer reposted = app.post(
      kSign, strangers + "name=Ana+Gil&email=ana@example.org&comment=Theirs&visibility=public&consent=updates" +
                 "&text_version=" + app.text_version("checked"));
  REQUIRE(reposted.status == 200);
  const std::vector<ReceivedMail> letters = letters_to(app, "ana@example.org", 2);
  REQUIRE(letters.size() == 2);
  CHECK(letters.back().code() != code);

  // More than five guesses, on the stranger's own page and on one that belongs to nobody.
  for (int i = 0; i < limits::kMailCodeAttemptsMax; ++i) {
    app.post(kConfirm, strangers + "name=Ana+Gil&email=ana@example.org&code=" + other_code(letters.back().code()));
    app.post(kConfirm, "idempotency_key=of-nobody-at-all&name=Ana+Gil&email=ana@example.org&code=" + other_code(code));
  }
  // Neither code confirms the other request.
  CHECK(problems_of(confirm(app, "Ana+Gil", "ana@example.org", letters.back().code())) == kWrong);
  CHECK(confirm(app, "Ana+Gil", "ana@example.org", code).status == 200);
  const Answer signers = app.get("/v1/campaigns/checked/signers");
  CHECK(contains(signers.body, "Mine"));
  CHECK(contains(signers.body, "A. G."));
  CHECK_FALSE(contains(signers.body, "Theirs"));
  CHECK(app.confirmed("checked") == 1);
  CHECK(app.post("/confirm", "c=checked&locale=en&t=" + between(letters.back().link(), "&t=", "&")).status == 410);
}

TEST_CASE("four names of one mailbox are stored, the fourth that is confirmed waits for the organizer") {
  const App app;
  const std::vector<std::string> names{"Ana+Gil", "Ben+Gil", "Cem+Gil", "Dot+Gil"};
  for (const std::string& name : names) REQUIRE(sign(app, name, "ana@example.org").status == 200);
  const std::vector<ReceivedMail> letters = letters_to(app, "ana@example.org", names.size());
  REQUIRE(letters.size() == names.size());
  for (const ReceivedMail& letter : letters) {
    CHECK(app.post("/confirm", "c=checked&locale=en&t=" + between(letter.link(), "&t=", "&")).status == 303);
  }
  CHECK(app.confirmed("checked") == limits::kNamesPerMailboxMax);
  CHECK(open_store(app)->counts()->at("checked").quarantined == 1);
}

TEST_CASE("where nobody confirms, the fourth name of a mailbox waits for the organizer, and the answer is the same") {
  const App app;
  for (const char* name : {"Ana+Gil", "Ben+Gil", "Cem+Gil", "Dot+Gil", "Eve+Gil"}) {
    CHECK(app.post("/v1/campaigns/open/signatures", app.form(name, "ana@example.org")).status == 200);
  }
  CHECK(app.confirmed() == limits::kNamesPerMailboxMax);
  CHECK(open_store(app)->counts()->at("open").quarantined == 2);
}
