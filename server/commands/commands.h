// The program's commands but `serve`: each does one thing beside a running server and gives its exit code
// (config/command_line.h). What went wrong is said on console.err.
#pragma once

#include "server/commands/console.h"
#include "server/config/options.h"

namespace undersigned::commands {

// Adds or replaces every campaign and partner of a file, or says every problem in it and changes nothing.
int import_campaigns(const config::Options& options, const Console& console);

// Counts all rows anew. kExitFailed when a counter differed; it has been repaired.
int recount(const config::Options& options, const Console& console);

// Says where each campaign's confirmed signatures came from (utm_source: "whatsapp", "newsletter"), the largest first.
int sources(const config::Options& options, const Console& console);

// Makes an account. The password is asked for without echo at a terminal, else it is the first line of console.in.
int add_user(const config::Options& options, const Console& console);

// Adds or replaces one partner; a running server takes it up.
int add_partner(const config::Options& options, const Console& console);

// Copies the database into a new file.
int backup(const config::Options& options, const Console& console);

// Sends one mail, waits for the mail server's answer and says it. kExitFailed when it was not taken.
int test_mail(const config::Options& options, const Console& console);

}  // namespace undersigned::commands
