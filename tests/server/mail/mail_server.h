// A real SMTP server on this machine (smtp_server.py), and a certificate for it.
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
  // The options of smtp_server.py. Takes mails when it returns.
  explicit MailServer(const std::vector<std::string>& options = {});

  // How to reach it, without encryption.
  [[nodiscard]] SmtpSettings settings() const;
  [[nodiscard]] std::uint16_t port() const { return port_; }

  // "from", "to", "data", "tls", "login", "helo", "client_port" of the next mail it takes; waits for one.
  nlohmann::json next_mail() { return nlohmann::json::parse(process_.read_line()); }

  void stop() { process_.wait(); }

 private:
  Process process_;
  std::uint16_t port_ = 0;
};

// A certificate for 127.0.0.1, signed by itself.
class Certificate {
 public:
  Certificate();
  [[nodiscard]] std::string file() const { return folder_.path() + "/certificate.pem"; }
  [[nodiscard]] std::string key() const { return folder_.path() + "/key.pem"; }

  // The options of a server that has it, and `more`.
  [[nodiscard]] std::vector<std::string> options(std::vector<std::string> more = {}) const;

 private:
  TemporaryFolder folder_;
};

}  // namespace undersigned::mail
