#include <string>

#include "server/app/checkup.h"
#include "server/app/explain.h"
#include "server/app/mail_setup.h"
#include "server/http/fetch.h"
#include "server/mail/smtp_transport.h"

namespace undersigned::app {
namespace {

constexpr const char* kHealthPath = "/healthz";

Finding base_url_finding(const std::string& origin) {
  const char* const subject = "base URL online";
  const http::Fetched fetched = http::fetch(origin, kHealthPath);
  switch (fetched.problem) {
    case http::FetchProblem::None:
      break;
    case http::FetchProblem::NoConnection:
      return {Verdict::Problem, subject,
              origin + " takes no connection from here; check the name in DNS, the firewall, and that the front runs"};
    case http::FetchProblem::BadCertificate:
      return {Verdict::Problem, subject, origin + " has a certificate that browsers do not trust; renew or replace it"};
    case http::FetchProblem::NoAnswer:
      return {Verdict::Problem, subject, origin + " takes a connection but does not answer; look at the front's log"};
  }
  if (fetched.status == 200 && fetched.body == "ok\n") {
    return {Verdict::Ok, subject, origin + " leads to this program"};
  }
  return {Verdict::Problem, subject,
          origin + kHealthPath + " answers with status " + std::to_string(fetched.status) +
              " and not as this program does; check that the server runs and where the front sends requests"};
}

Finding mail_finding(const Options& options) {
  const char* const subject = "mail online";
  const auto settings = smtp_settings(options);
  if (!settings) return {Verdict::Problem, subject, settings.error().words};
  const mail::SmtpSettings& smtp = *settings;
  const auto transport = mail::SmtpTransport::make(smtp);
  if (!transport) return {Verdict::Problem, subject, std::string(explain(transport.error().code))};
  const std::string where = smtp.host + " port " + std::to_string(smtp.port);
  const mail::SendReport report = (*transport)->try_connection();
  if (report.outcome == mail::SendOutcome::Sent) {
    return {Verdict::Ok, subject, where + (smtp.username.empty() ? " answers" : " answers and takes the password")};
  }
  std::string words = where + ": " + std::string(report.problem);
  if (report.smtp_code >= 400) words += " (SMTP " + std::to_string(report.smtp_code) + ")";
  return {Verdict::Problem, subject, std::move(words)};
}

}  // namespace

void check_online(const Options& options, Findings& findings) {
  if (!options.base_url.empty()) findings.push_back(base_url_finding(options.base_url));
  if (options.mail.smtp) findings.push_back(mail_finding(options));
}

}  // namespace undersigned::app
