// How mail is sent, as the operator chose: by an SMTP server, or into a folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/app/options.h"
#include "server/base/clock.h"
#include "server/base/operator_error.h"
#include "server/mail/mail.h"
#include "server/mail/smtp_settings.h"
#include "server/mail/transport.h"

namespace undersigned::app {

struct MailSetup {
  // One for each connection; at least one.
  std::vector<std::unique_ptr<mail::Transport>> transports;
  mail::Mailbox from;
  std::string spool;  // the folder mails are written to; empty: they are sent
};

// Reads the password, and creates the mail folder if the data folder exists. Does not connect yet. Otherwise a sentence
// that says what is wrong.
base::OperatorResult<MailSetup> set_up_mail(const Options& options, const base::Clock& utc_now_ms);

// How to reach the mail server that the options name, with its password; or a sentence that says what is wrong.
base::OperatorResult<mail::SmtpSettings> smtp_settings(const Options& options);

// The folder for unsent mails. It may hold some from a time without an SMTP server.
std::string mail_spool_folder(const Options& options);

}  // namespace undersigned::app
