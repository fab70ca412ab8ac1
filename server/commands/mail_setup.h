// The way out for mail that the operator chose: an SMTP server, or a folder.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "server/config/options.h"
#include "server/mail/mail.h"
#include "server/mail/transport.h"
#include "server/ops/clock.h"

namespace undersigned::commands {

struct MailSetup {
  std::unique_ptr<mail::Transport> transport;
  mail::Mailbox from;
  std::string spool;  // folder that mails are written to; empty: they are sent
};

// Reads the password, and makes the folder within a data folder that is there. Connects to nothing yet. Otherwise a
// sentence that says what is wrong.
std::variant<MailSetup, std::string> set_up_mail(const config::Options& options, const ops::Clock& utc_now_ms);

}  // namespace undersigned::commands
