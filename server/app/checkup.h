// The checks of `doctor`. Each adds its findings and changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/app/options.h"

namespace undersigned::app {

// Problem: something is, or will be, lost or broken. Warning: it may be intended.
enum class Verdict : std::uint8_t { Ok, Warning, Problem };

struct Finding {
  Verdict verdict = Verdict::Ok;
  std::string subject;  // "data folder"
  std::string words;    // what was found and what to do; never a secret
};

using Findings = std::vector<Finding>;

// Whether a campaign needs mail, and so a mail server.
enum class MailNeeded : std::uint8_t { Unknown, No, Yes };

// The folder, its files, the database, the secret, the audit log, the disk, the clock, organizers and confirmation of
// campaigns.
MailNeeded check_data(const Options& options, Findings& findings);

// Addresses, the reverse proxy, the widget's files, system limits, the metrics token, blocked mail domains.
void check_setup(const Options& options, Findings& findings);

void check_mail(const Options& options, MailNeeded needed, Findings& findings);

// Asks the base URL whether it leads here, and connects and logs in to the mail server without sending a mail.
void check_online(const Options& options, Findings& findings);

}  // namespace undersigned::app
