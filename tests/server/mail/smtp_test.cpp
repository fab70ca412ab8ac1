// The outbox against a real SMTP server.
#include <doctest/doctest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/limits.h"
#include "server/mail/smtp_transport.h"
#include "tests/server/mail/fixture.h"
#include "tests/server/mail/mail_server.h"

using namespace undersigned;
using namespace undersigned::mail::testing;
using mail::Certificate;
using mail::MailServer;
using mail::SmtpSettings;
using mail::SmtpTransport;

namespace {

std::unique_ptr<SmtpTransport> transport_to(const SmtpSettings& settings) {
  Result<std::unique_ptr<SmtpTransport>> transport = SmtpTransport::make(settings);
  REQUIRE(transport.ok());
  return std::move(transport).value();
}

}  // namespace

TEST_CASE("over STARTTLS and with a login the code and the link arrive in both parts") {
  const Certificate certificate;
  MailServer server(certificate.options({"--user", "undersigned", "--password", "correct horse"}));
  SmtpSettings settings = server.settings();
  settings.tls = mail::SmtpTls::Required;
  settings.ca_file = certificate.file();
  settings.username = "undersigned";
  settings.password = "correct horse";
  const auto transport = transport_to(settings);

  Fixture fixture;
  fixture.sign_pending(1, "es");
  fixture.start({transport.get()});
  const nlohmann::json mail = server.next_mail();
  CHECK(mail["tls"] == true);
  CHECK(mail["login"] == "undersigned");
  CHECK(mail["from"] == kSender);
  CHECK(mail["to"] == nlohmann::json{"ana1@example.org"});
  const std::string bytes = mail["data"];
  CHECK(bytes.find("Content-Language: es\r\n") != std::string::npos);
  CHECK(bytes.find("Content-Type: multipart/alternative") != std::string::npos);
  const store::CodeIssue issue{.subject = store::testing::public_id_of(1), .number = 1};
  const std::string code = fixture.codes.code(mail::CodePurpose::ConfirmSignature, issue);
  CHECK(bytes.find("\r\n" + code + "\r\n") != std::string::npos);
  CHECK(bytes.find(">" + code + "<") != std::string::npos);
  CHECK(fixture.comes_to_wait(0));
}

TEST_CASE("a greylisted mail comes again and arrives, a refused one does not, and both hold up nobody") {
  MailServer server;
  const auto transport = transport_to(server.settings());
  Fixture fixture;
  fixture.sign_pending(1, "en", "greylisted@example.org");
  fixture.sign_pending(2, "en", "refused@example.org");
  fixture.sign_pending(3);
  fixture.start({transport.get()});
  CHECK(server.next_mail()["to"] == nlohmann::json{"ana3@example.org"});
  CHECK(fixture.comes_to_wait(1));
  fixture.let_pass(limits::kMailRetryMsMin);
  CHECK(server.next_mail()["to"] == nlohmann::json{"greylisted@example.org"});
  CHECK(fixture.comes_to_wait(0));
}

TEST_CASE("a mail server that goes and comes back receives every mail") {
  std::optional<MailServer> server(std::in_place);
  const auto transport = transport_to(server->settings());
  Fixture fixture;
  fixture.start({transport.get()});
  fixture.sign_pending(1);
  CHECK(server->next_mail()["to"] == nlohmann::json{"ana1@example.org"});
  CHECK(fixture.comes_to_wait(0));

  const std::string port = std::to_string(server->port());
  server.reset();
  fixture.sign_pending(2);
  fixture.sign_pending(3);
  fixture.outbox->wake();
  CHECK(eventually([&] {
    const auto due = fixture.store.waiting_mails(fixture.now_ms, 10);
    return due.ok() && due->size() < 2;  // one was tried and postponed
  }));
  CHECK(fixture.waiting() == 2);

  server.emplace(std::vector<std::string>{"--port", port});
  CHECK(fixture.all_leave());
  CHECK(server->next_mail()["to"] != server->next_mail()["to"]);
}

TEST_CASE("several connections are kept open, and a mail that one of them is held up with holds up no other") {
  MailServer server;
  std::vector<std::unique_ptr<SmtpTransport>> kept;
  std::vector<mail::Transport*> transports;
  for (int i = 0; i < 4; ++i) transports.push_back(kept.emplace_back(transport_to(server.settings())).get());
  Fixture fixture;
  fixture.sign_pending(0, "en", "held@example.org");
  for (std::uint64_t signer = 1; signer <= 40; ++signer) fixture.sign_pending(signer);
  fixture.start(std::move(transports));
  std::set<int> ports;
  std::set<std::string> mailboxes;
  for (int i = 0; i < 40; ++i) {
    const nlohmann::json mail = server.next_mail();
    ports.insert(mail["client_port"].get<int>());
    mailboxes.insert(mail["to"][0].get<std::string>());
  }
  CHECK(mailboxes.size() == 40);
  CHECK(ports.size() > 1);
  CHECK(ports.size() <= 3);
  CHECK(fixture.comes_to_wait(1));
  fixture.stop();
  CHECK(fixture.waiting() == 1);
}
