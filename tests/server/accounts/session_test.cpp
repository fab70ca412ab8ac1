#include "server/accounts/session.h"

#include "server/accounts/token.h"
#include "server/crypto/random.h"
#include "server/limits.h"
#include "tests/server/accounts/fixture.h"

namespace undersigned::accounts::testing {
namespace {

struct SessionFixture : Fixture {
  SessionFixture() {
    REQUIRE(store->add_user("ana", "hash", store::Role::Organizer).ok());
    ana = (*store->user_by_name("ana"))->id;
  }

  std::int64_t ana = 0;
  Csrf csrf{a_secret()};
  Sessions sessions{*store, csrf};
};

TEST_CASE_FIXTURE(SessionFixture, "who holds the token is signed in, and the database does not hold it") {
  const Result<StartedSession> started = sessions.start(ana, kNowMs);
  REQUIRE(started.ok());
  const Result<SignedIn> signed_in = sessions.find(started->token, kNowMs + 1);
  REQUIRE(signed_in.ok());
  CHECK(signed_in->username == "ana");
  CHECK(signed_in->role == store::Role::Organizer);
  CHECK(signed_in->csrf_token == started->csrf_token);
  CHECK(signed_in->session == *hash_token(started->token));
  CHECK(sessions.start(ana, kNowMs)->token != started->token);
}

TEST_CASE_FIXTURE(SessionFixture, "an unknown token, an empty one and one that is none sign nobody in") {
  for (const std::string& token : {crypto::random_token(), std::string(), std::string("x"), std::string(1'000, 'x')}) {
    CHECK(sessions.find(token, kNowMs).error().code == ErrorCode::NotSignedIn);
  }
}

TEST_CASE_FIXTURE(SessionFixture, "a session ends when it was idle for too long, and not before") {
  const std::string token = sessions.start(ana, kNowMs)->token;
  const std::int64_t used_ms = kNowMs + limits::kSessionIdleMs - 1;
  CHECK(sessions.find(token, used_ms).ok());
  CHECK(sessions.find(token, used_ms + limits::kSessionIdleMs - 1).ok());
  CHECK(sessions.find(token, used_ms + 3 * limits::kSessionIdleMs).error().code == ErrorCode::NotSignedIn);
}

TEST_CASE_FIXTURE(SessionFixture, "a session ends after its day, however much it is used") {
  const std::string token = sessions.start(ana, kNowMs)->token;
  const std::int64_t step_ms = limits::kSessionIdleMs / 2;
  std::int64_t now_ms = kNowMs;
  for (; now_ms < kNowMs + limits::kSessionAbsoluteMs; now_ms += step_ms) CHECK(sessions.find(token, now_ms).ok());
  CHECK(sessions.find(token, now_ms).error().code == ErrorCode::NotSignedIn);
}

TEST_CASE_FIXTURE(SessionFixture, "logging out ends the session at once, and only this one") {
  const std::string token = sessions.start(ana, kNowMs)->token;
  const std::string other = sessions.start(ana, kNowMs)->token;
  REQUIRE(sessions.end(sessions.find(token, kNowMs)->session).ok());
  CHECK(sessions.find(token, kNowMs).error().code == ErrorCode::NotSignedIn);
  CHECK(sessions.find(other, kNowMs).ok());
}

TEST_CASE_FIXTURE(SessionFixture, "sweeping takes old sessions out of the database and leaves the others") {
  const std::string old = sessions.start(ana, kNowMs)->token;
  const std::string fresh = sessions.start(ana, kNowMs + limits::kSessionIdleMs)->token;
  REQUIRE(sessions.sweep(kNowMs + limits::kSessionIdleMs + 1).ok());
  CHECK_FALSE(store->session(*hash_token(old))->has_value());
  CHECK(store->session(*hash_token(fresh))->has_value());
}

TEST_CASE("a form's token belongs to one session, and a visitor's to one cookie of ours") {
  const Csrf csrf(a_secret());
  const store::TokenHash one = *hash_token(crypto::random_token());
  const store::TokenHash two = *hash_token(crypto::random_token());
  CHECK(csrf.session_token_matches(one, csrf.session_token(one)));
  CHECK_FALSE(csrf.session_token_matches(one, csrf.session_token(two)));
  CHECK_FALSE(csrf.session_token_matches(one, ""));
  CHECK_FALSE(Csrf(a_secret(2)).session_token_matches(one, csrf.session_token(one)));

  const std::string cookie = crypto::random_token();
  CHECK(csrf.visitor_token_matches(cookie, csrf.visitor_token(cookie)));
  CHECK_FALSE(csrf.visitor_token_matches(crypto::random_token(), csrf.visitor_token(cookie)));
  CHECK_FALSE(csrf.visitor_token_matches("", csrf.visitor_token("")));
  CHECK_FALSE(csrf.visitor_token_matches(cookie, cookie));
}

}  // namespace
}  // namespace undersigned::accounts::testing
