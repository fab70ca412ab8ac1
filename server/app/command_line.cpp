#include "server/app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <sstream>
#include <string_view>

#include "server/base/origin.h"
#include "server/crypto/encoding.h"
#include "server/limits.h"
#include "server/ops/version.h"
#include "shared/limits.h"
#include "shared/text/email.h"
#include "shared/text/url.h"

namespace undersigned::app {
namespace {

constexpr unsigned kWorkersMax = 64;
constexpr std::size_t kAdminOriginsMax = 16;

// The flags that can also be set by an environment variable.
constexpr std::string_view kVariables[] = {"config",
                                           "data",
                                           "host",
                                           "port",
                                           "base-url",
                                           "assets",
                                           "admin-origin",
                                           "trusted-proxy",
                                           "security-contact",
                                           "terms-url",
                                           "accessibility-url",
                                           "workers",
                                           "log-level",
                                           "print-port",
                                           "smtp-url",
                                           "smtp-user",
                                           "smtp-password-file",
                                           "smtp-tls",
                                           "smtp-ca-file",
                                           "smtp-connections",
                                           "mail-from",
                                           "mail-spool",
                                           "free-signatures",
                                           "sign-ms-min",
                                           "metrics-token-file",
                                           "drain-seconds",
                                           "blocked-mail-domains",
                                           "require-two-step"};

std::string variable_name(std::string_view flag) {
  std::string name = "UNDERSIGNED_";
  for (const char c : flag) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

bool is_list(std::string_view flag) {
  return flag == "admin-origin" || flag == "trusted-proxy";
}

bool names_flag(const std::vector<std::string>& arguments, std::string_view flag) {
  const std::string long_form = "--" + std::string(flag);
  return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& argument) {
    return argument == long_form || argument.rfind(long_form + "=", 0) == 0;
  });
}

// In CLI11 the file would override the environment. Passed as the first arguments, variables override the file.
std::vector<std::string> with_environment(std::vector<std::string> arguments) {
  std::vector<std::string> all;
  for (const std::string_view flag : kVariables) {
    const char* value = std::getenv(variable_name(flag).c_str());  // NOLINT(concurrency-mt-unsafe): before any thread
    if (value == nullptr || names_flag(arguments, flag)) continue;
    const std::string option = "--" + std::string(flag) + "=";
    if (!is_list(flag)) {
      all.push_back(option + value);
      continue;
    }
    std::istringstream parts{std::string(value)};
    for (std::string part; std::getline(parts, part, ',');) all.push_back(option + part);
  }
  std::move(arguments.begin(), arguments.end(), std::back_inserter(all));
  return all;
}

const std::map<std::string, base::LogLevel> kLogLevels{{"debug", base::LogLevel::Debug},
                                                       {"info", base::LogLevel::Info},
                                                       {"warning", base::LogLevel::Warning},
                                                       {"error", base::LogLevel::Error}};

const std::map<std::string, store::Role> kRoles{
    {"owner", store::Role::Owner}, {"organizer", store::Role::Organizer}, {"viewer", store::Role::Viewer}};

const std::map<std::string, exports::Rows> kExportRows{{"confirmed", exports::Rows::Confirmed},
                                                       {"all", exports::Rows::All}};

// Normalizes an origin when it is read.
std::string to_origin(std::string& text) {
  const std::optional<std::string> origin = base::parse_origin(text);
  if (!origin) return "\"" + text + "\" " + base::explain_origin(text);
  text = *origin;
  return {};
}

std::string check_cidr(const std::string& text) {
  if (base::parse_cidr(text)) return {};
  return "\"" + text + "\" is not an address or prefix such as 127.0.0.1, 10.0.0.0/8 or 2001:db8::/32";
}

// RFC 9116 2.5.3: an address with its scheme. An email address gets its own.
std::string to_contact(std::string& text) {
  if (const Result<std::string> email = check_email(text)) {
    text = "mailto:" + *email;
    return {};
  }
  const bool has_scheme = text.starts_with("mailto:") || text.starts_with("tel:") || text.starts_with("https://");
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
  if (has_scheme && is_plain && text.size() <= limits::kUrlBytesMax) return {};
  return "\"" + text + "\" is not an email address, https:// address or tel: number";
}

std::string check_page(const std::string& text) {
  if (is_web_url(text) && text.starts_with("https://")) return {};
  return "\"" + text + "\" is not an https:// address";
}

std::optional<store::AuditChain> parse_chain(const std::string& text) {
  const auto bytes = crypto::from_hex(text);
  store::AuditChain chain{};
  if (!bytes || bytes->size() != chain.size()) return {};
  std::copy(bytes->begin(), bytes->end(), chain.begin());
  return chain;
}

std::string check_chain(const std::string& text) {
  return parse_chain(text) ? std::string() : "\"" + text + "\" is not the chain of an entry: 64 hexadecimal digits";
}

void trust_proxies(const std::vector<std::string>& words, Options& options) {
  for (const std::string& word : words) {
    if (const auto proxy = base::parse_cidr(word)) options.trusted_proxies.push_back(*proxy);
  }
}

void add_common_options(CLI::App& app, Options& options) {
  app.set_config("--config", "", "Read options from this TOML or INI file, one `name = value` a line");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.add_option("--data", options.data,
                 "Folder with the database and the server's secret; created if it does not exist")
      ->capture_default_str();
  app.add_option("--log-level", options.log_level, "debug, info, warning or error; the log goes to stderr")
      ->transform(CLI::CheckedTransformer(kLogLevels).description(""))
      ->default_str("info");
}

void add_serve_options(CLI::App& app, Options& options) {
  app.add_option("--host", options.host, "Address to listen on; run nginx or Caddy with TLS in front of it")
      ->capture_default_str();
  app.add_option("--port", options.port, "Port to listen on; 0 picks a free one")->capture_default_str();
  app.add_option("--base-url", options.base_url,
                 "The server's address as browsers see it, such as https://sign.example.org")
      ->transform(CLI::Validator(to_origin, "ORIGIN"))
      ->default_str("http://localhost:PORT");
  app.add_option("--assets", options.assets, "Folder with the widget files")
      ->default_str("the folder web next to the program");
  app.add_option("--admin-origin", options.admin_origins, "Site that may show admin mode in a frame; can be repeated")
      ->transform(CLI::Validator(to_origin, "ORIGIN"))
      ->expected(1, static_cast<int>(kAdminOriginsMax))
      ->allow_extra_args(false);
  app.add_option_function<std::vector<std::string>>(
         "--trusted-proxy", [&options](const std::vector<std::string>& words) { trust_proxies(words, options); },
         "Address or CIDR prefix of a reverse proxy whose X-Forwarded-For is trusted; can be repeated")
      ->check(CLI::Validator(check_cidr, "CIDR"))
      ->expected(1, static_cast<int>(limits::kTrustedProxiesMax))
      ->allow_extra_args(false);
  app.add_option("--security-contact", options.security_contact,
                 "Address for reports of security problems, an email or https:// address; served as "
                 "/.well-known/security.txt")
      ->transform(CLI::Validator(to_contact, "CONTACT"));
  app.add_option("--terms-url", options.operator_links.terms,
                 "Your terms of use, an https:// address; linked at the foot of the server's own pages")
      ->check(CLI::Validator(check_page, "URL"));
  app.add_option("--accessibility-url", options.operator_links.accessibility,
                 "Your accessibility statement, an https:// address; linked there, too")
      ->check(CLI::Validator(check_page, "URL"));
  app.add_option("--workers", options.workers, "Number of threads that handle requests")
      ->check(CLI::Range(1U, kWorkersMax))
      ->capture_default_str();
  app.add_flag_callback(
      "--require-two-step", [&options] { options.two_step_policy = accounts::TwoStepPolicy::Required; },
      "Require two-step sign-in: accounts must set it up before they see anything, and cannot turn it off");
  app.add_flag_callback(
      "--print-port", [&options] { options.print_port = PrintPort::Yes; },
      "Print the address to stdout, on one line, once the server answers");
}

void add_operating_options(CLI::App& app, Options& options) {
  app.set_version_flag("--version", std::string("undersigned-server ") + ops::version());
  app.add_option("--metrics-token-file", options.metrics_token_file,
                 "File with the token for /metrics, readable only by its owner; or set the token in "
                 "UNDERSIGNED_METRICS_TOKEN");
  app.add_option("--drain-seconds", options.drain_seconds,
                 "Seconds from /readyz reporting the stop until the server stops, so that a load balancer notices")
      ->check(CLI::Range(0U, limits::kDrainSecondsMax))
      ->capture_default_str();
}

void add_guard_options(CLI::App& app, Options& options) {
  signing::GuardOptions& guard = options.guard;
  app.add_option("--free-signatures", guard.free_signatures,
                 "Signatures from one address in ten minutes before its browsers must solve a proof of work")
      ->check(CLI::Range(std::uint32_t{1}, limits::kFreeSignaturesMax))
      ->capture_default_str();
  app.add_option("--sign-ms-min", guard.sign_ms_min,
                 "A signature sent within this many milliseconds of showing the form is suspicious; 0 turns this off")
      ->check(CLI::Range(std::int64_t{0}, limits::kSignMsMinMax))
      ->capture_default_str();
  app.add_option(
      "--blocked-mail-domains", options.blocked_mail_domains,
      "File of email domains, one a line, whose signatures wait for an organizer; read again when it changes");
}

void add_mail_options(CLI::App& app, MailWords& words) {
  app.add_option(
      "--smtp-url", words.smtp_url,
      "Mail server, smtp://HOST:587 (STARTTLS) or smtps://HOST:465 (TLS); without it, mails are written to a folder");
  app.add_option("--smtp-user", words.smtp_user,
                 "User name at the mail server; set its password in UNDERSIGNED_SMTP_PASSWORD");
  app.add_option("--smtp-password-file", words.smtp_password_file,
                 "File with that password, readable only by its owner");
  app.add_option("--smtp-tls", words.smtp_tls, "Encryption for smtp://: required, opportunistic or none")
      ->default_str("required");
  app.add_option("--smtp-ca-file", words.smtp_ca_file, "Certificates to trust instead of the system's (PEM)");
  app.add_option("--smtp-connections", words.smtp_connections,
                 "Number of mails sent at once, each over its own connection")
      ->check(CLI::Range(std::size_t{1}, limits::kMailConnectionsMax))
      ->capture_default_str();
  app.add_option("--mail-from", words.mail_from, "Sender, as \"Jane Doe <jane@example.org>\"");
  app.add_option("--mail-spool", words.mail_spool, "Folder for mails as .eml files, used without --smtp-url")
      ->default_str("the folder mail in the data folder");
}

std::function<void()> choose(Options& options, Command command) {
  return [&options, command] { options.command = command; };
}

void add_partner_command(CLI::App& app, Options& options) {
  CLI::App* partner = app.add_subcommand("partner", "Partners: sites and people who collect signatures for you");
  partner->require_subcommand(1);
  CLI::App* add = partner->add_subcommand("add", "Add or replace a partner, with a link and a count of its own");
  add->add_option("ID", options.partner.id, "Lower-case letters, digits and hyphens; part of the link")->required();
  add->add_option("--name", options.partner.name, "Name that people see")->required();
  add->add_option("--origin", options.partner.origins, "Site of the partner that may show the form; can be repeated")
      ->transform(CLI::Validator(to_origin, "ORIGIN"))
      ->expected(1, static_cast<int>(limits::kOriginsPerPartnerMax))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  partner->callback(choose(options, Command::PartnerAdd));
}

void add_user_commands(CLI::App& app, Options& options) {
  CLI::App* user = app.add_subcommand("user", "Organizers' accounts");
  user->require_subcommand(1);
  const auto command = [&](const char* name, const char* words, Command chosen) {
    CLI::App* added = user->add_subcommand(name, words);
    added->add_option("NAME", options.username, "User name")->required();
    added->callback(choose(options, chosen));
    return added;
  };
  const auto takes_role = [&](CLI::Option* role) {
    role->transform(CLI::CheckedTransformer(kRoles).description(""));
    return role;
  };
  CLI::App* add = command("add", "Create an account; asks for the password, or reads it from stdin", Command::UserAdd);
  takes_role(add->add_option("--role", options.role, "owner, organizer or viewer"))->default_str("viewer");
  user->add_subcommand("list", "List accounts and their roles")->callback(choose(options, Command::UserList));
  CLI::App* role = command("role", "Change an account's role", Command::UserRole);
  takes_role(role->add_option("ROLE", options.role, "owner, organizer or viewer"))->required();
  command("remove", "Remove an account and end its sessions", Command::UserRemove);
  command("password", "Change an account's password and end its sessions", Command::UserPassword);
  command("two-step-off", "Turn off two-step sign-in for someone who lost the app and the recovery codes",
          Command::UserTwoStepOff);
}

void add_signature_commands(CLI::App& app, Options& options) {
  using signing::TakeDown;
  CLI::App* signature = app.add_subcommand("signature", "Moderate one signature");
  signature->require_subcommand(1);
  const auto command = [&](const char* name, const char* words, TakeDown what) {
    CLI::App* added = signature->add_subcommand(name, words);
    added->add_option("ID", options.public_id, "The signature's public ID")->required();
    added->add_option("--reason", options.reason, "Reason for the audit log; no names or other personal data")
        ->required();
    added->callback([&options, what] {
      options.command = Command::SignatureTakeDown;
      options.take_down = what;
    });
  };
  command("rule-out", "Reject it: it no longer counts and is not shown", TakeDown::RuleOut);
  command("restore", "Undo rule-out: it counts again", TakeDown::Restore);
  command("hide-comment", "Hide its comment", TakeDown::HideComment);
  command("show-comment", "Show its comment again", TakeDown::ShowComment);
  command("erase", "Erase its personal data for good; it still counts", TakeDown::Erase);
}

void add_data_commands(CLI::App& app, Options& options) {
  CLI::App* backup = app.add_subcommand("backup", "Copy the database to a new file while the server runs");
  backup->add_option("FILE", options.file, "File to write; must not exist")->required();
  backup->callback(choose(options, Command::Backup));

  CLI::App* restore = app.add_subcommand("restore", "Replace the database with a backup, after checking the backup");
  restore->add_option("FILE", options.file, "File written by `backup`, by this version or an older one")->required();
  restore->add_flag_callback(
      "--without-secret", [&options] { options.secret_needed = SecretNeeded::No; },
      "The backup's secret is lost: use another one. Earlier signers are then not recognized");
  restore->callback(choose(options, Command::Restore));

  CLI::App* csv = app.add_subcommand("export", "Write a campaign's signatures as CSV; contains personal data");
  csv->add_option("CAMPAIGN", options.campaign, "The campaign's slug")->required();
  csv->add_option("--file", options.file, "File to write, readable only by you; must not exist")
      ->default_str("standard output");
  csv->add_option("--status", options.rows, "confirmed, or all with their status")
      ->transform(CLI::CheckedTransformer(kExportRows).description(""))
      ->default_str("confirmed");
  csv->callback(choose(options, Command::Export));

  CLI::App* retention = app.add_subcommand("retention", "List personal data past its retention period");
  retention->add_flag_callback(
      "--erase", [&options] { options.erase = Erase::Yes; }, "Erase it now; counts do not change");
  retention->callback(choose(options, Command::Retention));

  CLI::App* doctor = app.add_subcommand("doctor", "Check configuration and data, and say what to fix");
  doctor->add_flag_callback(
      "--deep", [&options] { options.depth = Depth::Deep; },
      "Also check every index against its table, and look for rows with values that the server never writes");
  doctor->add_flag_callback(
      "--online", [&options] { options.online = Online::Yes; },
      "Also connect to the address of --base-url and to the mail server");
  doctor->callback(choose(options, Command::Doctor));
}

void add_commands(CLI::App& app, Options& options) {
  app.require_subcommand(1);
  app.fallthrough();
  app.add_subcommand("serve", "Run the server until SIGTERM or SIGINT")->callback(choose(options, Command::Serve));

  CLI::App* import = app.add_subcommand("import-campaigns", "Add or replace the campaigns and partners in a JSON file");
  import->add_option("FILE", options.file, "Campaign file")->required();
  import->callback(choose(options, Command::ImportCampaigns));

  CLI::App* export_campaign =
      app.add_subcommand("export-campaign", "Write a campaign as the JSON file it was imported from");
  export_campaign->add_option("CAMPAIGN", options.campaign, "The campaign's slug")->required();
  export_campaign
      ->add_option("--version", options.version, "Number of an earlier version or draft, as `versions` lists them")
      ->check(CLI::PositiveNumber.description(""))
      ->default_str("the published one");
  export_campaign->callback(choose(options, Command::ExportCampaign));

  CLI::App* versions = app.add_subcommand("versions", "List a campaign's versions: who saved them and when");
  versions->add_option("CAMPAIGN", options.campaign, "The campaign's slug")->required();
  versions->callback(choose(options, Command::Versions));

  app.add_subcommand("recount", "Recount from the stored signatures and repair wrong counters")
      ->callback(choose(options, Command::Recount));
  app.add_subcommand("sources", "Show where each campaign's confirmed signatures came from")
      ->callback(choose(options, Command::Sources));

  add_partner_command(app, options);

  add_user_commands(app, options);
  add_signature_commands(app, options);
  CLI::App* audit = app.add_subcommand("audit", "Print the newest entries of the audit log, and verify all of it");
  audit->add_option("--rows", options.audit_rows, "Number of entries to print")
      ->check(CLI::Range(std::size_t{0}, limits::kAuditRowsPrinted))
      ->capture_default_str();
  audit
      ->add_option_function<std::string>(
          "--expect", [&options](const std::string& text) { options.expected_chain = parse_chain(text); },
          "Fail unless an entry has this chain, which the log or an earlier run of the command has said")
      ->check(CLI::Validator(check_chain, "CHAIN"));
  audit->callback(choose(options, Command::Audit));

  add_data_commands(app, options);

  CLI::App* mail = app.add_subcommand("mail", "The mail server of --smtp-url");
  mail->require_subcommand(1);
  CLI::App* test = mail->add_subcommand("test", "Send one mail and show the mail server's answer");
  test->add_option("ADDRESS", options.address, "Recipient")->required();
  mail->callback(choose(options, Command::MailTest));
}

// Checks that CLI11 cannot make for a single option.
std::string problem_with(const Options& options) {
  if (options.data.empty()) return "--data needs a folder";
  if (options.host.empty()) return "--host needs an address";
  if (options.admin_origins.size() > kAdminOriginsMax) return "--admin-origin can be given at most 16 times";
  if (options.trusted_proxies.size() > limits::kTrustedProxiesMax)
    return "--trusted-proxy can be given at most 64 times";
  return {};
}

// Checked only for commands that send mail, so that others work with incomplete settings.
std::string mail_problem(const MailWords& words, Options& options) {
  options.mail.spool = words.mail_spool;  // for commands that erase: they search it
  if (options.command == Command::Serve || options.command == Command::Doctor)
    return read_mail_options(words, options.mail);
  if (options.command != Command::MailTest) return {};
  Result<std::string> address = check_email(options.address);
  if (!address) return "\"" + options.address + "\" is not an email address";
  options.address = std::move(address).value();
  if (words.smtp_url.empty()) return "no mail server is configured: set --smtp-url";
  return read_mail_options(words, options.mail);
}

}  // namespace

CommandLine parse_command_line(std::vector<std::string> arguments) {
  CommandLine result;
  Options options;
  MailWords mail;
  CLI::App app{"Undersigned: petitions that people sign on your own pages", "undersigned-server"};
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  add_common_options(app, options);
  add_serve_options(app, options);
  add_operating_options(app, options);
  add_guard_options(app, options);
  add_mail_options(app, mail);
  for (const char* list : {"--admin-origin", "--trusted-proxy"}) {
    app.get_option(list)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  add_commands(app, options);
  app.footer("You can also set these options in the environment: --some-name as UNDERSIGNED_SOME_NAME.");

  std::vector<std::string> all = with_environment(std::move(arguments));
  std::reverse(all.begin(), all.end());  // CLI11 reads this vector from the end
  try {
    app.parse(all);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    const int code = app.exit(error, out, out);
    result.message = out.str();
    result.exit_code = code == 0 ? kExitOk : kExitBadUsage;
    return result;
  }
  std::string problem = problem_with(options);
  if (problem.empty()) problem = mail_problem(mail, options);
  if (!problem.empty()) return {std::nullopt, problem + "\n", kExitBadUsage};
  result.options = std::move(options);
  return result;
}

}  // namespace undersigned::app
