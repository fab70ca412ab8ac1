// Conversations with a real SMTP server and with misbehaving ones.
#include "server/mail/smtp_transport.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server/base/file_descriptor.h"
#include "server/limits.h"
#include "server/mail/mail.h"
#include "tests/server/mail/mail_server.h"
#include "tests/server/mail/sample.h"

using namespace undersigned;
using namespace undersigned::mail;

namespace {

const std::string kFrom = "petitions@example.org";
const std::string kTo = "jane@example.net";
constexpr int kShortMs = 300;

// Listens on a free port. Sends nothing, or one line to the first client.
class BareServer {
 public:
  BareServer() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = static_cast<sockaddr*>(static_cast<void*>(&address));
    REQUIRE(bind(socket_.get(), generic, size) == 0);
    REQUIRE(listen(socket_.get(), 4) == 0);
    REQUIRE(getsockname(socket_.get(), generic, &size) == 0);
    port_ = ntohs(address.sin_port);
  }
  ~BareServer() {
    if (speaker_.joinable()) speaker_.join();
  }
  BareServer(const BareServer&) = delete;
  BareServer& operator=(const BareServer&) = delete;

  void say_once(std::string line) {
    speaker_ = std::thread([this, line = std::move(line)] {
      const base::FileDescriptor connection(accept(socket_.get(), nullptr, nullptr));
      if (send(connection.get(), line.data(), line.size(), MSG_NOSIGNAL) < 0) return;
      char byte = 0;
      while (recv(connection.get(), &byte, 1, 0) > 0) {
      }
    });
  }

  [[nodiscard]] SmtpSettings settings() const {
    SmtpSettings settings;
    settings.host = "127.0.0.1";
    settings.port = port_;
    settings.tls = SmtpTls::None;
    settings.send_ms = kShortMs;
    return settings;
  }

 private:
  base::FileDescriptor socket_;
  std::uint16_t port_ = 0;
  std::thread speaker_;
};

std::unique_ptr<SmtpTransport> transport_to(const SmtpSettings& settings) {
  Result<std::unique_ptr<SmtpTransport>> transport = SmtpTransport::make(settings);
  REQUIRE(transport.ok());
  return std::move(transport).value();
}

std::string sample_bytes() {
  const Result<std::string> bytes = build(sample_mail(), 1);
  REQUIRE(bytes.ok());
  return *bytes;
}

void check_report(const SendReport& report, SendOutcome outcome, int smtp_code) {
  CHECK(report.outcome == outcome);
  CHECK(report.smtp_code == smtp_code);
}

}  // namespace

TEST_CASE("a real server receives every byte, dots at the beginning of lines too") {
  MailServer server;
  const auto transport = transport_to(server.settings());
  const std::string bytes = "Subject: dots\r\n\r\n.\r\n..\r\n.hidden\r\n\r\n.\r\n" + sample_bytes();
  check_report(transport->send({kFrom, kTo}, bytes), SendOutcome::Sent, 250);
  const nlohmann::json mail = server.next_mail();
  CHECK(mail["from"] == kFrom);
  CHECK(mail["to"] == nlohmann::json{kTo});
  CHECK(mail["data"] == bytes);
  CHECK(mail["helo"] == "petitions.example.org");
  CHECK(mail["tls"] == false);
}

