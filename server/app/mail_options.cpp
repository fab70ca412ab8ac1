#include "server/app/mail_options.h"

#include <utility>

#include "shared/text/email.h"

namespace undersigned::app {
namespace {

// Options that only make sense together with --smtp-url.
std::string without_smtp(const MailWords& words) {
  const std::pair<const char*, const std::string&> needing[] = {{"--smtp-user", words.smtp_user},
                                                                {"--smtp-password-file", words.smtp_password_file},
                                                                {"--smtp-tls", words.smtp_tls},
                                                                {"--smtp-ca-file", words.smtp_ca_file}};
  for (const auto& [flag, word] : needing) {
    if (!word.empty()) return std::string(flag) + " is set, but --smtp-url is not";
  }
  return {};
}

std::string read_smtp(const MailWords& words, mail::SmtpSettings& settings) {
  Result<mail::SmtpSettings> parsed = mail::parse_smtp_url(words.smtp_url);
  if (!parsed) {
    return "--smtp-url must be smtp://HOST:PORT or smtps://HOST:PORT, without user name and password: set these in "
           "--smtp-user and UNDERSIGNED_SMTP_PASSWORD";
  }
  settings = std::move(parsed).value();
  settings.username = words.smtp_user;
  settings.ca_file = words.smtp_ca_file;
  if (!words.smtp_password_file.empty() && words.smtp_user.empty()) {
    return "--smtp-password-file is set, but --smtp-user is not";
  }
  if (words.smtp_tls.empty()) return {};
  if (settings.tls == mail::SmtpTls::Implicit) return "--smtp-tls is for smtp://; smtps:// is always encrypted";
  const std::optional<mail::SmtpTls> tls = mail::smtp_tls_from_name(words.smtp_tls);
  if (!tls) return "--smtp-tls must be required, opportunistic or none";
  settings.tls = *tls;
  return {};
}

}  // namespace

std::optional<mail::Mailbox> parse_mailbox(std::string_view text) {
  const std::size_t open = text.rfind('<');
  std::string_view name;
  if (open != std::string_view::npos && text.ends_with('>')) {
    name = text.substr(0, open);
    text = text.substr(open + 1, text.size() - open - 2);
  }
  while (name.ends_with(' ')) name.remove_suffix(1);
  Result<std::string> email = check_email(text);
  if (!email) return {};
  mail::Mailbox mailbox{.name = std::string(name), .email = std::move(email).value()};
  if (!mail::check_mailbox(mailbox)) return {};
  return mailbox;
}

std::string read_mail_options(const MailWords& words, MailOptions& options) {
  MailOptions read;
  read.connections = words.smtp_connections;
  read.password_file = words.smtp_password_file;
  read.spool = words.mail_spool;
  if (!words.mail_from.empty()) {
    std::optional<mail::Mailbox> from = parse_mailbox(words.mail_from);
    if (!from)
      return "--mail-from must be an email address, or a name and an address such as \"Jane Doe <jane@example.org>\"";
    read.from = std::move(*from);
  }
  if (words.smtp_url.empty()) {
    if (std::string problem = without_smtp(words); !problem.empty()) return problem;
  } else {
    if (!words.mail_spool.empty()) {
      return "--smtp-url sends mails and --mail-spool keeps them in a folder: set only one of them";
    }
    if (words.mail_from.empty()) {
      return "--smtp-url needs --mail-from \"NAME <ADDRESS>\", a sender that the mail server accepts";
    }
    mail::SmtpSettings settings;
    if (std::string problem = read_smtp(words, settings); !problem.empty()) return problem;
    read.smtp = std::move(settings);
  }
  options = std::move(read);
  return {};
}

}  // namespace undersigned::app
