#include <doctest/doctest.h>

#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

TokenHash hash_of(std::uint8_t byte) {
  TokenHash hash{};
  hash.fill(byte);
  return hash;
}

TEST_CASE("a user is found by name in any letter case, and a name is taken once") {
  const Fixture fixture;
  REQUIRE(fixture.store->add_user("Ana", "hash-1", Role::Organizer).ok());
  CHECK(fixture.store->add_user("ana", "hash-2", Role::Owner).error().code == ErrorCode::Duplicate);
  const Result<std::optional<User>> user = fixture.store->user_by_name("ANA");
  REQUIRE(user.ok());
  REQUIRE(user->has_value());
  CHECK((*user)->username == "Ana");
  CHECK((*user)->password_hash == "hash-1");
  CHECK((*user)->role == Role::Organizer);
  CHECK((*fixture.store->user_by_id((*user)->id)).has_value());
  CHECK_FALSE((*fixture.store->user_by_name("bo")).has_value());
  CHECK(fixture.store->user_count().value() == 1);
}

TEST_CASE("sessions are kept, touched, ended one by one and by age") {
  const Fixture fixture;
  REQUIRE(fixture.store->add_user("ana", "hash", Role::Owner).ok());
  const std::int64_t ana = (*fixture.store->user_by_name("ana"))->id;
  REQUIRE(fixture.store->add_session({hash_of(1), ana, 1'000, 1'000}).ok());
  REQUIRE(fixture.store->add_session({hash_of(2), ana, 5'000, 5'000}).ok());
  REQUIRE(fixture.store->touch_session(hash_of(1), 4'000).ok());
  CHECK((*fixture.store->session(hash_of(1)))->seen_ms == 4'000);
  REQUIRE(fixture.store->touch_session(hash_of(1), 3'000).ok());
  CHECK((*fixture.store->session(hash_of(1)))->seen_ms == 4'000);

  REQUIRE(fixture.store->end_sessions_before(2'000, 0).ok());
  CHECK_FALSE((*fixture.store->session(hash_of(1))).has_value());
  REQUIRE(fixture.store->end_session(hash_of(2)).ok());
  CHECK_FALSE((*fixture.store->session(hash_of(2))).has_value());
}

TEST_CASE("a session of nobody is refused") {
  const Fixture fixture;
  CHECK(fixture.store->add_session({hash_of(1), 42, 0, 0}).error().code == ErrorCode::NotFound);
  CHECK(sign(*fixture.store, a_signature(1)).ok());
}

TEST_CASE("a new password ends the user's sessions and nobody else's") {
  const Fixture fixture;
  REQUIRE(fixture.store->add_user("ana", "hash", Role::Owner).ok());
  REQUIRE(fixture.store->add_user("bo", "hash", Role::Viewer).ok());
  const std::int64_t ana = (*fixture.store->user_by_name("ana"))->id;
  const std::int64_t bo = (*fixture.store->user_by_name("bo"))->id;
  REQUIRE(fixture.store->add_session({hash_of(1), ana, 0, 0}).ok());
  REQUIRE(fixture.store->add_session({hash_of(2), bo, 0, 0}).ok());
  REQUIRE(fixture.store->set_password(ana, "new-hash").ok());
  CHECK((*fixture.store->user_by_id(ana))->password_hash == "new-hash");
  CHECK_FALSE((*fixture.store->session(hash_of(1))).has_value());
  CHECK((*fixture.store->session(hash_of(2))).has_value());
  CHECK(fixture.store->set_password(42, "hash").error().code == ErrorCode::NotFound);
}

TEST_CASE("the set-up link makes one owner, before it expires, and only the newest link does") {
  const Fixture fixture;
  REQUIRE(fixture.store->set_setup_token(hash_of(1), 1'000).ok());
  REQUIRE(fixture.store->set_setup_token(hash_of(2), 2'000).ok());
  CHECK_FALSE(fixture.store->setup_token_valid(hash_of(1), 0).value());
  CHECK(fixture.store->setup_token_valid(hash_of(2), 1'999).value());
  CHECK_FALSE(fixture.store->setup_token_valid(hash_of(2), 2'000).value());
  CHECK(fixture.store->add_owner(hash_of(2), 2'000, "ana", "hash").error().code == ErrorCode::BadToken);

  REQUIRE(fixture.store->add_user("bo", "hash", Role::Viewer).ok());
  CHECK(fixture.store->add_owner(hash_of(2), 0, "bo", "hash").error().code == ErrorCode::Duplicate);
  REQUIRE(fixture.store->add_owner(hash_of(2), 0, "ana", "hash").ok());
  CHECK((*fixture.store->user_by_name("ana"))->role == Role::Owner);
  CHECK(fixture.store->add_owner(hash_of(2), 0, "eve", "hash").error().code == ErrorCode::BadToken);
  CHECK(fixture.store->user_count().value() == 2);
}

}  // namespace
}  // namespace undersigned::store::testing
