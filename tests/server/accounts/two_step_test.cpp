#include "server/accounts/two_step.h"

#include "server/accounts/accounts.h"
#include "server/accounts/recovery_code.h"
#include "server/limits.h"
#include "tests/server/accounts/fixture.h"

namespace undersigned::accounts::testing {
namespace {

constexpr char kPassword[] = "seven otters swim home";
constexpr char kAddress[] = "192.0.2.1";

struct TwoStepFixture : Fixture {
  TwoStepFixture() {
    REQUIRE(add_account(*store, hasher, "ana", kPassword, store::Role::Owner).ok());
    who.user_id = user().id;
    who.username = "ana";
    who.session.fill(3);
  }

  store::User user() const { return *store->user_by_name("ana").value(); }

  // Turns it on and keeps the key and the recovery codes.
  void turn_on() {
    const std::string offer = two_step.offer(who);
    key = *two_step.offered(who, offer);
    const auto codes = two_step.turn_on(who, offer, code(kNowMs), kNowMs);
    REQUIRE(codes.ok());
    recovery_codes = *codes;
  }

  std::string code(std::int64_t time_ms) const { return totp_code(key, time_ms / kTotpStepMs); }

  LoginOutcome log_in_with(std::string_view password) {
    return log_in(*store, hasher, throttle, {"ana", password, kAddress}, kNowMs);
  }

  CodeOutcome second(const std::string& pending, std::string_view typed, std::int64_t now_ms) {
    return take_code(*store, two_step, second_steps, throttle, *second_steps.open(pending, now_ms), {typed, kAddress},
                     now_ms);
  }

