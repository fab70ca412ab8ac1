#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "server/http/client_address.h"
#include "server/limits.h"
#include "tests/server/app/fixture.h"
#include "tests/server/app/mailbox.h"
#include "tests/server/everywhere.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr const char* kAna = "ana@example.org";

void sign(const App& app, const std::string& campaign, const std::string& name, const std::string& more = {}) {
  const Answer answer = app.post("/v1/campaigns/" + campaign + "/signatures",
                                 "name=" + name + "&email=" + kAna + "&text_version=" + app.text_version(campaign) +
                                     (more.empty() ? "" : "&" + more));
  REQUIRE(answer.status == 200);
}

std::string words(Message message) {
  return text_of(Locale::English, message);
}

std::string hidden(const Answer& page, const std::string& name) {
  return between(page.body, "name=\"" + name + "\" value=\"", "\"");
}

// Asks for a code. Returns the form to type it into, without the code.
std::string ask_code(const App& app, const std::string& email = kAna, const std::string& more = {}) {
  const Answer page = app.post("/my/code", "email=" + email + more);
  REQUIRE(page.status == 200);
  return "email=" + email + "&ticket=" + hidden(page, "ticket") + "&code=";
}

// The list, as a person gets it by asking for a code and typing it.
Answer open_list(const App& app, const std::string& email = kAna) {
  const std::size_t letters = letters_to(app, email, 0).size();
  const std::string form = ask_code(app, email);
  const std::vector<ReceivedMail> mails = letters_to(app, email, letters + 1);
  REQUIRE(mails.size() == letters + 1);
  return app.post("/my", form + mails.back().code());
}

// The hidden fields of the first signature on the list, and the change to make.
std::string change_form(const Answer& list, const std::string& change) {
  return "email=" + hidden(list, "email") + "&token=" + hidden(list, "token") + "&id=" + hidden(list, "id") +
         "&change=" + change;
}

}  // namespace

TEST_CASE("whoever reads the mailbox sees what it has signed in every campaign") {
  const App app;
  sign(app, "open", "Ana+Gil", "comment=Because+I+care&consent=updates&partner=ally&utm_source=whatsapp&country=ES");
  sign(app, "second", "Ben+Gil");
  CHECK(contains(app.get("/my").body, "action=\"/my/code\""));
  const Answer list = open_list(app);
  REQUIRE(list.status == 200);
  CHECK(list.header("cache-control") == "no-store");
  CHECK(list.header("set-cookie").empty());
  CHECK(contains(list.body, "<title>My signatures</title>"));
  CHECK(contains(list.body, "<meta name=\"robots\" content=\"noindex\">"));
  for (const char* part : {"href=\"/p/open?lang=en\">Open the gates", "A second one", "Ana Gil", "Ben Gil", kAna,
                           "Because I care", "Send me news.", "Spain", "Ally", "whatsapp", "English"}) {
    CAPTURE(part);
    CHECK(contains(list.body, part));
  }
  CHECK(contains(list.body, app.text_version("open")));
  CHECK(contains(list.body, words(Message::MyConfirmed)));
}

TEST_CASE("nobody learns at /my whether somebody has signed") {
  const App app;
  sign(app, "open", "Ana+Gil");
  const Answer known = app.post("/my/code", std::string("email=") + kAna);
  const Answer unknown = app.post("/my/code", "email=eva@example.org");
  REQUIRE(known.status == 200);
  std::string same = unknown.body;
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"eva@", "ana@"}, {hidden(unknown, "ticket"), hidden(known, "ticket")}}) {
    for (std::size_t at = same.find(from); at != std::string::npos; at = same.find(from)) {
      same.replace(at, from.size(), to);
    }
  }
  CHECK(same == known.body);
  const std::string code = letter_to(app, kAna).code();
  REQUIRE_FALSE(code.empty());
  CHECK(letters_to(app, "eva@example.org", 0).empty());
  const Answer wrong = app.post("/my", "email=eva@example.org&ticket=" + hidden(known, "ticket") + "&code=" + code);
  CHECK(wrong.status == 422);
  CHECK(contains(wrong.body, "<a href=\"#code\">"));
  CHECK_FALSE(contains(wrong.body, "Open the gates"));
}

