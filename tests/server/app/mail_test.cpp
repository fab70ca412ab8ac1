// From the form over HTTP to a real mail server, and back with the code or link in the mail.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/limits.h"
#include "tests/server/app/captured_stderr.h"
#include "tests/server/app/fixture.h"
#include "tests/server/app/mailbox.h"
#include "tests/server/mail/mail_server.h"

using namespace undersigned;
using namespace undersigned::testing;
using mail::MailServer;

namespace {

constexpr const char* kSignatures = "/v1/campaigns/checked/signatures";
constexpr const char* kConfirmations = "/v1/campaigns/checked/confirmations";

void send_through(app::Options& options, const MailServer& server) {
  options.mail.smtp = server.settings();
  options.mail.from = {"Petitions", "petitions@example.org"};
}

App app_with(const MailServer& server) {
  return App([&](app::Options& options) { send_through(options, server); });
}

std::string form(const App& app, const std::string& more) {
  return "text_version=" + app.text_version("checked") + "&" + more;
}

std::vector<std::string> matches(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (auto match = std::sregex_iterator(text.begin(), text.end(), expression); match != std::sregex_iterator();
       ++match) {
    found.push_back((*match)[1].str());
  }
  return found;
}

struct CommandResult {
  int code = 0;
  std::string out;
  std::string err;
};

CommandResult test_mail(const app::Options& options) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const int code = app::test_mail(options, {in, out, err});
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("who signs gets a mail with code and link in their language, and the code brings the thanks") {
  MailServer server;
  const App app = app_with(server);
  const std::string signer = kTicket + std::string("&name=Ana+Gil&email=ana@example.net&locale=es");
  REQUIRE(app.post(kSignatures, form(app, signer)).status == 200);

  const ReceivedMail letter = letter_of(server.next_mail()["data"].get<std::string>());
  CHECK(letter.to == "ana@example.net");
  CHECK(contains(letter.bytes, "From: =?utf-8?Q?Gate_Keepers_a_trav=C3=A9s_de_Petitions?="));
  CHECK(
      contains(letter.bytes, " <petitions@example.org>\r\nTo: ana@example.net\r\nReply-To: keepers@gates.example\r\n"));
  CHECK(contains(letter.bytes, "Content-Language: es\r\n"));
  CHECK(contains(letter.bytes, "Content-Type: multipart/alternative;"));
  CHECK(contains(letter.bytes, "Content-Type: text/html; charset=utf-8\r\n"));
  CHECK(contains(letter.link(), "/confirm?c=checked&t="));
  REQUIRE(letter.code().size() == 6);
  CHECK(app.confirmed("checked") == 0);

  CHECK(app.post(kConfirmations, signer + "&code=" + letter.code()).status == 200);
  CHECK(app.confirmed("checked") == 1);
  const ReceivedMail thanks = letter_of(server.next_mail()["data"].get<std::string>());
  CHECK(thanks.to == "ana@example.net");
  CHECK(thanks.code().empty());
  CHECK(contains(thanks.text, app.service_url() + "/my?lang=es"));
}

TEST_CASE("whoever signs again gets another mail, without a code, and the reply says nothing of it") {
  MailServer server;
  const App app = app_with(server);
  const std::string signer = kTicket + std::string("&name=Ana+Gil&email=ana@example.net");
  const Answer first = app.post(kSignatures, form(app, signer));
  const ReceivedMail letter = letter_of(server.next_mail()["data"].get<std::string>());
  REQUIRE(app.post(kConfirmations, signer + "&code=" + letter.code()).status == 200);
  server.next_mail();

  const Answer second = app.post(kSignatures, form(app, signer));  // the same request, as if its answer had been lost
  CHECK(second.status == first.status);
  CHECK(second.body == first.body);
  const std::string again = "idempotency_key=another-browsers-own-key&name=Ana+Gil&email=ana@example.net";
  CHECK(app.post(kSignatures, form(app, again)).status == first.status);
  const ReceivedMail already = letter_of(server.next_mail()["data"].get<std::string>());
  CHECK(already.to == "ana@example.net");
  CHECK(already.code().empty());
  CHECK(already.link().empty());
}

TEST_CASE("a signature that counts at once is thanked by mail, and a second one learns nothing from it") {
  MailServer server;
  const App app = app_with(server);
  const std::string signer = app.form("Ana+Gil", "ana@example.net");
  const Answer first = app.post("/v1/campaigns/open/signatures", signer);
  CHECK(first.status == 200);
  CHECK_FALSE(contains(first.body, "@"));
  const ReceivedMail thanks = letter_of(server.next_mail()["data"].get<std::string>());
  CHECK(thanks.to == "ana@example.net");
  CHECK(thanks.subject == "Thank you for signing: Open the gates");
  CHECK(contains(thanks.bytes, "From: \"Gate Keepers via Petitions\" <petitions@example.org>\r\n"));
  CHECK(thanks.code().empty());
  CHECK(thanks.link().empty());
  CHECK(contains(thanks.text, app.service_url() + "/my?lang=en"));
  CHECK(contains(thanks.text, app.service_url() + "/p/open?lang=en"));
  CHECK_FALSE(contains(thanks.bytes, "Ana"));

  let_pass(app, limits::kMailAgainMs);
  const Answer second = app.post("/v1/campaigns/open/signatures", signer);
  CHECK(second.status == first.status);
  CHECK(second.body == first.body);
  const ReceivedMail again = letter_of(server.next_mail()["data"].get<std::string>());
  CHECK(again.to == thanks.to);
  CHECK(again.subject == thanks.subject);
  CHECK(again.text == thanks.text);
}

TEST_CASE("no thanks are mailed where the campaign does not want it, or where the operator has set up no mail") {
  MailServer server;
  {
    const App app = app_with(server);
    nlohmann::json file = nlohmann::json::parse(campaign_file());
    file["campaigns"][0]["thanks"] = "none";
    file["campaigns"][0]["title"] = "No thanks";
    app.import(file.dump());
    REQUIRE(eventually([&] { return contains(app.get("/p/open?lang=en").body, "No thanks"); }));
    REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.net")).status == 200);
    REQUIRE(app.post(kSignatures, form(app, "name=Ben+Gil&email=ben@example.net")).status == 200);
    CHECK(letter_of(server.next_mail()["data"].get<std::string>()).to == "ben@example.net");
  }
  const App app;
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.net")).status == 200);
  REQUIRE(app.post(kSignatures, form(app, "name=Ben+Gil&email=ben@example.net")).status == 200);
  CHECK(letters_to(app, "ben@example.net").size() == 1);
  CHECK(letters_to(app, "ana@example.net", 0).empty());
}

TEST_CASE("a scanner that opens every link of a mail twice confirms nothing") {
  MailServer server;
  const App app = app_with(server);
  REQUIRE(app.post(kSignatures, form(app, "name=Ana+Gil&email=ana@example.net")).status == 200);
  const ReceivedMail letter = letter_of(server.next_mail()["data"].get<std::string>());
  REQUIRE_FALSE(letter.link().empty());
  for (int time = 0; time < 2; ++time) {
    CHECK(app.get(letter.link()).status == 200);
    CHECK(app.ask(letter.link(), {.method = "HEAD"}).status == 200);
  }
  CHECK(app.confirmed("checked") == 0);
}

TEST_CASE("what a stranger types reaches no header and no other mailbox, and the body only as a quotation") {
  MailServer server;
  const App app = app_with(server);
  const std::string eve = "%0D%0ABcc:+eve@example.net%0D%0A%0D%0AEve";
  const std::string forms[] = {
      "email=ana@example.net&name=Ana" + eve,
      "email=ana@example.net" + eve + "&name=Ana+Gil",
      "email=%22ana%0D%0ABcc:eve%22@example.net&name=Ana+Gil",
      "email=eve@example.net,ana@example.net&name=Ana+Gil",
      "email=ana@example.net%3E%0D%0ARCPT+TO:%3Ceve@example.net&name=Ana+Gil",
      "email=ana@example.net&name=Ana+Gil&locale=es" + eve,
      "email=ana@example.net&name=Ana+Gil&utm_source=" + eve,
      "email=ana@example.net&name=Eve+%3Ceve@example.net%3E",
      "email=ana@example.net&name=Eve+Http+Eve&comment=Eve" + eve,
  };
  for (const std::string& typed : forms) app.post(kSignatures, form(app, typed));
  REQUIRE(app.post(kSignatures, form(app, "name=Last&email=last@example.net")).status == 200);

  std::string to;
  while (to != "last@example.net") {
    const nlohmann::json mail = server.next_mail();
    to = mail["to"][0].get<std::string>();
    CHECK(mail["to"].size() == 1);
    CHECK((to == "ana@example.net" || to == "last@example.net"));
    const auto data = mail["data"].get<std::string>();
    const std::string head = data.substr(0, data.find("\r\n\r\n"));
    for (const char* typed : {"eve@", "Eve", "Bcc"}) CHECK_FALSE(contains(head, typed));
    CHECK_FALSE(contains(data, "eve@"));
    CHECK_FALSE(contains(data, "\r\nBcc"));
  }
}

TEST_CASE("the log tells what became of the mails, and nothing of whom they went to") {
  const TemporaryFolder folder;
  const std::string file = folder.file("log");
  {
    const CapturedStderr captured(file);
    MailServer server;
    const App app = app_with(server);
    for (const char* email : {"ana@example.net", "refused@example.net", "later@example.net"}) {
      CHECK(app.post(kSignatures, form(app, "name=Ana+Gil&email=" + std::string(email))).status == 200);
    }
    CHECK(eventually([&] {
      std::ifstream stream(file);
      const std::string log{std::istreambuf_iterator<char>(stream), {}};
      return matches(log, "(event=mail_)").size() == 3;
    }));
  }
  std::ifstream stream(file);
  const std::string log{std::istreambuf_iterator<char>(stream), {}};
  CHECK(contains(log, "event=mail_sent kind=confirm smtp_code=250\n"));
  CHECK(contains(log, "event=mail_given_up kind=confirm smtp_code=550 attempt=1"));
  CHECK(contains(log, "event=mail_put_off kind=confirm smtp_code=451 attempt=1"));
  for (const char* personal : {"@", "example.net", "Ana", "checked"}) CHECK_FALSE(contains(log, personal));
}

TEST_CASE("mail test sends one mail and says what the mail server answered") {
  MailServer server;
  app::Options options;
  send_through(options, server);
  options.address = "jane@example.net";
  const CommandResult sent = test_mail(options);
  CHECK(sent.code == app::kExitOk);
  CHECK(sent.out == "The mail server accepted the mail (SMTP 250).\n");
  CHECK(server.next_mail()["to"] == nlohmann::json{"jane@example.net"});

  options.address = "refused@example.net";
  const CommandResult refused = test_mail(options);
  CHECK(refused.code == app::kExitFailed);
  CHECK(refused.err == "The mail was not sent: the server refused it (SMTP 550).\n");

  server.stop();
  const CommandResult gone = test_mail(options);
  CHECK(gone.code == app::kExitFailed);
  CHECK(contains(gone.err, "Couldn't connect to server"));
}

TEST_CASE("mail settings that cannot work are said before anything is sent") {
  MailServer server;
  app::Options options;
  send_through(options, server);
  options.address = "jane@example.net";
  options.mail.smtp->username = "undersigned";
  CHECK(contains(test_mail(options).err, "--smtp-user needs a password"));

  const TemporaryFolder folder;
  options.mail.password_file = folder.file("password");
  CHECK(contains(test_mail(options).err, "password does not exist"));
  std::ofstream(options.mail.password_file) << "correct horse\n";
  chmod(options.mail.password_file.c_str(), 0644);
  CHECK(contains(test_mail(options).err, "can be read by other users"));
  chmod(options.mail.password_file.c_str(), 0600);
  options.mail.smtp->host = "mail.example.org";
  CHECK(contains(test_mail(options).err, "could be sent without encryption"));
  options.mail.smtp->ca_file = folder.file("nothing.pem");
  CHECK(contains(test_mail(options).err, "cannot be read"));
}

TEST_CASE("a mail folder that others may enter starts no server") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("mail"));
  std::filesystem::permissions(folder.file("mail"), std::filesystem::perms::all);
  CHECK_THROWS_WITH(App([&](app::Options& options) { options.mail.spool = folder.file("mail"); }),
                    doctest::Contains("can be read by other users"));
}
