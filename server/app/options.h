// All options of the program, with defaults for a first try on a local machine.
//
// Plain values. parse_command_line() has checked every text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/accounts/session.h"
#include "server/api/operator_links.h"
#include "server/app/mail_options.h"
#include "server/base/ip_address.h"
#include "server/base/log.h"
#include "server/export/csv_export.h"
#include "server/limits.h"
#include "server/signing/guard.h"
#include "server/signing/take_down.h"
#include "server/store/store.h"
#include "shared/campaign/campaign.h"

namespace undersigned::app {

enum class Command : std::uint8_t {
  Serve,
  ImportCampaigns,
  ExportCampaign,
  Versions,
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
  Retention,
  SignatureTakeDown
};

enum class PrintPort : std::uint8_t { No, Yes };

enum class SecretNeeded : std::uint8_t { No, Yes };

enum class Depth : std::uint8_t { Quick, Deep };

enum class Online : std::uint8_t { No, Yes };

enum class Erase : std::uint8_t { No, Yes };

// Small members are next to each other to save padding.
struct Options {
  Command command = Command::Serve;
  base::LogLevel log_level = base::LogLevel::Info;
  std::string data = "./undersigned-data";  // folder, created as 0700

  // serve
  PrintPort print_port = PrintPort::No;
  accounts::TwoStepPolicy two_step_policy = accounts::TwoStepPolicy::Offered;
  std::uint16_t port = 8080;  // 0: any free one
  unsigned workers = 2;
  unsigned drain_seconds = 0;      // time between failing /readyz and stopping
  std::string host = "127.0.0.1";  // numeric address to listen on
  std::string base_url;            // this server's public origin; empty: http://localhost:PORT
  std::string assets;              // folder of the widget's files; empty: beside the program
  api::OperatorLinks operator_links;
  std::string security_contact;  // mailto:, tel: or https: address for /.well-known/security.txt; may be empty
  std::vector<std::string> admin_origins;       // sites that may show admin mode in a frame
  std::vector<base::IpPrefix> trusted_proxies;  // reverse proxies whose X-Forwarded-For is trusted
  std::string metrics_token_file;               // empty: UNDERSIGNED_METRICS_TOKEN, or no metrics
  signing::GuardOptions guard;
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
  std::int64_t version = 0;                         // export-campaign; 0: the published one
  std::optional<store::AuditChain> expected_chain;  // audit
  std::string file;       // import-campaigns, backup, restore, export (empty: standard output)
  std::string campaign;   // export, export-campaign, versions: slug
  std::string username;   // user
  std::string address;    // mail test
  std::string public_id;  // signature
  std::string reason;     // signature
  signing::TakeDown take_down = signing::TakeDown::RuleOut;  // signature
  Partner partner;                                           // partner add
};

}  // namespace undersigned::app