TEST_CASE("while nothing can be written, nobody is told that a code is on its way, whether they have signed or not") {
  const App app;
  sign(app, "open", "Ana");
  SQLite::Database(app.folder().file("data/undersigned.db"), SQLite::OPEN_READWRITE, 5'000)
      .exec(
          "CREATE TRIGGER full BEFORE UPDATE ON disk_touch BEGIN SELECT RAISE(ABORT, 'full'); END;"
          "CREATE TRIGGER fuller BEFORE UPDATE ON disk_room BEGIN SELECT RAISE(ABORT, 'full'); END");
  for (const char* email : {kAna, "nobody@example.org", kAna}) {
    CAPTURE(email);
    CHECK(app.post("/my/code", std::string("email=") + email).status == 503);
  }
}

TEST_CASE("a code of /my opens once, after five wrong ones not at all, and confirms no signature") {
  const App app;
  sign(app, "checked", "Ana+Gil");
  const std::string confirm_code = letter_to(app, kAna).code();
  const std::string open = ask_code(app);
  const std::vector<ReceivedMail> letters = letters_to(app, kAna, 2);
  REQUIRE(letters.size() == 2);
  const std::string form = open + letters.back().code();
  CHECK(app.post("/my", open + confirm_code).status == 422);
  CHECK(app.post("/v1/campaigns/checked/confirmations",
                 std::string("name=Ana+Gil&email=") + kAna + "&code=" + letters.back().code())
            .status == 422);
  CHECK(app.post("/my", form).status == 200);
  CHECK(app.post("/my", form).status == 422);

  let_pass(app, limits::kMailAgainMs);
  const std::string again = ask_code(app);
  const std::string next = letters_to(app, kAna, 3).back().code();
  for (int i = 0; i < limits::kMailCodeAttemptsMax; ++i) {
    CHECK(app.post("/my", again + confirm_code).status == 422);
  }
  CHECK(app.post("/my", again + next).status == 422);
}

TEST_CASE("a neighbour who guesses at codes that nobody asked for keeps nobody out of /my") {
  const App app;
  sign(app, "open", "Ana+Gil");
  const std::string form = ask_code(app);
  const std::string code = letter_to(app, kAna).code();
  const std::string made_up = "&ticket=0123456789abcdefghjkmnpqrs&code=000000";
  for (std::uint32_t i = 0; i < limits::kWrongGuessesOfNetworkMax; ++i) {
    CHECK(app.post("/my", std::string("email=") + kAna + made_up).status == 422);
  }
  const Answer refused = app.post("/my", std::string("email=") + kAna + made_up);
  CHECK(refused.status == 429);
  CHECK(contains(refused.body, words(Message::ErrorTooManyCodes)));
  CHECK(app.post("/my", form + code).status == 200);
}

TEST_CASE("the link of the mail opens the list with a button, as often as it is pressed, for a day") {
  const App app;
  sign(app, "open", "Ana+Gil");
  ask_code(app);
  const std::string link = letter_to(app, kAna).my_link();
  REQUIRE_FALSE(link.empty());
  CHECK_FALSE(contains(link, "ana"));
  // A program that scans mails opens nothing with it.
  const Answer page = app.get(link);
  CHECK(page.status == 200);
  CHECK(page.header("cache-control") == "no-store");
  CHECK(page.header("referrer-policy") == "same-origin");
  for (const char* part : {"Open the gates", "Ana Gil", kAna}) CHECK_FALSE(contains(page.body, part));
  for (int i = 0; i < 2; ++i) {
    const Answer list = app.post("/my", "t=" + hidden(page, "t"));
    CHECK(list.status == 200);
    CHECK(contains(list.body, "Open the gates"));
    CHECK(app.post("/my/change", change_form(list, "visibility&visibility=hidden")).status == 200);
  }
}

TEST_CASE("a link that was changed or cut off opens nothing, and its page asks for the address again") {
  const App app;
  sign(app, "open", "Ana+Gil");
  ask_code(app);
  const std::string token = between(letter_to(app, kAna).my_link(), "t=", "&");
  std::string changed = token;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  for (const std::string& wrong :
       {changed, token.substr(0, token.size() - 4), std::string("1"), std::string(600, 'A')}) {
    CAPTURE(wrong);
    for (const Answer& answer : {app.get("/my?t=" + wrong), app.post("/my", "t=" + wrong)}) {
      CHECK(answer.status == 403);
      CHECK(contains(answer.body, "autofocus>" + words(Message::MyLinkExpired)));
      CHECK(contains(answer.body, "action=\"/my/code\""));
      CHECK_FALSE(contains(answer.body, "Open the gates"));
    }
  }
  CHECK(app.post("/my", "t=" + token, {"Origin: https://ally.example"}).status == 403);
}

TEST_CASE("twelve signatures that strangers give for a mailbox do not keep its owner from the list") {
  const App app;
  for (int i = 0; i < 12; ++i) {
    const std::string name = "name=Made+Up+" + std::string(1, static_cast<char>('A' + i)) + "&email=" + kAna;
    REQUIRE(
        app.post("/v1/campaigns/checked/signatures", name + "&text_version=" + app.text_version("checked")).status ==
        200);
  }
  REQUIRE(letters_to(app, kAna, 11).size() == 11);  // the first of this network, and ten
  const std::string form = ask_code(app);
  const std::vector<ReceivedMail> letters = letters_to(app, kAna, 12);
  REQUIRE(letters.size() == 12);
  CHECK(app.post("/my", form + letters.back().code()).status == 200);
}

TEST_CASE("whatever strangers enter for a mailbox, its owner sees, downloads, hides, withdraws and erases") {
  const App app([](app::Options& options) { options.guard.free_signatures = 1'000; });
  sign(app, "checked", "Ana+Gil", kTicket);
  const std::string code = "&code=" + letter_to(app, kAna).code() + "&" + kTicket;
  REQUIRE(app.post("/v1/campaigns/checked/confirmations", std::string("name=Ana+Gil&email=") + kAna + code).status ==
          200);
  for (int i = 0; i < 60; ++i) sign(app, "open", "Made+Up+" + std::to_string(i));
  for (int i = 0; i < 140; ++i) sign(app, "checked", "Made+Up+" + std::to_string(i));
  ask_code(app);
  Answer list;
  REQUIRE(eventually([&] {
    for (const ReceivedMail& mail : letters_to(app, kAna, 0)) {
      if (mail.my_link().empty()) continue;
      list = app.post("/my", "t=" + between(mail.my_link(), "t=", "&"));
      return list.status == 200;
    }
    return false;
  }));
  CHECK(list.body.find("Ana Gil") < list.body.find("Made Up"));
  CHECK(list.body.size() < 300'000);
  CHECK(contains(list.body, "And 120 more that are not confirmed."));
  const std::string access = "email=" + hidden(list, "email") + "&token=" + hidden(list, "token");
  const Answer older = app.post("/my/list", access + "&skipped=50");
  CHECK(older.status == 200);
  CHECK(contains(older.body, "Made Up 0<"));
  CHECK(json_of(app.post("/my/download", access))["signatures"].size() == 201);
  CHECK(contains(app.post("/my/change", change_form(list, "visibility&visibility=public")).body,
                 "autofocus>" + words(Message::MySaved)));
  CHECK(contains(app.post("/my/change", change_form(list, "withdraw")).body,
                 "autofocus>" + words(Message::MyWithdrawDone)));
  CHECK(contains(app.post("/my/change", change_form(list, "erase")).body, "autofocus>" + words(Message::MyEraseDone)));

  const Answer cleared = app.post("/my/change", access + "&change=erase-requests");
  CHECK(contains(cleared.body, "autofocus>" + words(Message::MyRequestsErased)));
  CHECK_FALSE(contains(cleared.body, words(Message::MyEraseRequests)));
  CHECK(json_of(app.post("/my/download", access))["signatures"].size() == 61);
}

TEST_CASE("twelve codes that strangers ask for hold up neither the owner's own, nor what the owner signs") {
  const App app([](app::Options& options) { options.trusted_proxies.push_back(*base::parse_cidr("127.0.0.1")); });
  const auto from = [](const std::string& address) { return std::vector<std::string>{"X-Forwarded-For: " + address}; };
  sign(app, "open", "Ana+Gil");
  for (int i = 0; i < 12; ++i) {
    REQUIRE(app.post("/my/code", std::string("email=") + kAna, from("192.0.2.1")).status == 200);
  }
  REQUIRE(letters_to(app, kAna, 2).size() == 2);  // the first of that network, and the first that is not
  const Answer page = app.post("/my/code", std::string("email=") + kAna, from("198.51.100.1"));
  const std::vector<ReceivedMail> letters = letters_to(app, kAna, 3);
  REQUIRE(letters.size() == 3);
  // The link of any of these mails opens the list.
  CHECK(app.post("/my", "t=" + between(letters.front().my_link(), "t=", "&")).status == 200);
  const std::string form = std::string("email=") + kAna + "&ticket=" + hidden(page, "ticket") + "&code=";
  CHECK(app.post("/my", form + letters.back().code()).status == 200);
  sign(app, "checked", "Ana+Gil");
  CHECK(letters_to(app, kAna, 4).back().link().empty() == false);
}

TEST_CASE("asking for the code again from its page sends the same one, which the page still takes") {
  const App app;
  sign(app, "open", "Ana+Gil");
  const std::string form = ask_code(app);
  const std::string first = letters_to(app, kAna, 1).back().code();
  const std::string ticket = between(form, "ticket=", "&");
  let_pass(app, limits::kMailAgainMs);
  CHECK(ask_code(app, kAna, "&ticket=" + ticket) == form);
  CHECK(letters_to(app, kAna, 2).back().code() == first);
  CHECK(app.post("/my", form + first).status == 200);
}

TEST_CASE("what cannot be a ticket of ours is not sent back") {
  const App app;
  for (const std::string& ticket : {std::string("%3Cb%3E"), std::string(5'000, 'a'), std::string(26, '-')}) {
    CHECK_FALSE(contains(app.post("/my/code", std::string("email=") + kAna + "&ticket=" + ticket).body, ticket));
    CHECK(hidden(app.post("/my", std::string("email=") + kAna + "&code=1&ticket=" + ticket), "ticket").empty());
  }
}

TEST_CASE("withdrawing lowers the count at once, and leaves a way to sign anew") {
  const App app;
  sign(app, "open", "Ana+Gil");
  REQUIRE(app.confirmed() == 1);
  const Answer list = open_list(app);
  const Answer done = app.post("/my/change", change_form(list, "withdraw"));
  REQUIRE(done.status == 200);
  CHECK(contains(done.body, "autofocus>" + words(Message::MyWithdrawDone)));
  CHECK(contains(done.body, words(Message::MyWithdrawn)));
  CHECK_FALSE(contains(done.body, words(Message::MyWithdrawHint)));
  CHECK(eventually([&] { return app.confirmed() == 0; }));
  CHECK(app.post("/my/change", change_form(list, "withdraw")).status == 200);
  sign(app, "open", "Ana+Gil");
  CHECK(eventually([&] { return app.confirmed() == 1; }));
}

TEST_CASE("what the organizers ruled out cannot be withdrawn and given anew") {
  const App app;
  sign(app, "open", "Ana+Gil");
  const Answer list = open_list(app);
  SQLite::Database(app.folder().file("data/undersigned.db"), SQLite::OPEN_READWRITE, 5'000)
      .exec("UPDATE signature SET status = 3");
  const Answer answer = app.post("/my/change", change_form(list, "withdraw"));
  CHECK(answer.status == 200);
  CHECK(contains(answer.body, words(Message::MyInvalid)));
  CHECK_FALSE(contains(answer.body, words(Message::MyWithdrawDone)));
}

TEST_CASE("signers are told that the organizers hid their comment, and no longer once it is shown again") {
  const App app;
  sign(app, "open", "Ana+Gil");
  const Answer list = open_list(app);
  const auto is_told = [&] {
    const std::string shown = app.post("/my/change", change_form(list, "visibility&visibility=hidden")).body;
    return contains(shown, words(Message::MyCommentHidden));
  };
  SQLite::Database database(app.folder().file("data/undersigned.db"), SQLite::OPEN_READWRITE, 5'000);
  database.exec("UPDATE signature SET comment_hidden = 1");
  CHECK_FALSE(is_told());  // without a comment
  database.exec("UPDATE person SET comment = 'Because I care.'");
  CHECK(is_told());
  database.exec("UPDATE signature SET comment_hidden = 0");
  CHECK_FALSE(is_told());
}

TEST_CASE("whoever chooses to be seen is on the public list, and off it again") {
  const App app;
  sign(app, "open", "Ana+Gil");
  const Answer list = open_list(app);
  const auto is_listed = [&] { return contains(app.get("/v1/campaigns/open/signers").body, "Ana Gil"); };
  CHECK(contains(app.post("/my/change", change_form(list, "visibility&visibility=public")).body,
                 "autofocus>" + words(Message::MySaved)));
  CHECK(eventually(is_listed));
  app.post("/my/change", change_form(list, "visibility&visibility=hidden"));
  CHECK(eventually([&] { return !is_listed(); }));
  CHECK(app.post("/my/change", change_form(list, "visibility&visibility=loud")).status == 422);
  CHECK(app.post("/my/change", change_form(list, "everything")).status == 422);
}

TEST_CASE("each consent can be withdrawn, which is said, kept with its time, and shown to organizers") {
  const App app;
  sign(app, "open", "Ana+Gil", "consent=updates");
  const Answer list = open_list(app);
  CHECK(contains(list.body, words(Message::MyConsentWithdraw)));
  const Answer done = app.post("/my/change", change_form(list, "consent&consent=updates"));
  CHECK(contains(done.body, "autofocus>" + words(Message::MyConsentDone)));
  CHECK(contains(done.body, "Send me news."));
  CHECK(contains(done.body, "Consent withdrawn on "));
  CHECK_FALSE(contains(done.body, words(Message::MyConsentWithdraw)));
  CHECK(app.confirmed() == 1);
  const std::string access = "email=" + hidden(list, "email") + "&token=" + hidden(list, "token");
  const auto consents = json_of(app.post("/my/download", access))["signatures"][0]["consents"];
  REQUIRE(consents.size() == 1);
  CHECK(consents[0]["id"] == "updates");
  CHECK(consents[0]["withdrawn_at"].get<std::string>().size() == std::string("2026-11-23T03:17:43Z").size());
  // The same again, and one that was never given: nothing changes.
  CHECK(app.post("/my/change", change_form(list, "consent&consent=updates")).status == 200);
  CHECK(app.post("/my/change", change_form(list, "consent&consent=calls")).status == 404);
  CHECK(json_of(app.post("/my/download", access))["signatures"][0]["consents"] == consents);
}

TEST_CASE("erasing leaves no personal bytes on the disk, and the signature counted") {
  const App app;
  sign(app, "open", "Zebulon+Quist",
       "comment=Xylophones+forever&postcode=28001&country=ES&idempotency_key=zebulonsphone0123456789");
  const Answer list = open_list(app);
  REQUIRE(files_with(app.options().data, "Zebulon Quist") != "");
  // As a server that was killed while it wrote a mail leaves it.
  std::ofstream(app.options().data + "/mail/.0123456789abcdefghjkmnpqrs.1.tmp")
      << "To: Zebulon Quist <" << kAna << ">\r\nSubject: x\r\n\r\nDear Zebulon Quist, y";
  const Answer done = app.post("/my/change", change_form(list, "erase"));
  CHECK(contains(done.body, "autofocus>" + words(Message::MyEraseDone)));
  CHECK(contains(done.body, words(Message::MyErased)));
  CHECK_FALSE(contains(done.body, "Zebulon"));
  CHECK(app.confirmed() == 1);
  // In the database, its log, and the mails in the spool folder.
  for (const char* text : {"Zebulon", "Quist", "Xylophones", kAna, "28001", "zebulonsphone0123456789"}) {
    CHECK_MESSAGE(files_with(app.options().data, text) == "", text);
  }
}

TEST_CASE("everything that is kept can be downloaded, and no key of ours") {
  const App app;
  sign(app, "open", "Ana+Gil", "comment=Why+not&consent=updates&partner=ally&utm_source=whatsapp&locale=es");
  const Answer list = open_list(app);
  const Answer file = app.post("/my/download", "email=" + hidden(list, "email") + "&token=" + hidden(list, "token"));
  REQUIRE(file.status == 200);
  CHECK(file.header("content-type") == "application/json");
  CHECK(file.header("content-disposition") == "attachment; filename=\"my-signatures.json\"");
  CHECK(file.header("cache-control") == "no-store");
  const auto signature = json_of(file)["signatures"][0];
  CHECK(signature["campaign"] == "open");
  CHECK(signature["name"] == "Ana Gil");
  CHECK(signature["email"] == kAna);
  CHECK(signature["comment"] == "Why not");
  CHECK(signature["status"] == "confirmed");
  CHECK(signature["visibility"] == "hidden");
  CHECK(signature["language"] == "es");
  CHECK(signature["text_version"] == app.text_version("open"));
  CHECK(signature["consents"][0]["id"] == "updates");
  CHECK(signature["consents"][0]["text"] == "Send me news.");
  CHECK(signature["source"]["partner"] == "ally");
  CHECK(signature["source"]["utm_source"] == "whatsapp");
  CHECK(signature["signed_at"].get<std::string>().size() == std::string("2026-11-23T03:17:43Z").size());
  CHECK_FALSE(contains(file.body, hidden(list, "token")));
  CHECK_FALSE(contains(file.body, hidden(list, "id")));
}

TEST_CASE("with scripts off a signature keeps the source of the shared link, also when the form comes back once") {
  const App app;
  const auto referer = [](const std::string& page) { return std::vector<std::string>{"Referer: " + page}; };
  const std::string shared = app.service_url() + "/p/open?utm_source=whatsapp&utm_medium=share&partner=x#sign";
  const Answer again = app.post("/p/open", "name=Ana+Gil&email=" + std::string(kAna), referer(shared));
  REQUIRE(again.status == 422);
  CHECK(hidden(again, "utm_source") == "whatsapp");
  CHECK(hidden(again, "utm_medium") == "share");

  const std::string form = "name=Ana+Gil&text_version=" + app.text_version("open") + "&email=";
  REQUIRE(app.post("/p/open", form + kAna, referer(shared)).status == 303);
  const Answer list = open_list(app);
  const Answer file = app.post("/my/download", "email=" + hidden(list, "email") + "&token=" + hidden(list, "token"));
  CHECK(json_of(file)["signatures"][0]["source"]["utm_source"] == "whatsapp");
  CHECK(json_of(file)["signatures"][0]["source"]["utm_medium"] == "share");
}

TEST_CASE("the source of a link is taken from our own page alone, where the form says none, and only if it is short") {
  const App app;
  const auto source = [&](const std::string& page, const std::string& more = {}) {
    return hidden(app.post("/p/open", "name=&email=" + more, {"Referer: " + page}), "utm_source");
  };
  const std::string own = app.service_url() + "/p/open?utm_source=";
  CHECK(source(own + "telegram") == "telegram");
  CHECK(source(own + "telegram", "&utm_source=copy") == "copy");
  CHECK(source(own + std::string(65, 'a')).empty());
  CHECK(source("https://elsewhere.example/p/open?utm_source=telegram").empty());
  CHECK(source(app.service_url() + "@elsewhere.example/?utm_source=telegram").empty());
  CHECK(source("telegram").empty());
}

TEST_CASE("a form of the list works for its own mailbox and signatures alone") {
  const App app;
  sign(app, "open", "Ana+Gil");
  REQUIRE(app.post("/v1/campaigns/second/signatures",
                   "name=Eva&email=eva@example.org&text_version=" + app.text_version("second"))
              .status == 200);
  const Answer ana = open_list(app);
  const Answer eva = open_list(app, "eva@example.org");
  const std::string of_eva = "&id=" + hidden(eva, "id") + "&change=withdraw";
  const std::string token = "&token=" + hidden(ana, "token");
  CHECK(app.post("/my/change", std::string("email=") + kAna + token + of_eva).status == 404);
  const Answer foreign = app.post("/my/change", "email=eva@example.org" + token + of_eva);
  CHECK(foreign.status == 403);
  CHECK(contains(foreign.body, "autofocus>" + words(Message::MyExpired)));
  CHECK(app.post("/my/download", "email=eva@example.org" + token).status == 403);
  CHECK(app.post("/my/download", std::string("email=") + kAna).status == 403);
  CHECK(app.confirmed("second") == 1);
}

TEST_CASE("an address that is none is asked for again with what was typed") {
  const App app;
  const Answer answer = app.post("/my/code", "email=ana+at+home&locale=es");
  CHECK(answer.status == 422);
  CHECK(contains(answer.body, "<html lang=\"es\""));
  CHECK(contains(answer.body, "value=\"ana at home\""));
  CHECK(contains(answer.body, "<a href=\"#email\">"));
}

TEST_CASE("only this server's own pages send the forms of /my, and no GET changes anything") {
  const App app;
  for (const char* path : {"/my", "/my/code", "/my/list", "/my/change", "/my/download"}) {
    CAPTURE(path);
    CHECK(app.post(path, "email=ana@example.org", {"Origin: https://ally.example"}).status == 403);
    CHECK(app.post(path, "email=ana@example.org", {"Sec-Fetch-Site: cross-site"}).status == 403);
    CHECK(app.ask(path, {.method = "POST", .body = "{}", .type = "application/json"}).status == 415);
    if (std::string(path) != "/my") CHECK(app.get(path).status == 405);
  }
}

TEST_CASE("every page of the server's own has a way to /my") {
  const App app;
  for (const char* path : {"/", "/p/open", "/p/nowhere", "/my"}) {
    CAPTURE(path);
    CHECK(contains(app.get(path, {"Accept: text/html"}).body, "<a href=\"/my?lang=en\">My signatures</a>"));
  }
}