TEST_CASE("a large mail arrives whole") {
  MailServer server;
  const auto transport = transport_to(server.settings());
  std::string bytes = "Subject: large\r\n\r\n";
  for (int i = 0; i < 20'000; ++i) bytes += ".line " + std::to_string(i) + "\r\n";
  check_report(transport->send({kFrom, kTo}, bytes), SendOutcome::Sent, 250);
  CHECK(server.next_mail()["data"] == bytes);
}

TEST_CASE("one connection serves many mails, and survives a refused one") {
  MailServer server;
  const auto transport = transport_to(server.settings());
  check_report(transport->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
  check_report(transport->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
  const nlohmann::json first = server.next_mail();
  CHECK(first["client_port"] == server.next_mail()["client_port"]);
  check_report(transport->send({kFrom, "refused@example.net"}, sample_bytes()), SendOutcome::GiveUp, 550);
  check_report(transport->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
  CHECK(server.next_mail()["data"] == sample_bytes());
}

TEST_CASE("a server that says 421 to a mailbox, and not to a sender, means that mailbox") {
  MailServer server;
  const auto transport = transport_to(server.settings());
  const SendReport mailbox = transport->send({kFrom, "toomany@example.net"}, sample_bytes());
  check_report(mailbox, SendOutcome::TryLater, 421);
  CHECK(mailbox.refused_mailbox);
  CHECK_FALSE(transport->send({"banned@example.net", kTo}, sample_bytes()).refused_mailbox);
}

TEST_CASE("a mailbox whose name needs quotes is written to") {
  MailServer server;
  const auto transport = transport_to(server.settings());
  check_report(transport->send({kFrom, "a..b@docomo.ne.jp"}, sample_bytes()), SendOutcome::Sent, 250);
  CHECK(server.next_mail()["to"] == nlohmann::json{"a..b@docomo.ne.jp"});
}

TEST_CASE("what the server refuses for good is given up, what it puts off is tried later") {
  MailServer server;
  const auto transport = transport_to(server.settings());
  check_report(transport->send({kFrom, "refused@example.net"}, sample_bytes()), SendOutcome::GiveUp, 550);
  check_report(transport->send({kFrom, "later@example.net"}, sample_bytes()), SendOutcome::TryLater, 451);
  check_report(transport->send({kFrom, "toolarge@example.net"}, sample_bytes()), SendOutcome::GiveUp, 552);
  check_report(transport->send({kFrom, "busy@example.net"}, sample_bytes()), SendOutcome::TryLater, 450);
  check_report(transport->send({"anonymous@example.org", kTo}, sample_bytes()), SendOutcome::TryLater, 530);
}

TEST_CASE("a sender that the server refuses loses no mail") {
  MailServer server;
  const auto transport = transport_to(server.settings());
  const SendReport report = transport->send({"banned@example.org", kTo}, sample_bytes());
  check_report(report, SendOutcome::TryLater, 553);
  CHECK(report.problem == "the server refused the sender");
  check_report(transport->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
}

TEST_CASE("the login is used, and a wrong one loses no mail") {
  MailServer server({"--user", "undersigned", "--password", "correct horse"});
  SmtpSettings settings = server.settings();
  settings.username = "undersigned";
  settings.password = "correct horse";
  check_report(transport_to(settings)->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
  CHECK(server.next_mail()["login"] == "undersigned");
  settings.password = "wrong";
  check_report(transport_to(settings)->send({kFrom, kTo}, sample_bytes()), SendOutcome::TryLater, 535);
  settings.username.clear();
  settings.password.clear();
  check_report(transport_to(settings)->send({kFrom, kTo}, sample_bytes()), SendOutcome::TryLater, 530);
}

TEST_CASE("STARTTLS encrypts, and a certificate nobody vouches for stops the mail") {
  const Certificate certificate;
  MailServer server(certificate.options());
  for (const SmtpTls tls : {SmtpTls::Required, SmtpTls::Opportunistic}) {
    SmtpSettings settings = server.settings();
    settings.tls = tls;
    CHECK(transport_to(settings)->send({kFrom, kTo}, sample_bytes()).outcome == SendOutcome::TryLater);

    settings.ca_file = certificate.file();
    check_report(transport_to(settings)->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
    CHECK(server.next_mail()["tls"] == true);  // the first mail that the server has received

    settings.ca_file.clear();
    settings.certificate = CertificateCheck::Off;
    check_report(transport_to(settings)->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
    CHECK(server.next_mail()["tls"] == true);
  }
}

TEST_CASE("a certificate for another name stops the mail") {
  const Certificate certificate;
  MailServer server(certificate.options());
  SmtpSettings settings = server.settings();
  settings.host = "localhost";
  settings.tls = SmtpTls::Required;
  settings.ca_file = certificate.file();
  CHECK(transport_to(settings)->send({kFrom, kTo}, sample_bytes()).outcome == SendOutcome::TryLater);
}

TEST_CASE("TLS from the first byte carries login and mail") {
  const Certificate certificate;
  MailServer server(certificate.options({"--implicit-tls", "--user", "undersigned", "--password", "secret"}));
  SmtpSettings settings = server.settings();
  settings.tls = SmtpTls::Implicit;
  settings.ca_file = certificate.file();
  settings.username = "undersigned";
  settings.password = "secret";
  check_report(transport_to(settings)->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
  const nlohmann::json mail = server.next_mail();
  CHECK(mail["tls"] == true);
  CHECK(mail["login"] == "undersigned");
}

TEST_CASE("a connection is tried with its login, and no mail is sent") {
  const Certificate certificate;
  MailServer server(certificate.options({"--user", "undersigned", "--password", "correct horse"}));
  SmtpSettings settings = server.settings();
  settings.tls = SmtpTls::Required;
  CHECK(transport_to(settings)->try_connection().outcome == SendOutcome::TryLater);  // nobody trusts the certificate
  settings.ca_file = certificate.file();
  settings.username = "undersigned";
  settings.password = "wrong";
  const SendReport refused = transport_to(settings)->try_connection();
  CHECK(refused.outcome == SendOutcome::TryLater);
  CHECK(refused.smtp_code == 535);
  CHECK_FALSE(refused.problem.empty());
  settings.password = "correct horse";
  CHECK(transport_to(settings)->try_connection().outcome == SendOutcome::Sent);
}

TEST_CASE("where encryption is required, a server without it gets nothing") {
  MailServer server;
  SmtpSettings settings = server.settings();
  settings.tls = SmtpTls::Required;
  CHECK(transport_to(settings)->send({kFrom, "first@example.net"}, sample_bytes()).outcome == SendOutcome::TryLater);
  settings.tls = SmtpTls::Opportunistic;
  check_report(transport_to(settings)->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
  CHECK(server.next_mail()["to"] == nlohmann::json{kTo});
}

TEST_CASE("a server that hangs up after each mail gets the next one too") {
  MailServer server({"--hang-up"});
  const auto transport = transport_to(server.settings());
  for (int i = 0; i < 3; ++i) {
    check_report(transport->send({kFrom, kTo}, sample_bytes()), SendOutcome::Sent, 250);
    CHECK(server.next_mail()["data"] == sample_bytes());
  }
}

TEST_CASE("a server that never speaks is let go") {
  const BareServer server;
  check_report(transport_to(server.settings())->send({kFrom, kTo}, sample_bytes()), SendOutcome::TryLater, 0);
}

TEST_CASE("a sending that is aborted ends, and none begins after it") {
  const BareServer silent;
  SmtpSettings settings = silent.settings();
  settings.send_ms = limits::kMailSendMs;
  const auto transport = transport_to(settings);
  std::thread sending([&] { check_report(transport->send({kFrom, kTo}, sample_bytes()), SendOutcome::TryLater, 0); });
  transport->abort();
  sending.join();
  CHECK(transport->send({kFrom, kTo}, sample_bytes()).outcome == SendOutcome::TryLater);
}

TEST_CASE("a server that turns us away with its greeting loses no mail") {
  BareServer server;
  server.say_once("554 5.7.1 No service for you\r\n");
  check_report(transport_to(server.settings())->send({kFrom, kTo}, sample_bytes()), SendOutcome::TryLater, 554);
}

TEST_CASE("a server that talks nonsense loses no mail") {
  BareServer server;
  server.say_once("HTTP/1.1 500 Internal Server Error\r\n\r\n");
  CHECK(transport_to(server.settings())->send({kFrom, kTo}, sample_bytes()).outcome == SendOutcome::TryLater);
}

TEST_CASE("a server that is gone loses no mail, and no old reply is taken for its own") {
  MailServer server;
  const auto transport = transport_to(server.settings());
  check_report(transport->send({kFrom, "refused@example.net"}, sample_bytes()), SendOutcome::GiveUp, 550);
  server.stop();
  CHECK(transport->send({kFrom, kTo}, sample_bytes()).outcome == SendOutcome::TryLater);
  check_report(transport->send({kFrom, kTo}, sample_bytes()), SendOutcome::TryLater, 0);
}

TEST_CASE("an envelope that is no pair of addresses reaches no server") {
  const BareServer server;
  const auto transport = transport_to(server.settings());
  for (const std::string address :
       {"", "jane", "jane@example.net>\r\nRCPT TO:<victim@example.com", "<jane@example.net>"}) {
    check_report(transport->send({kFrom, address}, sample_bytes()), SendOutcome::GiveUp, 0);
    check_report(transport->send({address, kTo}, sample_bytes()), SendOutcome::GiveUp, 0);
  }
}

TEST_CASE("no transport is made of settings that cannot work") {
  SmtpSettings settings;
  CHECK(SmtpTransport::make(settings).error().code == ErrorCode::BadValue);
  settings.host = "mail.example.org";
  settings.tls = SmtpTls::None;
  settings.username = "jane";
  settings.password = "secret";
  CHECK(SmtpTransport::make(settings).error().code == ErrorCode::Forbidden);
}
