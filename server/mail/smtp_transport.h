// Mail over SMTP (RFC 5321), by libcurl. The connection stays open for the next mail, TLS certificates are verified
// unless the settings say otherwise, and proxies of the environment are ignored.
//
// For one thread at a time, like every Transport.
#pragma once

#include <memory>
#include <string>

#include "server/mail/smtp_settings.h"
#include "server/mail/transport.h"
#include "shared/result.h"

namespace undersigned::mail {

class SmtpTransport final : public Transport {
 public:
  // Does not connect yet. The errors of check_smtp_settings(); NoMemory if libcurl cannot start; BadValue if it was built
  // without something that the settings need.
  static Result<std::unique_ptr<SmtpTransport>> make(const SmtpSettings& settings);
  ~SmtpTransport() override;

  // GiveUp only for a 5xx reply about this mailbox or mail. A refused greeting, login, certificate or sender is
  // TryLater: the mail is fine, and waits until the operator has corrected the setting. If the server has closed a kept
  // connection, a new one is made at once.
  SendReport send(const Envelope& envelope, const std::string& bytes) override;

  // Connects, encrypts and logs in as for a mail, and sends none: Sent, or TryLater with what is wrong. For a transport
  // that sends nothing else: the connection is not kept.
  SendReport try_connection();

  // send() returns within about a second.
  void abort() override;

 private:
  struct Curl;
  explicit SmtpTransport(std::unique_ptr<Curl> curl);

  std::unique_ptr<Curl> curl_;
};

}  // namespace undersigned::mail
