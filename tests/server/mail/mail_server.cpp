#include "tests/server/mail/mail_server.h"

#include <doctest/doctest.h>

namespace undersigned::mail {
namespace {

std::vector<std::string> command(const std::vector<std::string>& options) {
  std::vector<std::string> words{TEST_PYTHON, "-W", "ignore", std::string(MAIL_TEST_FOLDER) + "/smtp_server.py"};
  words.insert(words.end(), options.begin(), options.end());
  return words;
}

}  // namespace

MailServer::MailServer(const std::vector<std::string>& options) : process_(command(options)) {
  const std::string port = process_.read_line();
  REQUIRE_FALSE(port.empty());
  port_ = static_cast<std::uint16_t>(std::stoi(port));
}

SmtpSettings MailServer::settings() const {
  SmtpSettings settings;
  settings.host = "127.0.0.1";
  settings.port = port_;
  settings.tls = SmtpTls::None;
  settings.helo = "petitions.example.org";
  return settings;
}

Certificate::Certificate() {
  Process openssl({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                   "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key(),
                   "-out", file()});
  REQUIRE(openssl.wait() == 0);
}

std::vector<std::string> Certificate::options(std::vector<std::string> more) const {
  more.insert(more.end(), {"--certificate", file(), "--key", key()});
  return more;
}

}  // namespace undersigned::mail
