// Re-authentication: asks a signed-in user for the password again before sensitive actions, which somebody at an
// unlocked screen would try first. These are ending sessions, turning on two-step sign-in, adding and removing users,
// changing roles, making links (OWASP ASVS 5.0, 7.5.1 to 7.5.3).
//
// Nobody is asked within limits::kRecentSignInMs after signing in. Later a page asks for the password, and for a code
// if two-step sign-in is on. The page carries the original form, so that nothing has to be entered twice. Success
// counts as a sign-in and replaces the session by a new one. Wrong passwords are slowed down and noted as at sign-in.
//
// Safe to call from any thread.
#pragma once

#include <functional>
#include <string>

#include "server/admin/forms.h"
#include "server/admin/page.h"
#include "server/http/reply.h"

namespace undersigned::admin {

// Runs `action` for the user who posted `read`: now, or after re-authentication. `action` may run on the hash pool,
// after the request is gone.
void require_reauthentication(const AdminServices& services, const http::Request& request, const http::Reply& reply,
                              const SessionForm& read, std::function<http::Response(const SessionForm&)> action);

// The argument for run_throttled_on_hash_pool(), for a signed-in user.
PasswordTry password_try(const SessionForm& read, const std::string& address);

// Checks the form's password, and its code if two-step sign-in is on. No errors: both are right, and the code is used
// up. Hashes, so call it through run_throttled_on_hash_pool(). `address` is the client's.
FormErrors check_identity(const AdminServices& services, const SessionForm& read, const store::User& user,
                          const std::string& address);

// The account in its current state: NotSignedIn if it was removed in the meantime.
Result<store::User> account_of(const AdminServices& services, const accounts::SignedIn& who);

// A new session that replaces `who`'s.
struct FreshSession {
  accounts::SignedIn who;
  std::string token;  // the cookie's value
};
Result<FreshSession> renew_session(const AdminServices& services, const accounts::SignedIn& who);

}  // namespace undersigned::admin