  PasswordHasher hasher;
  LoginThrottle throttle;
  crypto::ServerSecret secret = a_secret();
  TwoStep two_step{*store, secret};
  SecondFactorTokens second_steps{secret};
  SignedIn who;
  TotpKey key{};
  std::vector<std::string> recovery_codes;
};

TEST_CASE_FIXTURE(TwoStepFixture, "it is turned on by a code of the key that was shown, and by none of another") {
  const std::string offer = two_step.offer(who);
  const auto shown = two_step.offered(who, offer);
  REQUIRE(shown.has_value());
  CHECK(two_step.turn_on(who, offer, "000000", kNowMs).error() == Error{ErrorCode::WrongCode, Field::Code});
  CHECK(two_step.turn_on(who, "no offer", "000000", kNowMs).error().code == ErrorCode::BadToken);
  CHECK(user().two_step_key.empty());
  turn_on();
  CHECK_FALSE(user().two_step_key.empty());
  CHECK(user().two_step_taken == kNowMs / kTotpStepMs);
  CHECK(recovery_codes.size() == limits::kRecoveryCodes);
  CHECK(store->recovery_codes(who.user_id).value() == limits::kRecoveryCodes);
}

TEST_CASE_FIXTURE(TwoStepFixture, "an offered key is one account's, whatever its session") {
  const std::string offer = two_step.offer(who);
  SignedIn other = who;
  other.user_id = who.user_id + 1;
  CHECK_FALSE(two_step.offered(other, offer).has_value());
  SignedIn renewed = who;
  renewed.session.fill(4);
  CHECK(two_step.offered(renewed, offer).has_value());
  CHECK(two_step.offered(who, offer).has_value());
}

TEST_CASE_FIXTURE(TwoStepFixture, "a key in the database opens under its secret, for its account alone") {
  turn_on();
  const std::int64_t next_ms = kNowMs + kTotpStepMs;
  store::User other = user();
  other.id = 99;
  CHECK_FALSE(two_step.take(other, code(next_ms), next_ms).ok());
  TwoStep stranger(*store, a_secret(2));
  CHECK_FALSE(stranger.take(user(), code(next_ms), next_ms).ok());
  CHECK(two_step.take(user(), code(next_ms), next_ms).value() == SecondFactorMethod::App);
}

TEST_CASE_FIXTURE(TwoStepFixture, "no code opens twice, not even the one that turned it on") {
  turn_on();
  CHECK_FALSE(two_step.take(user(), code(kNowMs), kNowMs).ok());
  const std::int64_t next_ms = kNowMs + kTotpStepMs;
  const store::User before = user();
  REQUIRE(two_step.take(before, code(next_ms), next_ms).ok());
  CHECK_FALSE(
      two_step.take(before, code(next_ms), next_ms).ok());  // two requests at once, from the same state read before
  CHECK_FALSE(two_step.take(user(), code(next_ms), next_ms).ok());
}

TEST_CASE_FIXTURE(TwoStepFixture, "a recovery code opens once, each") {
  turn_on();
  for (const std::string& each : recovery_codes) {
    CHECK(two_step.take(user(), each, kNowMs).value() == SecondFactorMethod::RecoveryCode);
    CHECK(two_step.take(user(), each, kNowMs).error() == Error{ErrorCode::WrongCode, Field::Code});
  }
  CHECK(store->recovery_codes(who.user_id).value() == 0);
}

TEST_CASE_FIXTURE(TwoStepFixture, "the password alone signs nobody in whose two-step sign-in is on") {
  turn_on();
  const LoginOutcome outcome = log_in_with(kPassword);
  REQUIRE(outcome.user.ok());
  CHECK_FALSE(outcome.user->two_step_key.empty());

  const std::string pending = second_steps.begin(*outcome.user, "ana", kPassword, kNowMs);
  const std::int64_t next_ms = kNowMs + kTotpStepMs;
  CHECK(second(pending, "000000", kNowMs).user.error() == Error{ErrorCode::WrongCode, Field::Code});
  CHECK(second(pending, code(next_ms), next_ms).user.ok());
}

TEST_CASE_FIXTURE(TwoStepFixture, "after a wrong password no code is right, and nothing tells so") {
  turn_on();
  const std::string right = second_steps.begin(user(), "ana", kPassword, kNowMs);
  const std::string wrong = second_steps.begin({}, "ana", "seven otters swim away", kNowMs);
  CHECK(right.size() == wrong.size());
  const std::int64_t next_ms = kNowMs + kTotpStepMs;
  const CodeOutcome with_code = second(wrong, code(next_ms), next_ms);
  CHECK(with_code.user.error() == second(right, "000000", next_ms).user.error());
  CHECK_FALSE(second(wrong, recovery_codes.front(), next_ms).user.ok());
  CHECK(second(right, recovery_codes.front(), next_ms).user.ok());
}

TEST_CASE_FIXTURE(TwoStepFixture, "the step between password and code ends with time and with another password") {
  turn_on();
  const std::string pending = second_steps.begin(user(), "ana", kPassword, kNowMs);
  CHECK(second_steps.open(pending, kNowMs + limits::kSecondStepMs - 1).has_value());
  CHECK_FALSE(second_steps.open(pending, kNowMs + limits::kSecondStepMs).has_value());
  CHECK_FALSE(second_steps.open("guess", kNowMs).has_value());
  CHECK_FALSE(SecondFactorTokens(a_secret(2)).open(pending, kNowMs).has_value());

  REQUIRE(store->set_password(who.user_id, hasher.hash("nine herons by the lake").value()).ok());
  const std::int64_t next_ms = kNowMs + kTotpStepMs;
  CHECK_FALSE(second(pending, code(next_ms), next_ms).user.ok());
}

TEST_CASE_FIXTURE(TwoStepFixture, "wrong codes are slowed alike behind a right and a wrong password, each by itself") {
  turn_on();
  const std::string right = second_steps.begin(user(), "ana", kPassword, kNowMs);
  const std::string wrong = second_steps.begin({}, "ana", "seven otters swim away", kNowMs);
  for (const std::string& pending : {wrong, right}) {
    for (int i = 0; i < 5; ++i) CHECK(second(pending, "000000", kNowMs).user.error().code == ErrorCode::WrongCode);
    const CodeOutcome early = second(pending, "000000", kNowMs);
    CHECK(early.user.error().code == ErrorCode::TooManyRequests);
    CHECK(early.retry_after_ms == 1'000);
  }
}

}  // namespace
}  // namespace undersigned::accounts::testing
