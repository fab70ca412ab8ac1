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

std::int64_t add(Store& store, std::string_view name, std::string_view password_hash, Role role) {
  REQUIRE(store.add_user(name, password_hash, role).ok());
  return (*store.user_by_name(name))->id;
}

TEST_CASE("somebody with a password always stays owner") {
  const Fixture fixture;
  Store& store = *fixture.store;
  const std::int64_t ana = add(store, "ana", "hash", Role::Owner);
  const std::int64_t bo = add(store, "bo", "hash", Role::Viewer);
  const std::int64_t invited = add(store, "cy", "", Role::Owner);
  const Error refused{ErrorCode::Forbidden, Field::Role};
  CHECK(store.remove_user(ana).error() == refused);
  CHECK(store.set_role(ana, Role::Organizer).error() == refused);
  CHECK((*store.user_by_id(ana))->role == Role::Owner);

  REQUIRE(store.set_role(bo, Role::Owner).ok());
  REQUIRE(store.set_role(ana, Role::Viewer).ok());
  REQUIRE(store.remove_user(ana).ok());
  REQUIRE(store.remove_user(invited).ok());
  CHECK(store.remove_user(bo).error() == refused);
  CHECK(store.remove_user(42).error().code == ErrorCode::NotFound);
  CHECK(store.set_role(42, Role::Owner).error().code == ErrorCode::NotFound);
}

TEST_CASE("users are listed by name, and who is removed is out") {
  const Fixture fixture;
  Store& store = *fixture.store;
  add(store, "cy", "hash", Role::Owner);
  const std::int64_t bo = add(store, "Bo", "hash", Role::Viewer);
  add(store, "ana", "hash", Role::Owner);
  REQUIRE(store.add_session({hash_of(1), bo, 0, 0}).ok());
  const auto users = store.users();
  REQUIRE(users->size() == 3);
  CHECK(users->at(0).username == "ana");
  CHECK(users->at(1).username == "Bo");
  REQUIRE(store.remove_user(bo).ok());
  CHECK_FALSE((*store.session(hash_of(1))).has_value());
  CHECK(store.users()->size() == 2);
}

TEST_CASE("a user's sessions are listed, and all but one are ended") {
  const Fixture fixture;
  Store& store = *fixture.store;
  const std::int64_t ana = add(store, "ana", "hash", Role::Owner);
  const std::int64_t bo = add(store, "bo", "hash", Role::Viewer);
  REQUIRE(store.add_session({hash_of(1), ana, 1'000, 1'500}).ok());
  REQUIRE(store.add_session({hash_of(2), ana, 2'000, 2'500}).ok());
  REQUIRE(store.add_session({hash_of(3), bo, 3'000, 3'500}).ok());
  const auto sessions = store.sessions_of(ana);
  REQUIRE(sessions->size() == 2);
  CHECK(sessions->at(0).token_hash == hash_of(2));
  CHECK(sessions->at(1).seen_ms == 1'500);
  REQUIRE(store.end_other_sessions(ana, hash_of(1)).ok());
  REQUIRE(store.sessions_of(ana)->size() == 1);
  CHECK(store.sessions_of(ana)->front().token_hash == hash_of(1));
  CHECK(store.sessions_of(bo)->size() == 1);
}

TEST_CASE("a password link is one user's, the newest, until it is used or too old") {
  const Fixture fixture;
  Store& store = *fixture.store;
  const std::int64_t ana = add(store, "ana", "", Role::Owner);
  REQUIRE(store.set_password_link(ana, hash_of(1), 1'000).ok());
  REQUIRE(store.set_password_link(ana, hash_of(2), 2'000).ok());
  CHECK(store.set_password_link(42, hash_of(3), 2'000).error().code == ErrorCode::NotFound);
  CHECK_FALSE(store.user_of_password_link(hash_of(1), 0)->has_value());
  CHECK((*store.user_of_password_link(hash_of(2), 1'999))->id == ana);
  CHECK_FALSE(store.user_of_password_link(hash_of(2), 2'000)->has_value());
  CHECK(store.use_password_link(hash_of(2), 2'000, "hash").error().code == ErrorCode::BadToken);
  REQUIRE(store.use_password_link(hash_of(2), 1'999, "hash").ok());
  CHECK((*store.user_by_id(ana))->password_hash == "hash");
  CHECK(store.use_password_link(hash_of(2), 1'999, "hash").error().code == ErrorCode::BadToken);
}

TEST_CASE("two-step sign-in is kept with its codes, each of which is taken once") {
  const Fixture fixture;
  Store& store = *fixture.store;
  const std::int64_t ana = add(store, "ana", "hash", Role::Owner);
  const std::int64_t bo = add(store, "bo", "hash", Role::Owner);
  CHECK_FALSE(store.two_step_in_use().value());
  CHECK(store.take_two_step(ana, 5).error().code == ErrorCode::WrongCode);
  REQUIRE(store.set_two_step(ana, "sealed", 10, {hash_of(1), hash_of(2)}).ok());
  CHECK(store.two_step_in_use().value());
  CHECK((*store.user_by_id(ana))->two_step_key == "sealed");
  CHECK((*store.user_by_id(ana))->two_step_taken == 10);

  CHECK(store.take_two_step(ana, 10).error() == Error{ErrorCode::WrongCode, Field::Code});
  REQUIRE(store.take_two_step(ana, 11).ok());
  CHECK_FALSE(store.take_two_step(ana, 11).ok());
  CHECK(store.take_recovery_code(bo, hash_of(1)).error() == Error{ErrorCode::WrongCode, Field::Code});
  REQUIRE(store.take_recovery_code(ana, hash_of(1)).ok());
  CHECK_FALSE(store.take_recovery_code(ana, hash_of(1)).ok());
  CHECK(store.recovery_codes(ana).value() == 1);

  REQUIRE(store.clear_two_step(ana).ok());
  CHECK((*store.user_by_id(ana))->two_step_key.empty());
  CHECK(store.recovery_codes(ana).value() == 0);
  CHECK_FALSE(store.take_recovery_code(ana, hash_of(2)).ok());
  CHECK(store.clear_two_step(42).error().code == ErrorCode::NotFound);
  CHECK(store.set_two_step(42, "sealed", 0, {}).error().code == ErrorCode::NotFound);
}

}  // namespace
}  // namespace undersigned::store::testing
