#include <ostream>
#include <string>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/mail_setup.h"
#include "server/base/clock.h"
#include "server/crypto/random.h"
#include "server/mail/mail.h"
#include "shared/text/email.h"

namespace undersigned::app {
namespace {

// In English, like everything the program prints.
mail::Content content() {
  return {.locale = Locale::English,
          .subject = "Undersigned can send mail",
          .text = "This mail was sent by \"undersigned-server mail test\". Your server can send mail.\n",
          .html =
              "<!doctype html>\n<p>This mail was sent by <code>undersigned-server mail test</code>. Your server can "
              "send mail.</p>\n"};
}

}  // namespace

int test_mail(const Options& options, const Console& console) {
  auto made = set_up_mail(options, base::utc_now_ms);
  if (!made) {
    console.err << made.error().words << '\n';
    return kExitFailed;
  }
  const MailSetup& setup = *made;
  mail::Mail letter;
  letter.from = setup.from;
  letter.to.email = options.address;
  letter.content = content();
  letter.message_id = crypto::random_public_id() + "@" + std::string(email_domain(setup.from.email));
  letter.time_ms = base::utc_now_ms();
  const Result<std::string> bytes = mail::build(letter, 1);
  if (!bytes) return kExitFailed;

  const mail::SendReport report = setup.transports.front()->send({setup.from.email, options.address}, *bytes);
  const std::string answer = report.smtp_code == 0 ? "" : " (SMTP " + std::to_string(report.smtp_code) + ")";
  if (report.outcome == mail::SendOutcome::Sent) {
    console.out << "The mail server accepted the mail" << answer << ".\n";
    return kExitOk;
  }
  console.err << "The mail was not sent: " << report.problem << answer << ".\n";
  return kExitFailed;
}

}  // namespace undersigned::app
