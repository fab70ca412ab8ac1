#include "server/app/mail_setup.h"

#include <unistd.h>

#include <cstdlib>
#include <string_view>
#include <utility>

#include "server/app/explain.h"
#include "server/base/origin.h"
#include "server/crypto/secret_line.h"
#include "server/mail/smtp_transport.h"
#include "server/mail/spool_transport.h"
#include "shared/text/email.h"

namespace undersigned::app {
namespace {

// "sign.example.org" of "https://sign.example.org:8443"; "" of "".
std::string host_of(std::string_view origin) {
  const std::string_view host = base::authority_of(origin);
  return std::string(host.substr(0, host.find(':', host.starts_with('[') ? host.find(']') : 0)));
}

// The default sender: an address at this server's own host, or, without a host, one that cannot exist.
std::string default_sender(const std::string& host) {
  const Result<std::string> email = check_email("undersigned@" + host);
  return email ? *email : "undersigned@localhost.invalid";
}

std::string password_problem(Error error, const MailOptions& mail) {
  if (mail.password_file.empty()) {
    return error.code == ErrorCode::NotFound
               ? "--smtp-user needs a password: set UNDERSIGNED_SMTP_PASSWORD or --smtp-password-file"
               : "UNDERSIGNED_SMTP_PASSWORD must be one line of text";
  }
  return "the password file " + mail.password_file + " " + std::string(explain(error.code));
}

std::string smtp_problem(Error error) {
  if (error.code == ErrorCode::Forbidden) {
    return "the password of --smtp-user could be sent without encryption: set --smtp-tls to required, or use a mail "
           "server on this machine";
  }
  return "the mail server of --smtp-url cannot be used with these options";
}

}  // namespace

base::OperatorResult<mail::SmtpSettings> smtp_settings(const Options& options) {
  mail::SmtpSettings settings = *options.mail.smtp;
  settings.helo = host_of(options.base_url);
  if (!settings.username.empty()) {
    const char* given = std::getenv("UNDERSIGNED_SMTP_PASSWORD");  // NOLINT(concurrency-mt-unsafe): before any thread
    Result<std::string> password = crypto::load_secret_line(given == nullptr ? "" : given, options.mail.password_file);
    if (!password) return base::OperatorError{password_problem(password.error(), options.mail)};
    settings.password = std::move(password).value();
  }
  if (!settings.ca_file.empty() && access(settings.ca_file.c_str(), R_OK) != 0) {
    return base::OperatorError{"the file of --smtp-ca-file, " + settings.ca_file + ", cannot be read"};
  }
  return settings;
}

namespace {

base::OperatorResult<MailSetup> set_up_smtp(const Options& options) {
  const auto settings = smtp_settings(options);
  if (!settings) return settings.error();
  MailSetup setup{.transports = {}, .from = options.mail.from, .spool = {}};
  for (std::size_t connection = 0; connection < options.mail.connections; ++connection) {
    auto transport = mail::SmtpTransport::make(*settings);
    if (!transport) return base::OperatorError{smtp_problem(transport.error())};
    setup.transports.push_back(std::move(transport).value());
  }
  return setup;
}

base::OperatorResult<MailSetup> set_up_spool(const Options& options, const base::Clock& utc_now_ms) {
  const std::string folder = mail_spool_folder(options);
  auto transport = mail::SpoolTransport::make(folder, utc_now_ms);
  if (!transport) {
    return base::OperatorError{"the folder for mails, " + folder + ", " + std::string(explain(transport.error().code))};
  }
  MailSetup setup{.transports = {}, .from = options.mail.from, .spool = folder};
  setup.transports.push_back(std::move(transport).value());
  if (setup.from.email.empty()) setup.from.email = default_sender(host_of(options.base_url));
  return setup;
}

}  // namespace

std::string mail_spool_folder(const Options& options) {
  return options.mail.spool.empty() ? options.data + "/mail" : options.mail.spool;
}

base::OperatorResult<MailSetup> set_up_mail(const Options& options, const base::Clock& utc_now_ms) {
  return options.mail.smtp ? set_up_smtp(options) : set_up_spool(options, utc_now_ms);
}

}  // namespace undersigned::app
