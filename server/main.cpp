// undersigned-server: reads the configuration and runs the command asked for.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "server/commands/commands.h"
#include "server/commands/serve.h"
#include "server/config/command_line.h"
#include "server/ops/log.h"

namespace {

using namespace undersigned;

int run(const config::Options& options) {
  const commands::Console console{std::cin, std::cout, std::cerr};
  switch (options.command) {
    case config::Command::Serve:
      return commands::serve(options, console);
    case config::Command::ImportCampaigns:
      return commands::import_campaigns(options, console);
    case config::Command::Recount:
      return commands::recount(options, console);
    case config::Command::Sources:
      return commands::sources(options, console);
    case config::Command::PartnerAdd:
      return commands::add_partner(options, console);
    case config::Command::UserAdd:
      return commands::add_user(options, console);
    case config::Command::UserList:
      return commands::list_users(options, console);
    case config::Command::UserRole:
      return commands::set_user_role(options, console);
    case config::Command::UserRemove:
      return commands::remove_user(options, console);
    case config::Command::UserPassword:
      return commands::set_user_password(options, console);
    case config::Command::UserTwoStepOff:
      return commands::turn_off_two_step(options, console);
    case config::Command::Audit:
      return commands::audit(options, console);
    case config::Command::Backup:
      return commands::backup(options, console);
    case config::Command::Restore:
      return commands::restore(options, console);
    case config::Command::Doctor:
      return commands::doctor(options, console);
    case config::Command::Export:
      return commands::export_signatures(options, console);
    case config::Command::Retention:
      return commands::retention(options, console);
    case config::Command::MailTest:
      return commands::test_mail(options, console);
  }
  return config::kExitBadUsage;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto line = config::parse_command_line(std::vector<std::string>(argv + 1, argv + argc));
    (line.exit_code == config::kExitOk ? std::cout : std::cerr) << line.message;
    if (!line.options) return line.exit_code;
    ops::set_level(line.options->log_level);
    return run(*line.options);
  } catch (const std::exception& failure) {
    std::cerr << "undersigned-server: " << failure.what() << '\n';
    return config::kExitFailed;
  }
}
