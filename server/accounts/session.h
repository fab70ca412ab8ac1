// Sessions of organizers: begun at login with a fresh token (never an earlier one: no session fixation), ended by
// logout, by kSessionIdleMs without a request, and by kSessionAbsoluteMs in any case (limits.h; OWASP Session
// Management Cheat Sheet). The cookie's attributes are http/'s and the pages' business.
//
// Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/accounts/csrf.h"
#include "server/store/account_store.h"
#include "shared/result.h"

namespace undersigned::accounts {

struct StartedSession {
  std::string token;  // the cookie's value; nobody else keeps it
  std::string csrf_token;
};

// What the operator says of two-step sign-in: every account may have it, or needs it.
enum class TwoStepPolicy : std::uint8_t { Offered, Required };

struct SignedIn {
  std::int64_t user_id = 0;
  std::string username;
  store::Role role = store::Role::Viewer;
  store::TokenHash session{};
  std::string csrf_token;
  std::int64_t since_ms = 0;  // when the session began, with the password and the second step
  bool two_step = false;      // the account has it
  TwoStepPolicy two_step_policy = TwoStepPolicy::Offered;
};

// Whether the account has to set up two-step sign-in before anything else.
inline bool lacks_two_step(const SignedIn& who) {
  return who.two_step_policy == TwoStepPolicy::Required && !who.two_step;
}

class Sessions {
 public:
  // `store` and `csrf` must outlive the object.
  Sessions(store::AccountStore& store, const Csrf& csrf, TwoStepPolicy two_step_policy = TwoStepPolicy::Offered)
      : store_(store), csrf_(csrf), two_step_policy_(two_step_policy) {}

  Result<StartedSession> start(std::int64_t user_id, std::int64_t now_ms);

  // Who holds `token`. NotSignedIn for a token that is unknown, ended or too old; StorageFailed or Busy where the store
  // could not say. Notes that the session was used, at most once in kSessionTouchMs.
  Result<SignedIn> find(std::string_view token, std::int64_t now_ms);

  Status end(const store::TokenHash& session);

  // Takes sessions that are too old out of the database; call it now and then.
  Status sweep(std::int64_t now_ms);

 private:
  store::AccountStore& store_;
  const Csrf& csrf_;
  const TwoStepPolicy two_step_policy_;
};

}  // namespace undersigned::accounts
