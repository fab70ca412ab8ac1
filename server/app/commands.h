// The program's commands but `serve`: each does one thing beside a running server and gives its exit code
// (app/command_line.h). What went wrong is said on console.err.
#pragma once

#include "server/app/console.h"
#include "server/app/options.h"

namespace undersigned::app {

// Adds or replaces every campaign and partner of a file, or says every problem in it and changes nothing.
int import_campaigns(const Options& options, const Console& console);

// Counts all rows anew. kExitFailed when a counter differed; it has been repaired.
int recount(const Options& options, const Console& console);

// Says where each campaign's confirmed signatures came from (utm_source: "whatsapp", "newsletter"), the largest first.
int sources(const Options& options, const Console& console);

// Makes an account. The password is asked for without echo at a terminal, else it is the first line of console.in.
int add_user(const Options& options, const Console& console);

// The accounts with their roles; another role for one; removes one, or gives it another password, which end its
// sessions; lets somebody who lost app and recovery codes in by the password alone.
int list_users(const Options& options, const Console& console);
int set_user_role(const Options& options, const Console& console);
int remove_user(const Options& options, const Console& console);
int set_user_password(const Options& options, const Console& console);
int turn_off_two_step(const Options& options, const Console& console);

// Prints the newest entries of the audit log, the oldest of them first, and checks the whole of it. kExitFailed where
// an entry is not as it was written.
int audit(const Options& options, const Console& console);

// Adds or replaces one partner; a running server takes it up.
int add_partner(const Options& options, const Console& console);

// Copies the database into a new file, and checks the copy.
int backup(const Options& options, const Console& console);

// Puts a backup in the place of the database, once it is whole, of ours, and the secret it was written with is there.
// What was there is kept aside. Nothing is changed where anything is wrong.
int restore(const Options& options, const Console& console);

// Writes a campaign's signatures as CSV (export/csv_export.h) into a new file of the operator's alone, or to
// console.out.
int export_signatures(const Options& options, const Console& console);

// Rules a signature out, hides its comment, erases it, or undoes that, with a reason for the audit log.
int take_down_signature(const Options& options, const Console& console);

// Says what the retention clock of each campaign says is over, and erases it where that is asked for.
int retention(const Options& options, const Console& console);

// Checks configuration and data, and says of each whether it is well and what to do. kExitFailed where there is a
// problem; a warning is none. Changes nothing.
int doctor(const Options& options, const Console& console);

// Sends one mail, waits for the mail server's answer and says it. kExitFailed when it was not taken.
int test_mail(const Options& options, const Console& console);

}  // namespace undersigned::app
