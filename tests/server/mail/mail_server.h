// A real SMTP server on this machine (smtp_server.py) and a certificate for it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/mail/smtp_settings.h"
#include "tests/server/mail/process.h"

namespace undersigned::mail {

class MailServer {
 public:
  // `options` are those of smtp_server.py. Accepts mails once it returns.
  explicit MailServer(const std::vector<std::string>& options = {});

  // The settings to connect to it, without encryption.
  [[nodiscard]] SmtpSettings settings() const;
  [[nodiscard]] std::uint16_t port() const { return port_; }

  // Waits for the next mail: "from", "to", "data", "tls", "login", "helo", "client_port".
  nlohmann::json next_mail() { return nlohmann::json::parse(process_.read_line()); }

  void stop() { process_.wait(); }

 private:
  Process process_;
  std::uint16_t port_ = 0;
};

// A self-signed certificate for 127.0.0.1.
class Certificate {
 public:
  Certificate();
  [[nodiscard]] std::string file() const { return folder_.path() + "/certificate.pem"; }
  [[nodiscard]] std::string key() const { return folder_.path() + "/key.pem"; }

  // The options of a server with this certificate, and `more`.
  [[nodiscard]] std::vector<std::string> options(std::vector<std::string> more = {}) const;

 private:
  TemporaryFolder folder_;
};

}  // namespace undersigned::mail
