// Asking somebody signed in to prove again that it is they, before what whoever found their screen open would do first:
// ending sessions, turning on two-step sign-in, adding and removing people, changing roles, making links (OWASP ASVS
// 5.0, 7.5.1 to 7.5.3).
//
// Nobody is asked within limits::kRecentSignInMs of the sign-in. Later the password, and a code where two-step sign-in
// is on, are asked for on a page that carries the form along, so that nothing is typed or chosen twice; the answer is a
// sign-in, with a session of its own in the place of the old one. Wrong ones are slowed and noted as at sign-in.
//
// Safe to call from any thread.
#pragma once

#include <functional>
#include <string>

#include "server/admin/forms.h"
#include "server/admin/page.h"
#include "server/http/reply.h"

namespace undersigned::admin {

// Carries out `action` for the one who posted `read`, now or once they have proved it. `action` may run on the pool
// that hashes passwords, when the request is gone.
void require_reauthentication(const AdminServices& services, const http::Request& request, const http::Reply& reply,
                              const SessionForm& read, std::function<http::Response(const SessionForm&)> action);

// What run_throttled_on_hash_pool() is told of somebody signed in.
PasswordTry password_try(const SessionForm& read, const std::string& address);

// What is wrong with the form's password, and with its code where two-step sign-in is on; no errors: nothing, and the
// code is taken. Hashes: for run_throttled_on_hash_pool(). `address` is the client's.
FormErrors check_identity(const AdminServices& services, const SessionForm& read, const store::User& user,
                          const std::string& address);

// The account, as it is now: NotSignedIn where it was removed meanwhile.
Result<store::User> account_of(const AdminServices& services, const accounts::SignedIn& who);

// A session begun now in the place of `who`'s, which ends.
struct FreshSession {
  accounts::SignedIn who;
  std::string token;  // the cookie's value
};
Result<FreshSession> renew_session(const AdminServices& services, const accounts::SignedIn& who);

}  // namespace undersigned::admin
