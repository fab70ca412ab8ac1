#include <sys/resource.h>

#include <optional>
#include <string_view>

#include "server/app/assets_folder.h"
#include "server/app/checkup.h"
#include "server/app/mail_setup.h"
#include "server/app/metrics_token.h"
#include "server/assets/releases.h"
#include "server/base/clock.h"
#include "server/base/ip_address.h"
#include "server/limits.h"
#include "server/signing/blocked_domains.h"

namespace undersigned::app {
namespace {

bool is_local(std::string_view origin) {
  return origin.starts_with("http://localhost") || origin.starts_with("http://127.") ||
         origin.starts_with("http://[::1]");
}

void check_base_url(const Options& options, Findings& findings) {
  const char* subject = "base URL";
  if (options.base_url.empty()) {
    findings.push_back({Verdict::Warning, subject,
                        "not set: links use http://localhost:" + std::to_string(options.port) +
                            ". Set --base-url https://..., the address that browsers see"});
  } else if (is_local(options.base_url)) {
    findings.push_back({Verdict::Warning, subject, options.base_url + ": works on this machine only"});
  } else if (!options.base_url.starts_with("https://")) {
    findings.push_back({Verdict::Problem, subject,
                        options.base_url + " is not encrypted: put nginx or Caddy in front, and set its https:// "
                                           "address"});
  } else {
    findings.push_back({Verdict::Ok, subject, options.base_url});
  }
}

void check_front(const Options& options, Findings& findings) {
  const std::optional<base::IpAddress> host = base::parse_ip(options.host);
  const bool loopback = host && base::is_loopback(*host);
  const bool fronted = options.base_url.starts_with("https://");
  const char* subject = "reverse proxy";
  if (fronted && options.trusted_proxies.empty()) {
    findings.push_back(
        {Verdict::Problem, subject,
         "--trusted-proxy is not set: all visitors seem to come from the reverse proxy's address and share "
         "one rate limit. Set it to that address, 127.0.0.1 if it runs on this machine"});
  } else if (fronted && !loopback) {
    findings.push_back({Verdict::Warning, subject,
                        "the server listens on " + options.host +
                            " without encryption: make sure that only the "
                            "reverse proxy can reach its port, or set --host 127.0.0.1"});
  } else if (!fronted && !loopback) {
    findings.push_back({Verdict::Problem, subject, "the server listens on " + options.host + " without encryption"});
  } else {
    findings.push_back({Verdict::Ok, subject, fronted ? "trusted, and only this machine reaches the server" : "none"});
  }
}

// Pages that name one of these versions still load it.
void check_releases(const Options& options, const std::string& version, Findings& findings) {
  std::string earlier;
  for (const std::string& kept : assets::kept_releases(options.data)) {
    if (kept != version) earlier += (earlier.empty() ? "" : ", ") + kept;
  }
  findings.push_back({Verdict::Ok, "earlier widgets",
                      earlier.empty() ? "none" : earlier + " in " + options.data + "/widget, served until removed"});
}

void check_assets(const Options& options, Findings& findings) {
  const std::string folder = options.assets.empty() ? default_assets_folder() : options.assets;
  const auto loaded = assets::Assets::load(folder);
  if (!loaded) {
    findings.push_back({Verdict::Problem, "widget files", loaded.error().words});
    return;
  }
  const assets::Assets& files = *loaded;
  const std::string damaged = files.first_damaged();
  if (damaged.empty()) {
    findings.push_back({Verdict::Ok, "widget files", "version " + files.version() + ", all match the manifest"});
    check_releases(options, files.version(), findings);
  } else {
    findings.push_back({Verdict::Problem, "widget files",
                        damaged + " in " + folder +
                            " does not match the manifest, so browsers reject it: "
                            "install the files again"});
  }
}

void check_descriptors(Findings& findings) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const std::string allowed = std::to_string(limit.rlim_max);
  if (limit.rlim_max <= limits::kConnectionsMax) {
    findings.push_back({Verdict::Warning, "descriptors",
                        "the limit is " + allowed + ", too low for " + std::to_string(limits::kConnectionsMax) +
                            " connections: raise LimitNOFILE= or `ulimit -n`"});
  } else {
    findings.push_back({Verdict::Ok, "descriptors", allowed + " allowed"});
  }
}

void check_metrics(const Options& options, Findings& findings) {
  const auto token = load_metrics_token(options);
  if (!token) {
    findings.push_back({Verdict::Problem, "metrics", token.error().words});
    return;
  }
  const bool given = !token->text.empty();
  findings.push_back({Verdict::Ok, "metrics", given ? "at /metrics, with the token" : "off: no token is set"});
}

void check_two_step(const Options& options, Findings& findings) {
  const bool required = options.two_step_policy == accounts::TwoStepPolicy::Required;
  findings.push_back(
      {Verdict::Ok, "two-step sign-in",
       required ? "required for every account" : "optional; --require-two-step requires it for every account"});
}

void check_blocked_domains(const Options& options, Findings& findings) {
  if (options.blocked_mail_domains.empty()) return;
  signing::BlockedDomains domains;
  const auto read = domains.open(options.blocked_mail_domains);
  findings.push_back({read ? Verdict::Ok : Verdict::Problem, "blocked mail domains",
                      read ? options.blocked_mail_domains : read.error().words});
}

}  // namespace

void check_setup(const Options& options, Findings& findings) {
  check_base_url(options, findings);
  check_front(options, findings);
  check_assets(options, findings);
  check_descriptors(findings);
  check_metrics(options, findings);
  check_two_step(options, findings);
  check_blocked_domains(options, findings);
}

void check_mail(const Options& options, MailNeeded needed, Findings& findings) {
  if (!options.mail.smtp) {
    const bool problem = needed == MailNeeded::Yes;
    findings.push_back({problem ? Verdict::Problem : Verdict::Warning, "mail",
                        problem ? "a campaign asks signers to confirm by email, but no mail is sent: set --smtp-url"
                                : "no mail is sent: set --smtp-url, or signers get no link to /my"});
    return;
  }
  const auto setup = set_up_mail(options, base::utc_now_ms);
  if (!setup) {
    findings.push_back({Verdict::Problem, "mail", setup.error().words});
    return;
  }
  findings.push_back({Verdict::Ok, "mail",
                      "through " + options.mail.smtp->host + ":" + std::to_string(options.mail.smtp->port) +
                          "; to test it, run `mail test ADDRESS`"});
}

}  // namespace undersigned::app
