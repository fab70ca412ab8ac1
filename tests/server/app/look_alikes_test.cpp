// Addresses that are the same mailbox, and addresses that may be.
#include <doctest/doctest.h>

#include <string>

#include "server/limits.h"
#include "tests/server/app/fixture.h"
#include "tests/server/app/mailbox.h"
#include "tests/server/everywhere.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

std::string tagged(const std::string& tag) {
  return "bob%2B" + tag + "@corp.example";
}

Answer sign(const App& app, const std::string& campaign, const std::string& name, const std::string& email) {
  return app.post("/v1/campaigns/" + campaign + "/signatures",
                  "name=" + name + "&email=" + email + "&text_version=" + app.text_version(campaign));
}

std::string hidden(const Answer& page, const std::string& name) {
  return between(page.body, "name=\"" + name + "\" value=\"", "\"");
}

Answer ask_code(const App& app, const std::string& email) {
  Answer page = app.post("/my/code", "email=" + email);
  REQUIRE(page.status == 200);
  return page;
}

}  // namespace

TEST_CASE("twenty tags of one mailbox are one signer, at any provider") {
  const App app;
  for (int i = 0; i < 20; ++i) REQUIRE(sign(app, "open", "Bob+Gil", tagged(std::to_string(i))).status == 200);
  REQUIRE(sign(app, "open", "Bob+Gil", "BOB@Corp.Example").status == 200);
  CHECK(app.confirmed() == 1);
}

TEST_CASE("twenty tags of one mailbox get no more mails than one, and each to the address as it was typed") {
  const App app;
  for (int i = 0; i < 20; ++i) REQUIRE(sign(app, "checked", "Bob+Gil", tagged(std::to_string(i))).status == 200);
  REQUIRE(sign(app, "checked", "Ana+Gil", "ana@example.org").status == 200);
  REQUIRE(letters_to(app, "ana@example.org").size() == 1);
  int mails = 0;
  CHECK(eventually([&] {
    mails = 0;
    for (int i = 0; i < 20; ++i) {
      mails += static_cast<int>(letters_to(app, "bob+" + std::to_string(i) + "@corp.example", 0).size());
    }
    return mails == limits::kMailsPerMailboxMax + 1;  // including the network's first (store/sqlite/mail_slots.h)
  }));
  CHECK(letters_to(app, "bob@corp.example", 0).empty());
}

TEST_CASE("a tag that may be somebody else's mailbox opens nobody else's signatures") {
  const App app;
  REQUIRE(sign(app, "open", "Bob+Gil", "bob@corp.example").status == 200);
  REQUIRE(sign(app, "second", "Eve+Gil", tagged("eve")).status == 200);

  SUBCASE("by asking for one's own") {
    const Answer page = ask_code(app, tagged("eve"));
    const std::string code = letter_to(app, "bob+eve@corp.example").code();
    const std::string form = "&ticket=" + hidden(page, "ticket") + "&code=" + code;
    CHECK(app.post("/my", "email=bob@corp.example" + form).status == 422);
    const Answer list = app.post("/my", "email=" + tagged("eve") + form);
    REQUIRE(list.status == 200);
    CHECK(contains(list.body, "Eve Gil"));
    CHECK_FALSE(contains(list.body, "Bob Gil"));
    const std::string token = "&token=" + hidden(list, "token");
    CHECK(app.post("/my/download", "email=" + tagged("eve") + token).status == 200);
    CHECK(app.post("/my/download", "email=bob@corp.example" + token).status != 200);
  }
  SUBCASE("by asking for the other's") {
    const Answer page = ask_code(app, "bob@corp.example");
    const std::string code = letter_to(app, "bob@corp.example").code();
    CHECK(letters_to(app, "bob+eve@corp.example", 0).empty());
    const Answer list = app.post("/my", "email=bob@corp.example&ticket=" + hidden(page, "ticket") + "&code=" + code);
    REQUIRE(list.status == 200);
    CHECK(contains(list.body, "Bob Gil"));
    CHECK_FALSE(contains(list.body, "Eve Gil"));
  }
}

