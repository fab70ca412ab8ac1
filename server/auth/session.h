// Sessions of organizers: begun at login with a fresh token (never an earlier one: no session fixation), ended by
// logout, by kSessionIdleMs without a request, and by kSessionAbsoluteMs in any case (limits.h; OWASP Session
// Management Cheat Sheet). The cookie's attributes are http/'s and the pages' business.
//
// Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/auth/csrf.h"
#include "server/store/store.h"
#include "shared/result.h"

namespace undersigned::auth {

struct StartedSession {
  std::string token;  // the cookie's value; nobody else keeps it
  std::string csrf_token;
};

struct SignedIn {
  std::int64_t user_id = 0;
  std::string username;
  store::Role role = store::Role::Viewer;
  store::TokenHash session{};
  std::string csrf_token;
};

class Sessions {
 public:
  // Both must outlive the object.
  Sessions(store::Store& store, const Csrf& csrf) : store_(store), csrf_(csrf) {}

  Result<StartedSession> start(std::int64_t user_id, std::int64_t now_ms);

  // Who holds `token`. NotSignedIn for a token that is unknown, ended or too old; StorageFailed or Busy where the store
  // could not say. Notes that the session was used, at most once in kSessionTouchMs.
  Result<SignedIn> find(std::string_view token, std::int64_t now_ms);

  Status end(const store::TokenHash& session);

  // Takes sessions that are too old out of the database; call it now and then.
  Status sweep(std::int64_t now_ms);

 private:
  store::Store& store_;
  const Csrf& csrf_;
};

}  // namespace undersigned::auth
