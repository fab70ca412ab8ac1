// All commands of the program except `serve`. Each does one thing, beside a running server, and returns its exit code
// (app/command_line.h). Errors go to console.err.
#pragma once

#include "server/app/console.h"
#include "server/app/options.h"

namespace undersigned::app {

// Adds or replaces all campaigns and partners of a file; or lists all its problems and changes nothing.
int import_campaigns(const Options& options, const Console& console);

// Prints a campaign as the file that import_campaigns() reads.
int export_campaign(const Options& options, const Console& console);

// Lists a campaign's versions, newest first: who saved them, and when.
int list_versions(const Options& options, const Console& console);

// Recounts from the stored rows. kExitFailed if a counter was wrong; it is repaired.
int recount(const Options& options, const Console& console);

// Prints where each campaign's confirmed signatures came from (utm_source: "whatsapp", "newsletter"), largest first.
int sources(const Options& options, const Console& console);

// Creates an account. Asks for the password without echo at a terminal; otherwise reads the first line of console.in.
int add_user(const Options& options, const Console& console);

// List the accounts with their roles; change a role; remove an account or set its password, which ends its sessions;
// turn off two-step sign-in for somebody who lost both app and recovery codes.
int list_users(const Options& options, const Console& console);
int set_user_role(const Options& options, const Console& console);
int remove_user(const Options& options, const Console& console);
int set_user_password(const Options& options, const Console& console);
int turn_off_two_step(const Options& options, const Console& console);

// Prints the newest entries of the audit log, oldest first, and checks the whole log. kExitFailed if an entry was
// changed.
int audit(const Options& options, const Console& console);

// Adds or replaces one partner. A running server picks up the change.
int add_partner(const Options& options, const Console& console);

// Copies the database into a new file and checks the copy.
int backup(const Options& options, const Console& console);

// Replaces the database by a backup that is intact, is ours, and whose secret is available. Accounts and the audit log
// are not turned back, and every session ends (store/restoration.h). Keeps the replaced database. Changes nothing if
// anything is wrong.
int restore(const Options& options, const Console& console);

// Writes a campaign's signatures as CSV (export/csv_export.h) into a new file that only the operator may read, or to
// console.out.
int export_signatures(const Options& options, const Console& console);

// Rejects a signature, hides its comment, erases it, or undoes that, with a reason for the audit log.
int take_down_signature(const Options& options, const Console& console);

// Lists personal data past its retention period, and erases it if asked to.
int retention(const Options& options, const Console& console);

// Checks configuration and data, and says what is fine and what to do. kExitFailed if there is a problem, not for
// warnings. Changes nothing.
int doctor(const Options& options, const Console& console);

// Sends one mail and prints the mail server's answer. kExitFailed if it was not accepted.
int test_mail(const Options& options, const Console& console);

}  // namespace undersigned::app