TEST_CASE("what a tagged address has erased is seen and withdrawn by its owner alone") {
  const App app;
  REQUIRE(sign(app, "open", "Tim+Tag", tagged("tim")).status == 200);
  REQUIRE(sign(app, "second", "Tim+Owner", "bob@corp.example").status == 200);
  const auto open_list = [&](const std::string& typed, const std::string& address) {
    const Answer page = ask_code(app, typed);
    const std::string code = letter_to(app, address).code();
    return app.post("/my", "email=" + typed + "&ticket=" + hidden(page, "ticket") + "&code=" + code);
  };
  const Answer of_tag = open_list(tagged("tim"), "bob+tim@corp.example");
  const Answer of_owner = open_list("bob@corp.example", "bob@corp.example");
  const auto change = [&](const Answer& list, const std::string& email, const std::string& what) {
    return app.post("/my/change", "email=" + email + "&token=" + hidden(list, "token") + "&id=" + hidden(of_tag, "id") +
                                      "&change=" + what);
  };
  const auto downloaded = [&](const Answer& list, const std::string& email) {
    return app.post("/my/download", "email=" + email + "&token=" + hidden(list, "token")).body;
  };
  REQUIRE(change(of_tag, tagged("tim"), "erase").status == 200);
  CHECK(contains(downloaded(of_owner, "bob@corp.example"), "Tim Owner"));
  CHECK_FALSE(contains(downloaded(of_owner, "bob@corp.example"), "\"open\""));
  CHECK(change(of_owner, "bob@corp.example", "withdraw").status == 404);
  CHECK(app.confirmed("open") == 1);
  CHECK(contains(downloaded(of_tag, tagged("tim")), "\"open\""));
  CHECK(change(of_tag, tagged("tim"), "withdraw").status == 200);
  CHECK(app.confirmed("open") == 0);
}

TEST_CASE("a request that another spelling of its mailbox makes void leaves no mail in the folder") {
  const App app;
  const auto request = [](const std::string& email, const std::string& key) {
    return "idempotency_key=" + key + "-0123456789abcdef&name=Gin+Bo&email=" + email;
  };
  const std::string sign_at = "/v1/campaigns/checked/signatures";
  const std::string agreed = "&text_version=" + app.text_version("checked") + "&comment=";
  REQUIRE(app.post(sign_at, request("Bob@corp.example", "first") + agreed + "Firstcomment").status == 200);
  REQUIRE(app.post(sign_at, request("bob@corp.example", "second") + agreed + "Secondcomment").status == 200);
  REQUIRE_FALSE(letter_to(app, "Bob@corp.example").code().empty());
  const std::string code = letter_to(app, "bob@corp.example").code();
  REQUIRE(files_with(app.service().mail_spool(), "Firstcomment") != "");
  REQUIRE(
      app.post("/v1/campaigns/checked/confirmations", request("bob@corp.example", "second") + "&code=" + code).status ==
      200);
  CHECK(eventually([&] { return files_with(app.service().mail_spool(), "Firstcomment") == ""; }));
  CHECK(files_with(app.service().mail_spool(), "Secondcomment") != "");
}

TEST_CASE("where the provider says that a tag is none, each address of the mailbox opens all its signatures") {
  const App app;
  REQUIRE(sign(app, "open", "Bob+Gil", "b.o.b%2Bx@gmail.com").status == 200);
  const Answer page = ask_code(app, "bob@googlemail.com");
  const std::string code = letter_to(app, "b.o.b+x@gmail.com").code();
  const Answer list = app.post("/my", "email=bob@googlemail.com&ticket=" + hidden(page, "ticket") + "&code=" + code);
  REQUIRE(list.status == 200);
  CHECK(contains(list.body, "Bob Gil"));
}
