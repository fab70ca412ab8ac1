// Sessions of organizers. Sign-in starts one with a fresh token, never an earlier one (session fixation). It ends by
// sign-out, after kSessionIdleMs without a request, and after kSessionAbsoluteMs in any case (limits.h; OWASP Session
// Management Cheat Sheet). The cookie's attributes are set in admin/cookies.h.
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
  std::string token;  // the cookie's value; stored nowhere else
  std::string csrf_token;
};

// Set by the operator: two-step sign-in is optional, or every account needs it.
enum class TwoStepPolicy : std::uint8_t { Offered, Required };

struct SignedIn {
  std::int64_t user_id = 0;
  std::string username;
  store::Role role = store::Role::Viewer;
  store::TokenHash session{};
  std::string csrf_token;
  std::int64_t since_ms = 0;  // when the session began, with password and second step
  bool two_step = false;      // the account has turned it on
  TwoStepPolicy two_step_policy = TwoStepPolicy::Offered;
};

// Whether the account has to set up two-step sign-in first.
inline bool lacks_two_step(const SignedIn& who) {
  return who.two_step_policy == TwoStepPolicy::Required && !who.two_step;
}

class Sessions {
 public:
  // `store` and `csrf` must outlive the object.
  Sessions(store::AccountStore& store, const Csrf& csrf, TwoStepPolicy two_step_policy = TwoStepPolicy::Offered)
      : store_(store), csrf_(csrf), two_step_policy_(two_step_policy) {}

  Result<StartedSession> start(std::int64_t user_id, std::int64_t now_ms);

  // The user who holds `token`. NotSignedIn if the token is unknown, ended or too old; StorageFailed or Busy from the
  // store. Notes that the session was used, at most once in kSessionTouchMs.
  Result<SignedIn> find(std::string_view token, std::int64_t now_ms);

  Status end(const store::TokenHash& session);

  // Deletes sessions that are too old. Call it now and then.
  Status sweep(std::int64_t now_ms);

 private:
  store::AccountStore& store_;
  const Csrf& csrf_;
  const TwoStepPolicy two_step_policy_;
};

}  // namespace undersigned::accounts
