// `user`: accounts of organizers, from the command line.
#include <iomanip>
#include <optional>
#include <ostream>
#include <string>

#include "server/accounts/accounts.h"
#include "server/accounts/password.h"
#include "server/accounts/role_name.h"
#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/note.h"
#include "server/app/open_data.h"
#include "server/app/password_prompt.h"
#include "server/limits.h"
#include "shared/limits.h"

namespace undersigned::app {
namespace {

using store::AuditAction;

int failed(Error error, const Console& console) {
  if (error.field == Field::Password && error.code == ErrorCode::TooShort) {
    console.err << "The password needs at least " << limits::kPasswordCharsMin << " characters.\n";
  } else if (error.field == Field::Password && error.code == ErrorCode::BadValue) {
    console.err << "The password is too easy to guess.\n";
  } else if (error.field == Field::Username && error.code == ErrorCode::Duplicate) {
    console.err << "An account with that name already exists.\n";
  } else if (error.field == Field::Username) {
    console.err << "A user name has 1 to " << limits::kUsernameBytesMax << " letters, digits and . _ - @\n";
  } else if (error.code == ErrorCode::Forbidden) {
    console.err << "At least one account must be an owner. Make another account an owner first.\n";
  } else {
    console.err << "The account " << explain(error.code) << ".\n";
  }
  return kExitFailed;
}

// Opens the data, its audit log and finds the named account. `action` returns the exit code.
template <class Action>
int with_account(const Options& options, const Console& console, const Action& action) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  const auto user = store->user_by_name(options.username);
  if (!user) return failed(user.error(), console);
  if (!user->has_value()) {
    console.err << "There is no account with that name.\n";
    return kExitFailed;
  }
  auto log = open_log(*store, options, console);
  return log ? action(*store, *log, **user) : kExitFailed;
}

}  // namespace

int add_user(const Options& options, const Console& console) {
  if (const Status name = accounts::check_username(options.username); !name) {
    failed(name.error(), console);
    return kExitBadUsage;
  }
  const auto store = open_data(options, store::Create::Yes, console);
  if (store == nullptr) return kExitFailed;
  const std::optional<std::string> password = read_new_password(console);
  if (!password) return kExitFailed;
  auto log = open_log(*store, options, console);
  if (!log) return kExitFailed;
  if (const Status begun = log->begin(); !begun) return failed(begun.error(), console);
  accounts::PasswordHasher hasher;
  const std::string subject = options.username + " " + std::string(accounts::role_name(options.role));
  const Status added = log->add_with(entry_of(AuditAction::UserAdded, subject), [&] {
    return accounts::add_account(*store, hasher, options.username, *password, options.role);
  });
  if (!added) return failed(added.error(), console);
  console.out << "Created the account " << options.username << ".\n";
  return kExitOk;
}

int list_users(const Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  const auto users = store->users();
  if (!users) return failed(users.error(), console);
  for (const store::User& user : *users) {
    console.out << std::left << std::setw(10) << accounts::role_name(user.role) << user.username
                << (user.two_step_key.empty() ? "" : ", two-step sign-in")
                << (user.password_hash.empty() ? ", no password chosen yet" : "") << '\n';
  }
  return kExitOk;
}

int set_user_role(const Options& options, const Console& console) {
  return with_account(options, console, [&](store::Store& store, accounts::AuditLog& log, const store::User& user) {
    const std::string role(accounts::role_name(options.role));
    const Status set = log.add_with(entry_of(AuditAction::RoleChanged, user.username + " " + role),
                                    [&] { return store.set_role(user.id, options.role); });
    if (!set) return failed(set.error(), console);
    console.out << user.username << " is now " << role << ".\n";
    return kExitOk;
  });
}

int remove_user(const Options& options, const Console& console) {
  return with_account(options, console, [&](store::Store& store, accounts::AuditLog& log, const store::User& user) {
    const Status removed =
        log.add_with(entry_of(AuditAction::UserRemoved, user.username), [&] { return store.remove_user(user.id); });
    if (!removed) return failed(removed.error(), console);
    console.out << "Removed the account " << user.username << ".\n";
    return kExitOk;
  });
}

int set_user_password(const Options& options, const Console& console) {
  return with_account(options, console, [&](store::Store& store, accounts::AuditLog& log, const store::User& user) {
    const std::optional<std::string> password = read_new_password(console);
    if (!password) return kExitFailed;
    if (const Status good = accounts::check_password(user.username, *password); !good)
      return failed(good.error(), console);
    accounts::PasswordHasher hasher;
    const Result<std::string> hash = hasher.hash(*password);
    if (!hash) return failed(hash.error(), console);
    const Status set = log.add_with(entry_of(AuditAction::PasswordChanged, user.username),
                                    [&] { return store.set_password(user.id, *hash); });
    if (!set) return failed(set.error(), console);
    console.out << "Changed the password of " << user.username << ". All sessions of the account have ended.\n";
    return kExitOk;
  });
}

int turn_off_two_step(const Options& options, const Console& console) {
  return with_account(options, console, [&](store::Store& store, accounts::AuditLog& log, const store::User& user) {
    const Status off =
        log.add_with(entry_of(AuditAction::TwoStepOff, user.username), [&] { return store.clear_two_step(user.id); });
    if (!off) return failed(off.error(), console);
    console.out << "Turned off two-step sign-in for " << user.username << ".\n";
    return kExitOk;
  });
}

}  // namespace undersigned::app
