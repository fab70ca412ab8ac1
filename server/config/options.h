// What an operator may set, with the defaults of a first try on one's own machine.
//
// Plain values. Every text has been checked by parse_command_line() before anything else sees it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/abuse/guard.h"
#include "server/auth/session.h"
#include "server/config/mail_options.h"
#include "server/export/csv_export.h"
#include "server/http/ip_address.h"
#include "server/store/store.h"
#include "shared/campaign/campaign.h"
#include "shared/limits.h"

namespace undersigned::config {

enum class Command : std::uint8_t {
  Serve,
  ImportCampaigns,
  Recount,
  Sources,
  UserAdd,
  UserList,
  UserRole,
  UserRemove,
  UserPassword,
  UserTwoStepOff,
  Audit,
  PartnerAdd,
  Backup,
  Restore,
  Doctor,
  MailTest,
  Export,
  Retention
};

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

enum class PrintPort : std::uint8_t { No, Yes };

enum class SecretNeeded : std::uint8_t { No, Yes };

enum class Depth : std::uint8_t { Quick, Deep };

enum class Online : std::uint8_t { No, Yes };

enum class Erase : std::uint8_t { No, Yes };

// What is small stands together, so that little of the struct is padding.
struct Options {
  Command command = Command::Serve;
  LogLevel log_level = LogLevel::Info;
  std::string data = "./undersigned-data";  // folder; made 0700

  // serve
  PrintPort print_port = PrintPort::No;
  auth::TwoStepPolicy two_step_policy = auth::TwoStepPolicy::Offered;
  std::uint16_t port = 8080;  // 0: any free one
  unsigned workers = 2;
  unsigned drain_seconds = 0;              // between /readyz saying that the server stops, and its stopping
  std::string host = "127.0.0.1";          // numeric address to listen on
  std::string base_url;                    // this server's own origin as browsers see it; empty: http://localhost:PORT
  std::string assets;                      // folder of the widget's files; empty: the one beside the program
  std::vector<std::string> admin_origins;  // sites that may show admin mode in a frame
  std::vector<http::IpPrefix> trusted_proxies;  // fronts whose X-Forwarded-For is believed
  std::string metrics_token_file;               // empty: UNDERSIGNED_METRICS_TOKEN, or no metrics
  abuse::GuardOptions guard;
  std::string blocked_mail_domains;  // file; empty: none

  // serve, mail test
  MailOptions mail;

  SecretNeeded secret_needed = SecretNeeded::Yes;   // restore
  Depth depth = Depth::Quick;                       // doctor
  Online online = Online::No;                       // doctor
  exports::Rows rows = exports::Rows::Confirmed;    // export
  Erase erase = Erase::No;                          // retention
  store::Role role = store::Role::Viewer;           // user
  std::size_t audit_rows = limits::kAuditPageRows;  // audit
  std::string file;      // import-campaigns, backup, restore, export (empty: standard output)
  std::string campaign;  // export: slug
  std::string username;  // user
  std::string address;   // mail test
  Partner partner;       // partner add
};

}  // namespace undersigned::config
