#include <sys/resource.h>

#include <optional>
#include <string_view>
#include <variant>

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
                        "none: links say http://localhost:" + std::to_string(options.port) +
                            ". Give --base-url https://..., the address that browsers see"});
  } else if (is_local(options.base_url)) {
    findings.push_back({Verdict::Warning, subject, options.base_url + ": for trying it on this machine only"});
  } else if (!options.base_url.starts_with("https://")) {
    findings.push_back({Verdict::Problem, subject,
                        options.base_url + " is not encrypted: put nginx or Caddy in front, and give its https:// "
                                           "address"});
  } else {
    findings.push_back({Verdict::Ok, subject, options.base_url});
  }
}

void check_front(const Options& options, Findings& findings) {
  const std::optional<base::IpAddress> host = base::parse_ip(options.host);
  const bool loopback = host && base::is_loopback(*host);
  const bool fronted = options.base_url.starts_with("https://");
  const char* subject = "front";
  if (fronted && options.trusted_proxies.empty()) {
    findings.push_back({Verdict::Problem, subject,
                        "no --trusted-proxy: everybody seems to come from the front's own address, and waits for "
                        "everybody else. Give the front's address, 127.0.0.1 where it runs on this machine"});
  } else if (fronted && !loopback) {
    findings.push_back({Verdict::Warning, subject,
                        "the server listens on " + options.host +
                            " without encryption: see that only the front can "
                            "reach its port, or give --host 127.0.0.1"});
  } else if (!fronted && !loopback) {
    findings.push_back({Verdict::Problem, subject, "the server listens on " + options.host + " without encryption"});
  } else {
    findings.push_back({Verdict::Ok, subject, fronted ? "trusted, and alone reaches the server" : "none"});
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
  if (const auto* problem = std::get_if<std::string>(&loaded)) {
    findings.push_back({Verdict::Problem, "widget's files", *problem});
    return;
  }
  const auto& files = std::get<assets::Assets>(loaded);
  const std::string damaged = files.first_damaged();
  if (damaged.empty()) {
    findings.push_back({Verdict::Ok, "widget's files", "version " + files.version() + ", each as the manifest says"});
    check_releases(options, files.version(), findings);
  } else {
    findings.push_back({Verdict::Problem, "widget's files",
                        damaged + " in " + folder +
                            " is not the file that the manifest names, and browsers refuse it: "
                            "install the files anew"});
  }
}

void check_descriptors(Findings& findings) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const std::string allowed = std::to_string(limit.rlim_max);
  if (limit.rlim_max <= limits::kConnectionsMax) {
    findings.push_back({Verdict::Warning, "descriptors",
                        "the system lets a process have " + allowed + ", fewer than " +
                            std::to_string(limits::kConnectionsMax) +
                            " connections need: raise LimitNOFILE= or `ulimit -n`"});
  } else {
    findings.push_back({Verdict::Ok, "descriptors", allowed + " allowed"});
  }
}

void check_metrics(const Options& options, Findings& findings) {
  const auto token = load_metrics_token(options);
  if (const auto* problem = std::get_if<std::string>(&token)) {
    findings.push_back({Verdict::Problem, "metrics", *problem});
    return;
  }
  const bool given = !std::get<MetricsToken>(token).text.empty();
  findings.push_back(
      {Verdict::Ok, "metrics", given ? "at /metrics, for who has the token" : "none: no token is given"});
}

void check_two_step(const Options& options, Findings& findings) {
  const bool required = options.two_step_policy == accounts::TwoStepPolicy::Required;
  findings.push_back({Verdict::Ok, "two-step sign-in",
                      required ? "asked of every account" : "offered; --require-two-step asks it of every account"});
}

void check_blocked_domains(const Options& options, Findings& findings) {
  if (options.blocked_mail_domains.empty()) return;
  signing::BlockedDomains domains;
  const std::string problem = domains.open(options.blocked_mail_domains);
  findings.push_back({problem.empty() ? Verdict::Ok : Verdict::Problem, "blocked mail domains",
                      problem.empty() ? options.blocked_mail_domains : problem});
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
                        problem ? "a campaign asks signers to confirm by mail, and no mail is sent: give --smtp-url"
                                : "is not sent: give --smtp-url, or signers get no link to /my"});
    return;
  }
  const auto setup = set_up_mail(options, base::utc_now_ms);
  if (const auto* problem = std::get_if<std::string>(&setup)) {
    findings.push_back({Verdict::Problem, "mail", *problem});
    return;
  }
  findings.push_back({Verdict::Ok, "mail",
                      "by " + options.mail.smtp->host + ":" + std::to_string(options.mail.smtp->port) +
                          "; `mail test ADDRESS` sends one"});
}

}  // namespace undersigned::app
