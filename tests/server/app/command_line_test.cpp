#include "server/app/command_line.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "server/base/origin.h"
#include "tests/server/temporary_folder.h"

using namespace undersigned;
using namespace undersigned::app;

namespace {

// Sets an environment variable for the duration of a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { unsetenv(name_); }

 private:
  const char* name_;
};

}  // namespace

TEST_CASE("the defaults serve on one's own machine") {
  const CommandLine line = parse_command_line({"serve"});
  REQUIRE(line.options);
  CHECK(line.options->command == Command::Serve);
  CHECK(line.options->data == "./undersigned-data");
  CHECK(line.options->host == "127.0.0.1");
  CHECK(line.options->port == 8080);
  CHECK(line.options->base_url.empty());
}

TEST_CASE("options may stand before and behind the command") {
  const CommandLine line = parse_command_line({"--data", "/d", "--admin-origin", "https://a.example", "serve",
                                               "--port=0", "--print-port", "--base-url", "https://Sign.Example.org/",
                                               "--admin-origin", "https://b.example:8443", "--log-level", "debug"});
  REQUIRE_MESSAGE(line.options, line.message);
  CHECK(line.options->data == "/d");
  CHECK(line.options->port == 0);
  CHECK(line.options->print_port == PrintPort::Yes);
  CHECK(line.options->base_url == "https://sign.example.org");
  CHECK(line.options->admin_origins == std::vector<std::string>{"https://a.example", "https://b.example:8443"});
  CHECK(line.options->log_level == base::LogLevel::Debug);
}

TEST_CASE("each command has its arguments") {
  const auto options = [](std::vector<std::string> arguments) {
    return parse_command_line(std::move(arguments)).options;
  };
  const auto import = options({"import-campaigns", "c.json"});
  REQUIRE(import);
  CHECK(import->command == Command::ImportCampaigns);
  CHECK(import->file == "c.json");
  CHECK(options({"recount"})->command == Command::Recount);
  CHECK(options({"sources"})->command == Command::Sources);
  CHECK(options({"backup", "b.db"})->file == "b.db");
  const auto partner = options({"partner", "add", "ally", "--name", "The Ally", "--origin", "https://Ally.example/",
                                "--origin", "http://localhost:8081"});
  REQUIRE(partner);
  CHECK(partner->command == Command::PartnerAdd);
  CHECK(partner->partner.id == "ally");
  CHECK(partner->partner.name == "The Ally");
  CHECK(partner->partner.origins == std::vector<std::string>{"https://ally.example", "http://localhost:8081"});
  const auto user = options({"user", "add", "maria", "--role", "owner", "--data", "/d"});
  REQUIRE(user);
  CHECK(user->command == Command::UserAdd);
  CHECK(user->username == "maria");
  CHECK(user->role == store::Role::Owner);
  CHECK(user->data == "/d");
}

TEST_CASE("a wrong command line leaves with 2 and says what is wrong") {
  const std::vector<std::string> wrongs[] = {{},
                                             {"dance"},
                                             {"serve", "--port", "70000"},
                                             {"serve", "--port", "x"},
                                             {"serve", "--workers", "0"},
                                             {"serve", "--base-url", "sign.example.org"},
                                             {"serve", "--base-url", "https://sign.example.org/path"},
                                             {"serve", "--admin-origin", "*"},
                                             {"serve", "--log-level", "loud"},
                                             {"import-campaigns"},
                                             {"user", "add"},
                                             {"partner", "add", "ally"},
                                             {"partner", "add", "ally", "--name", "A", "--origin", "nowhere"},
                                             {"user", "add", "maria", "--role", "king"},
                                             {"serve", "--config", "/nowhere/at/all.toml"}};
  for (const auto& arguments : wrongs) {
    const CommandLine line = parse_command_line(arguments);
    CHECK_FALSE(line.options);
    CHECK(line.exit_code == kExitBadUsage);
    CHECK_FALSE(line.message.empty());
  }
}

