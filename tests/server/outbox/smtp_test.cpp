// The outbox against a real SMTP server.
#include <doctest/doctest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/mail/smtp_transport.h"
#include "shared/limits.h"
#include "tests/server/mail/mail_server.h"
#include "tests/server/outbox/fixture.h"

using namespace undersigned;
using namespace undersigned::outbox::testing;
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
  fixture.start(*transport);
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
  fixture.start(*transport);
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
  fixture.start(*transport);
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
    return due.ok() && due->size() < 2;  // one was tried, and put off
  }));
  CHECK(fixture.waiting() == 2);

  server.emplace(std::vector<std::string>{"--port", port});
  CHECK(fixture.all_leave());
  CHECK(server->next_mail()["to"] != server->next_mail()["to"]);
}
