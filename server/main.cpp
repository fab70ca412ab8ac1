// undersigned-server: reads the configuration and runs the command asked for.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/serve.h"
#include "server/base/log.h"

namespace {

using namespace undersigned;

int run(const app::Options& options) {
  const app::Console console{std::cin, std::cout, std::cerr};
  switch (options.command) {
    case app::Command::Serve:
      return app::serve(options, console);
    case app::Command::ImportCampaigns:
      return app::import_campaigns(options, console);
    case app::Command::ExportCampaign:
      return app::export_campaign(options, console);
    case app::Command::Versions:
      return app::list_versions(options, console);
    case app::Command::Recount:
      return app::recount(options, console);
    case app::Command::Sources:
      return app::sources(options, console);
    case app::Command::PartnerAdd:
      return app::add_partner(options, console);
    case app::Command::UserAdd:
      return app::add_user(options, console);
    case app::Command::UserList:
      return app::list_users(options, console);
    case app::Command::UserRole:
      return app::set_user_role(options, console);
    case app::Command::UserRemove:
      return app::remove_user(options, console);
    case app::Command::UserPassword:
      return app::set_user_password(options, console);
    case app::Command::UserTwoStepOff:
      return app::turn_off_two_step(options, console);
    case app::Command::Audit:
      return app::audit(options, console);
    case app::Command::Backup:
      return app::backup(options, console);
    case app::Command::Restore:
      return app::restore(options, console);
    case app::Command::Doctor:
      return app::doctor(options, console);
    case app::Command::Export:
      return app::export_signatures(options, console);
    case app::Command::Retention:
      return app::retention(options, console);
    case app::Command::SignatureTakeDown:
      return app::take_down_signature(options, console);
    case app::Command::MailTest:
      return app::test_mail(options, console);
  }
  return app::kExitBadUsage;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto line = app::parse_command_line(std::vector<std::string>(argv + 1, argv + argc));
    (line.exit_code == app::kExitOk ? std::cout : std::cerr) << line.message;
    if (!line.options) return line.exit_code;
    base::set_level(line.options->log_level);
    return run(*line.options);
  } catch (const std::exception& failure) {
    std::cerr << "undersigned-server: " << failure.what() << '\n';
    return app::kExitFailed;
  }
}