TEST_CASE("help is no mistake") {
  const CommandLine line = parse_command_line({"--help"});
  CHECK_FALSE(line.options);
  CHECK(line.exit_code == kExitOk);
}

TEST_CASE("two-step sign-in is offered, or asked of every account by a flag, the environment or the file") {
  CHECK(parse_command_line({"serve"}).options->two_step_policy == accounts::TwoStepPolicy::Offered);
  CHECK(parse_command_line({"serve", "--require-two-step"}).options->two_step_policy ==
        accounts::TwoStepPolicy::Required);
  const testing::TemporaryFolder folder;
  const std::string file = folder.file("undersigned.toml");
  std::ofstream(file) << "require-two-step = true\n";
  const CommandLine line = parse_command_line({"serve", "--config", file});
  REQUIRE_MESSAGE(line.options, line.message);
  CHECK(line.options->two_step_policy == accounts::TwoStepPolicy::Required);
  const Variable no("UNDERSIGNED_REQUIRE_TWO_STEP", "false");
  CHECK(parse_command_line({"serve"}).options->two_step_policy == accounts::TwoStepPolicy::Offered);
  const Variable yes("UNDERSIGNED_REQUIRE_TWO_STEP", "true");
  CHECK(parse_command_line({"serve"}).options->two_step_policy == accounts::TwoStepPolicy::Required);
}

TEST_CASE("a flag wins over the environment, and the environment over the file") {
  const testing::TemporaryFolder folder;
  const std::string file = folder.file("undersigned.toml");
  std::ofstream(file) << "port = 1001\nhost = \"0.0.0.0\"\ndata = \"/from-file\"\nadmin-origin = "
                         "[\"https://a.example\", \"https://b.example\"]\n";
  const Variable port("UNDERSIGNED_PORT", "1002");
  const Variable host("UNDERSIGNED_HOST", "::1");
  const CommandLine line = parse_command_line({"serve", "--config", file, "--port", "1003"});
  REQUIRE_MESSAGE(line.options, line.message);
  CHECK(line.options->port == 1003);
  CHECK(line.options->host == "::1");
  CHECK(line.options->data == "/from-file");
  CHECK(line.options->admin_origins.size() == 2);
}

TEST_CASE("a list in the environment is separated by commas") {
  const Variable origins("UNDERSIGNED_ADMIN_ORIGIN", "https://a.example,https://b.example");
  CHECK(parse_command_line({"serve"}).options->admin_origins.size() == 2);
  CHECK(parse_command_line({"serve", "--admin-origin", "https://c.example"}).options->admin_origins.size() == 1);
}

TEST_CASE("fronts whose word is believed are addresses or prefixes, and by default there are none") {
  CHECK(parse_command_line({"serve"}).options->trusted_proxies.empty());
  const CommandLine line =
      parse_command_line({"serve", "--trusted-proxy", "127.0.0.1", "--trusted-proxy=2001:db8::/32"});
  REQUIRE_MESSAGE(line.options, line.message);
  REQUIRE(line.options->trusted_proxies.size() == 2);
  CHECK(line.options->trusted_proxies[1].contains(*base::parse_ip("2001:db8:1::1")));
  const Variable proxies("UNDERSIGNED_TRUSTED_PROXY", "10.0.0.0/8,192.0.2.7");
  const CommandLine from_variable = parse_command_line({"serve"});
  REQUIRE_MESSAGE(from_variable.options, from_variable.message);
  REQUIRE(from_variable.options->trusted_proxies.size() == 2);
  CHECK(from_variable.options->trusted_proxies[0] == *base::parse_cidr("10.0.0.0/8"));
  for (const char* wrong : {"localhost", "10.0.0.0/33", "10.0.0/8", "*", ""}) {
    CAPTURE(wrong);
    CHECK(parse_command_line({"serve", std::string("--trusted-proxy=") + wrong}).exit_code == kExitBadUsage);
  }
}

