#include <optional>
#include <ostream>
#include <string>

#include "server/auth/accounts.h"
#include "server/auth/password.h"
#include "server/commands/commands.h"
#include "server/commands/explain.h"
#include "server/commands/open_data.h"
#include "server/commands/password_prompt.h"
#include "server/config/command_line.h"
#include "shared/limits.h"

namespace undersigned::commands {
namespace {

void say_why(Error error, const Console& console) {
  if (error.field == Field::Password && error.code == ErrorCode::TooShort) {
    console.err << "The password needs at least " << limits::kPasswordCharsMin << " characters.\n";
  } else if (error.field == Field::Password && error.code == ErrorCode::BadValue) {
    console.err << "The password is too easy to guess.\n";
  } else if (error.field == Field::Username && error.code == ErrorCode::Duplicate) {
    console.err << "There is an account of that name already.\n";
  } else if (error.field == Field::Username) {
    console.err << "A user name is 1 to " << limits::kUsernameBytesMax << " of letters, digits and . _ - @\n";
  } else {
    console.err << "The account " << explain(error.code) << ".\n";
  }
}

}  // namespace

int add_user(const config::Options& options, const Console& console) {
  if (const Status name = auth::check_username(options.username); !name) {
    say_why(name.error(), console);
    return config::kExitBadUsage;
  }
  const auto store = open_data(options, store::Create::Yes, console);
  if (store == nullptr) return config::kExitFailed;
  const std::optional<std::string> password = read_new_password(console);
  if (!password) return config::kExitFailed;
  auth::PasswordHasher hasher;
  const Status added = auth::add_account(*store, hasher, options.username, *password, options.role);
  if (!added) {
    say_why(added.error(), console);
    return config::kExitFailed;
  }
  console.out << "Made the account " << options.username << ".\n";
  return config::kExitOk;
}

}  // namespace undersigned::commands
