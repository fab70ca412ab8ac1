// A mail for most tests.
#pragma once

#include <string>

#include "server/mail/mail.h"

namespace undersigned::mail {

inline Mail sample_mail() {
  Mail mail;
  mail.from = {"Free Dontae Sharpe", "petitions@example.org"};
  mail.to = {"", "jane@example.net"};
  mail.content = {.locale = Locale::English,
                  .subject = "Confirm your signature: Free Dontae Sharpe",
                  .text = "Enter this code:\n\n042137\n",
                  .html = "<!doctype html>\n<p>Enter this code:</p>\n"};
  mail.message_id = "01hxk5.abc@example.org";
  mail.time_ms = 1'534'852'800'000;  // 2018-08-21 12:00 UTC
  return mail;
}

}  // namespace undersigned::mail