TEST_CASE("mail goes to the server named, as it says how to reach it") {
  const CommandLine line =
      parse_command_line({"serve", "--smtp-url", "smtp://mail.example.org", "--smtp-user", "undersigned",
                          "--smtp-password-file", "/p", "--smtp-tls", "opportunistic", "--smtp-ca-file", "/ca.pem",
                          "--mail-from", "Free Dontae Sharpe <Petitions@Example.org>"});
  REQUIRE_MESSAGE(line.options, line.message);
  const MailOptions& mail = line.options->mail;
  REQUIRE(mail.smtp);
  CHECK(mail.smtp->host == "mail.example.org");
  CHECK(mail.smtp->port == 587);
  CHECK(mail.smtp->tls == mail::SmtpTls::Opportunistic);
  CHECK(mail.smtp->username == "undersigned");
  CHECK(mail.smtp->ca_file == "/ca.pem");
  CHECK(mail.password_file == "/p");
  CHECK(mail.from.name == "Free Dontae Sharpe");
  CHECK(mail.from.email == "Petitions@example.org");
}

TEST_CASE("without a mail server mails go to a folder") {
  const CommandLine line = parse_command_line({"serve", "--mail-spool", "/mails"});
  REQUIRE_MESSAGE(line.options, line.message);
  CHECK_FALSE(line.options->mail.smtp);
  CHECK(line.options->mail.spool == "/mails");
  CHECK(line.options->mail.from.email.empty());
}

TEST_CASE("mail options also stand in the environment") {
  const Variable url("UNDERSIGNED_SMTP_URL", "smtps://mail.example.org");
  const Variable from("UNDERSIGNED_MAIL_FROM", "petitions@example.org");
  const CommandLine line = parse_command_line({"mail", "test", "jane@example.net"});
  REQUIRE_MESSAGE(line.options, line.message);
  CHECK(line.options->command == Command::MailTest);
  CHECK(line.options->address == "jane@example.net");
  CHECK(line.options->mail.smtp->tls == mail::SmtpTls::Implicit);
  CHECK(parse_command_line({"recount"}).options);
}

TEST_CASE("mail options that do not go together are said in a sentence") {
  struct Wrong {
    std::vector<std::string> arguments;
    const char* words;
  };
  const std::string url = "--smtp-url=smtp://mail.example.org";
  const std::string from = "--mail-from=petitions@example.org";
  const Wrong wrongs[] = {
      {{url}, "--smtp-url needs --mail-from"},
      {{"--smtp-url=mail.example.org", from}, "must be smtp://HOST:PORT"},
      {{"--smtp-url=smtp://jane:secret@mail.example.org", from}, "without user name and password"},
      {{url, "--mail-from=Petitions"}, "--mail-from must be an email address"},
      {{url, "--mail-from=P\r\nBcc: eve <petitions@example.org>"}, "--mail-from must be an email address"},
      {{url, from, "--mail-spool=/mails"}, "set only one of them"},
      {{url, from, "--smtp-tls=perhaps"}, "required, opportunistic or none"},
      {{"--smtp-url=smtps://mail.example.org", from, "--smtp-tls=none"}, "always encrypted"},
      {{url, from, "--smtp-password-file=/p"}, "is set, but --smtp-user is not"},
      {{"--smtp-user=undersigned"}, "is set, but --smtp-url is not"},
      {{"--smtp-tls=none"}, "is set, but --smtp-url is not"}};
  for (const Wrong& wrong : wrongs) {
    std::vector<std::string> arguments{"serve"};
    arguments.insert(arguments.end(), wrong.arguments.begin(), wrong.arguments.end());
    const CommandLine line = parse_command_line(arguments);
    CHECK_FALSE(line.options);
    CHECK(line.exit_code == kExitBadUsage);
    CHECK_MESSAGE(line.message.find(wrong.words) != std::string::npos, line.message);
    CHECK(line.message.find("secret") == std::string::npos);
  }
  CHECK(parse_command_line({"mail", "test", "jane@example.net"}).message.find("set --smtp-url") != std::string::npos);
  CHECK(parse_command_line({"mail", "test", "jane", url, from}).message.find("not an email address") !=
        std::string::npos);
}

