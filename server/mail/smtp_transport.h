// Mail over SMTP (RFC 5321), by libcurl: the connection stays open for the next mail, TLS certificates are verified
// unless the settings say otherwise, and no proxy of the environment is used.
//
// One thread at a time, as every Transport.
#pragma once

#include <memory>
#include <string>

#include "server/mail/smtp_settings.h"
#include "server/mail/transport.h"
#include "shared/result.h"

namespace undersigned::mail {

class SmtpTransport final : public Transport {
 public:
  // Connects to nothing yet. The errors of check_smtp_settings(); StorageFailed where libcurl cannot start.
  static Result<std::unique_ptr<SmtpTransport>> make(const SmtpSettings& settings);
  ~SmtpTransport() override;

  // GiveUp only for what the server said with 5xx about this mailbox or this mail. A refused greeting, login,
  // certificate or sender is TryLater: that mail is fine, and is not lost while the operator mends the setting. Where
  // the server has closed a connection that was kept, a new one is made at once.
  SendReport send(const std::string& envelope_from, const std::string& envelope_to, const std::string& bytes) override;

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
