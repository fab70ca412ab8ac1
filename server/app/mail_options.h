// The operator's options for sending mail.
//
// Plain values.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/limits.h"
#include "server/mail/mail.h"
#include "server/mail/smtp_settings.h"

namespace undersigned::app {

struct MailOptions {
  std::optional<mail::SmtpSettings> smtp;              // without the password; nothing: mails are written to `spool`
  std::string password_file;                           // if UNDERSIGNED_SMTP_PASSWORD is not set
  std::size_t connections = limits::kMailConnections;  // to that mail server
  mail::Mailbox from;                                  // set if `smtp` is
  std::string spool;                                   // folder; empty: "mail" in the data folder
};

// The texts of the flags; "" for one that was not given.
struct MailWords {
  std::string smtp_url;
  std::string smtp_user;
  std::string smtp_password_file;
  std::string smtp_tls;
  std::string smtp_ca_file;
  std::size_t smtp_connections = limits::kMailConnections;
  std::string mail_from;
  std::string mail_spool;
};

// Fills `options`, or returns a sentence that says what is wrong and changes nothing. Does not read the password.
std::string read_mail_options(const MailWords& words, MailOptions& options);

// "Free Dontae Sharpe <petitions@example.org>", or the address alone.
std::optional<mail::Mailbox> parse_mailbox(std::string_view text);

}  // namespace undersigned::app