TEST_CASE("a name the file does not have is a mistake") {
  const testing::TemporaryFolder folder;
  const std::string file = folder.file("undersigned.toml");
  std::ofstream(file) << "prot = 1001\n";
  CHECK(parse_command_line({"serve", "--config", file}).exit_code == kExitBadUsage);
}

TEST_CASE("an origin has one form") {
  CHECK(base::parse_origin("https://Example.org:443/") == "https://example.org");
  CHECK(base::parse_origin("http://example.org:80") == "http://example.org");
  CHECK(base::parse_origin("http://localhost:8081") == "http://localhost:8081");
  CHECK(base::parse_origin("https://[::1]:8443") == "https://[::1]:8443");
  CHECK(base::parse_origin("https://xn--bcher-kva.example") == "https://xn--bcher-kva.example");
  for (const char* wrong :
       {"", "example.org", "ftp://example.org", "https://", "https://a b", "https://a/b", "https://a?b", "https://u@a",
        "https://a:0", "https://a:99999", "https://a:", "null", "https://*.a", "https://.a"}) {
    CAPTURE(wrong);
    CHECK_FALSE(base::parse_origin(wrong).has_value());
  }
}

TEST_CASE("what is wrong with an origin is said, and what to write instead") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"https://example.org/petition", "has a path; write https://example.org"},
      {"https://example.org/?a=b", "has a path; write https://example.org"},
      {"https://example.org/", "ends with a slash; write https://example.org"},
      {"https://Example.org", "has capital letters; write https://example.org"},
      {"HTTPS://example.org", "has capital letters; write https://example.org"},
      {"example.org", "does not begin with https://; write https://example.org"},
      {"https://me:secret@example.org", "has a user name; write https://example.org"},
      {"https://example.org:443", "names the default port; write https://example.org"},
      {"http://Example.org:8080", "has capital letters; write http://example.org:8080"},
      {"https://b\xc3\xbc"
       "cher.example/",
       "has letters that browsers send in their ASCII form (Punycode); write https://xn--bcher-kva.example"},
      {"https://*.example.org", "has a wildcard: list each site by itself"},
      {"ftp://example.org", "does not begin with https:// or http://"},
      {"htps://example.org", "does not begin with https:// or http://"},
      {"https//example.org", "does not begin with https://; write https://example.org"},
      {"https:/example.org/a", "does not begin with https://; write https://example.org"},
      {"http:example.org", "does not begin with https://; write https://example.org"},
      {" https://example.org ", "has blanks around it; write https://example.org"},
      {"https://my site.example.org", "has a blank within"},
      {"https://example.org.", "ends with a dot; write https://example.org"},
      {"https://example.org:99999", "has no valid port: write a number up to 65535"},
      {"https://example.org:", "has no valid port: write a number up to 65535"},
      {"null", "is not an origin such as https://sign.example.org"},
      {"localhost:8081", "does not begin with https://; write https://localhost:8081"},
      {"", "is not an origin such as https://sign.example.org"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.first);
    CHECK(base::explain_origin(each.first) == each.second);
  }
}

TEST_CASE("the operator's pages have https addresses") {
  const auto terms_of = [](const std::string& typed) {
    const app::CommandLine line = app::parse_command_line({"serve", "--terms-url", typed});
    return line.options ? line.options->operator_links.terms : std::string();
  };
  CHECK(terms_of("https://example.org/terms") == "https://example.org/terms");
  for (const std::string wrong : {"http://example.org", "example.org", "javascript:alert(1)", "https://a b"}) {
    CHECK_MESSAGE(terms_of(wrong).empty(), wrong);
  }
  const app::CommandLine line = app::parse_command_line({"serve", "--accessibility-url", "https://example.org/a11y"});
  REQUIRE(line.options);
  CHECK(line.options->operator_links.accessibility == "https://example.org/a11y");
}
