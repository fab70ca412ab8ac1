#include "server/accounts/password_link.h"

#include "server/accounts/accounts.h"
#include "server/limits.h"
#include "tests/server/accounts/fixture.h"

namespace undersigned::accounts::testing {
namespace {

constexpr char kPassword[] = "seven otters swim home";

struct LinkFixture : Fixture {
  store::User user(std::string_view name) const { return *store->user_by_name(name).value(); }
  bool opens(std::string_view password) {
    return log_in(*store, hasher, throttle, {"bo", password, "192.0.2.1"}, kNowMs).user.ok();
  }

  PasswordHasher hasher;
  LoginThrottle throttle;
};

TEST_CASE_FIXTURE(LinkFixture, "an account without a password opens to nobody until its link was used") {
  REQUIRE(invite(*store, "bo", store::Role::Organizer).ok());
  CHECK_FALSE(opens(""));
  CHECK_FALSE(opens(kPassword));
  const std::string token = make_password_link(*store, user("bo").id, kNowMs).value();
  CHECK((*user_of_link(*store, token, kNowMs))->username == "bo");
  CHECK(choose_password(*store, hasher, token, "bo", "short", kNowMs).error() ==
        Error{ErrorCode::TooShort, Field::Password});
  REQUIRE(choose_password(*store, hasher, token, "bo", kPassword, kNowMs).ok());
  CHECK(opens(kPassword));
  CHECK(choose_password(*store, hasher, token, "bo", kPassword, kNowMs).error().code == ErrorCode::BadToken);
}

TEST_CASE_FIXTURE(LinkFixture, "a link ends with time, with the next one, and with another password") {
  REQUIRE(add_account(*store, hasher, "bo", kPassword, store::Role::Viewer).ok());
  const std::int64_t id = user("bo").id;
  const std::string first = make_password_link(*store, id, kNowMs).value();
  const std::string second = make_password_link(*store, id, kNowMs).value();
  CHECK_FALSE(user_of_link(*store, first, kNowMs)->has_value());
  CHECK(user_of_link(*store, second, kNowMs + limits::kSetupLinkMs - 1)->has_value());
  CHECK_FALSE(user_of_link(*store, second, kNowMs + limits::kSetupLinkMs)->has_value());
  CHECK_FALSE(user_of_link(*store, "guess", kNowMs)->has_value());
  REQUIRE(store->set_password(id, "hash").ok());
  CHECK_FALSE(user_of_link(*store, second, kNowMs)->has_value());
}

TEST_CASE_FIXTURE(LinkFixture, "a name that is taken or cannot be one is not invited") {
  REQUIRE(invite(*store, "bo", store::Role::Viewer).ok());
  CHECK(invite(*store, "BO", store::Role::Owner).error() == Error{ErrorCode::Duplicate, Field::Username});
  CHECK(invite(*store, "b o", store::Role::Owner).error() == Error{ErrorCode::BadCharacter, Field::Username});
}

TEST_CASE_FIXTURE(LinkFixture, "a new password takes the old one, which has to be right, and ends every session") {
  REQUIRE(add_account(*store, hasher, "bo", kPassword, store::Role::Viewer).ok());
  REQUIRE(store->add_session({{1}, user("bo").id, kNowMs, kNowMs}).ok());
  constexpr char kNew[] = "nine herons by the lake";
  CHECK(change_password(*store, hasher, user("bo"), "wrong", kNew).error() ==
        Error{ErrorCode::BadCredentials, Field::Password});
  CHECK(change_password(*store, hasher, user("bo"), kPassword, "short").error() ==
        Error{ErrorCode::TooShort, Field::NewPassword});
  CHECK(store->sessions_of(user("bo").id)->size() == 1);
  REQUIRE(change_password(*store, hasher, user("bo"), kPassword, kNew).ok());
  CHECK(store->sessions_of(user("bo").id)->empty());
  CHECK(opens(kNew));
}

}  // namespace
}  // namespace undersigned::accounts::testing
