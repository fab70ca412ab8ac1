// Accounts for the tests of admin mode: created on the command line, signed in through the form.
#pragma once

#include <string>
#include <string_view>

#include "server/store/store.h"
#include "tests/server/app/fixture.h"

namespace undersigned::testing {

inline constexpr char kPassword[] = "quiet river under the moon";
inline constexpr char kPasswordForm[] = "quiet+river+under+the+moon";

// The Cookie header for the first cookie that an answer sets.
std::string cookie_of(const Answer& answer);

// The CSRF token of the first form that has one.
std::string csrf_of(const Answer& answer);

void add_user(const App& app, const std::string& name, store::Role role);

Answer log_in(const App& app, const std::string& name, const std::string& password = kPasswordForm);

// A signed-in person: the Cookie header of the session, and the token of its forms.
struct Session {
  std::string cookie;
  std::string csrf;
};

// Ends the test if it cannot sign in.
Session session_of(const App& app, const std::string& name);
Session session_in(const App& app, const Answer& signed_in);

// Makes every sign-in so old that some actions ask for the password again (server/admin/reauthentication.h).
void age_sessions(const App& app);

// Creates the account and signs in.
Session new_session(const App& app, const std::string& name, store::Role role);

// Posts a form with the session's cookie and token.
Answer post_as(const App& app, const Session& session, std::string_view path, const std::string& fields = {});

// The path and query of one of the server's own addresses.
std::string path_of(const std::string& url);

// The server's store, opened as another process would.
std::unique_ptr<store::Store> open_store(const App& app);

// The entries of the audit log, newest first: "ana user_added bo viewer".
std::vector<std::string> audit_of(const App& app);

}  // namespace undersigned::testing
