// What `doctor` looks at, in parts. Each part adds what it found and changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/app/options.h"

namespace undersigned::app {

// Problem: people lose something, or will. Warning: it may be meant so.
enum class Verdict : std::uint8_t { Ok, Warning, Problem };

struct Finding {
  Verdict verdict = Verdict::Ok;
  std::string subject;  // "data folder"
  std::string words;    // what is there, and what to do; holds no secret
};

using Findings = std::vector<Finding>;

// Whether signers are to be mailed, which asks for a mail server.
enum class MailNeeded : std::uint8_t { Unknown, No, Yes };

// The folder, its files, the database, the secret, the audit log, the disk, the clock, how campaigns confirm.
MailNeeded check_data(const Options& options, Findings& findings);

// Addresses, the front, the widget's files, limits of the system, the metrics' token, blocked mail domains.
void check_setup(const Options& options, Findings& findings);

void check_mail(const Options& options, MailNeeded needed, Findings& findings);

// Asks the base URL whether it leads here, and connects and logs in to the mail server without sending a mail.
void check_online(const Options& options, Findings& findings);

}  // namespace undersigned::app
