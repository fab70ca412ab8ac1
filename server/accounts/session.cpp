#include "server/accounts/session.h"

#include <optional>

#include "server/accounts/token.h"
#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::accounts {
namespace {

bool too_old(const store::Session& session, std::int64_t now_ms) {
  return now_ms - session.created_ms >= limits::kSessionAbsoluteMs ||
         now_ms - session.seen_ms >= limits::kSessionIdleMs;
}

}  // namespace

Result<StartedSession> Sessions::start(std::int64_t user_id, std::int64_t now_ms) {
  const std::string token = crypto::random_token();
  const std::optional<store::TokenHash> hash = hash_token(token);
  const Status added = store_.add_session({*hash, user_id, now_ms, now_ms});
  if (!added) return added.error();
  return StartedSession{token, csrf_.session_token(*hash)};
}

Result<SignedIn> Sessions::find(std::string_view token, std::int64_t now_ms) {
  const std::optional<store::TokenHash> hash = hash_token(token);
  if (!hash) return Error{ErrorCode::NotSignedIn};
  const Result<std::optional<store::Session>> session = store_.session(*hash);
  if (!session) return session.error();
  if (!session->has_value() || too_old(**session, now_ms)) return Error{ErrorCode::NotSignedIn};

  const store::Session& found = **session;
  Result<std::optional<store::User>> user = store_.user_by_id(found.user_id);
  if (!user) return user.error();
  if (!user->has_value()) return Error{ErrorCode::NotSignedIn};

  // If this fails, the session is still valid; it only ends sooner.
  if (now_ms - found.seen_ms >= limits::kSessionTouchMs) (void)store_.touch_session(*hash, now_ms);
  return SignedIn{found.user_id,
                  (*user)->username,
                  (*user)->role,
                  *hash,
                  csrf_.session_token(*hash),
                  found.created_ms,
                  !(*user)->two_step_key.empty(),
                  two_step_policy_};
}

Status Sessions::end(const store::TokenHash& session) {
  return store_.end_session(session);
}

Status Sessions::sweep(std::int64_t now_ms) {
  return store_.end_sessions_before(now_ms - limits::kSessionAbsoluteMs, now_ms - limits::kSessionIdleMs);
}

}  // namespace undersigned::accounts
