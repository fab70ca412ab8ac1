#include "server/accounts/accounts.h"

#include "server/accounts/setup_link.h"
#include "server/limits.h"
#include "tests/server/accounts/fixture.h"

namespace undersigned::accounts::testing {
namespace {

constexpr char kPassword[] = "seven otters swim home";

struct AccountFixture : Fixture {
  ErrorCode login_error(std::string_view username, std::string_view password) {
    const LoginOutcome outcome = log_in(*store, hasher, throttle, {username, password, "192.0.2.1"}, kNowMs);
    REQUIRE_FALSE(outcome.user.ok());
    return outcome.user.error().code;
  }

  PasswordHasher hasher;
  LoginThrottle throttle;
};

TEST_CASE_FIXTURE(AccountFixture, "an account logs in with its password, its name in any letter case") {
  REQUIRE(add_account(*store, hasher, "ana@example.org", kPassword, store::Role::Organizer).ok());
  const LoginOutcome outcome = log_in(*store, hasher, throttle, {"Ana@Example.org", kPassword, "192.0.2.1"}, kNowMs);
  REQUIRE(outcome.user.ok());
  CHECK(outcome.user->username == "ana@example.org");
  CHECK(outcome.user->role == store::Role::Organizer);
}

TEST_CASE_FIXTURE(AccountFixture,
                  "a wrong password, an unknown name and a name that cannot be one are answered alike") {
  REQUIRE(add_account(*store, hasher, "ana", kPassword, store::Role::Viewer).ok());
  CHECK(login_error("ana", "seven otters swim away") == ErrorCode::BadCredentials);
  CHECK(login_error("bo", kPassword) == ErrorCode::BadCredentials);
  CHECK(login_error("no such name\n", kPassword) == ErrorCode::BadCredentials);
  CHECK(login_error("", "") == ErrorCode::BadCredentials);
}

TEST_CASE_FIXTURE(AccountFixture, "an account needs a name that is free and a password that is good") {
  REQUIRE(add_account(*store, hasher, "ana", kPassword, store::Role::Viewer).ok());
  const auto error = [&](std::string_view username, std::string_view password) {
    return add_account(*store, hasher, username, password, store::Role::Viewer).error();
  };
  CHECK(error("ANA", kPassword) == Error{ErrorCode::Duplicate, Field::Username});
  CHECK(error("", kPassword) == Error{ErrorCode::Required, Field::Username});
  CHECK(error("ana maria", kPassword) == Error{ErrorCode::BadCharacter, Field::Username});
  CHECK(error(std::string(65, 'a'), kPassword) == Error{ErrorCode::TooLong, Field::Username});
  CHECK(error("bo", "short") == Error{ErrorCode::TooShort, Field::Password});
  CHECK(store->user_count().value() == 1);
}

TEST_CASE_FIXTURE(AccountFixture, "the set-up link makes the owner once, and mistakes on the way do not use it up") {
  const Result<std::string> token = make_setup_token(*store, kNowMs);
  REQUIRE(token.ok());
  CHECK(setup_token_valid(*store, *token, kNowMs + limits::kSetupLinkMs - 1).value());
  CHECK_FALSE(setup_token_valid(*store, *token, kNowMs + limits::kSetupLinkMs).value());
  CHECK_FALSE(setup_token_valid(*store, "guess", kNowMs).value());

  CHECK(make_owner(*store, hasher, *token, "ana", "short", kNowMs).error().code == ErrorCode::TooShort);
  CHECK(make_owner(*store, hasher, "guess", "ana", kPassword, kNowMs).error().code == ErrorCode::BadToken);
  REQUIRE(make_owner(*store, hasher, *token, "ana", kPassword, kNowMs).ok());
  CHECK(make_owner(*store, hasher, *token, "eve", kPassword, kNowMs).error().code == ErrorCode::BadToken);
  const LoginOutcome outcome = log_in(*store, hasher, throttle, {"ana", kPassword, "192.0.2.1"}, kNowMs);
  REQUIRE(outcome.user.ok());
  CHECK(outcome.user->role == store::Role::Owner);
}

TEST_CASE_FIXTURE(AccountFixture, "a new set-up link ends the one before") {
  const std::string first = make_setup_token(*store, kNowMs).value();
  const std::string second = make_setup_token(*store, kNowMs).value();
  CHECK_FALSE(setup_token_valid(*store, first, kNowMs).value());
  CHECK(setup_token_valid(*store, second, kNowMs).value());
}

}  // namespace
}  // namespace undersigned::accounts::testing
