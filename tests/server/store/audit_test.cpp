#include "server/store/audit.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <set>

#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

// Replaces the keyed hash of accounts/audit_log.h: depends on every byte of a row and on the chain before.
AuditChain link(const AuditRow& row, const AuditChain& before) {
  AuditChain chain = before;
  std::size_t at = 0;
  const std::string parts[] = {std::to_string(row.id), std::to_string(row.time_ms), row.actor, row.action, row.subject};
  for (const std::string& part : parts) {
    for (const char c : part + "\n") {
      chain[at % chain.size()] =
          static_cast<std::uint8_t>(chain[at % chain.size()] * 31 + static_cast<unsigned char>(c));
      ++at;
    }
  }
  return chain;
}

void add(Store& store, const std::string& actor, AuditAction action, const std::string& subject = {}) {
  REQUIRE(store.add_audit({1'700'000'000'000, actor, action, subject}, link).ok());
}

struct AuditFixture : Fixture {
  AuditFixture() {
    add(*store, "ana", AuditAction::SignIn);
    add(*store, "ana", AuditAction::UserAdded, "bo viewer");
    add(*store, "bo", AuditAction::SignIn);
  }

  // A change by somebody who has the file.
  void tamper(const std::string& sql) const {
    SQLite::Database file(folder + "/undersigned.db", SQLite::OPEN_READWRITE);
    file.exec("DROP TRIGGER IF EXISTS audit_is_not_changed; DROP TRIGGER IF EXISTS audit_is_not_cut;" + sql);
  }

  std::int64_t first_wrong() const {
    const Result<AuditCheck> check = store->verify_audit(link, {});
    REQUIRE(check.ok());
    return check->first_wrong;
  }
};

TEST_CASE_FIXTURE(AuditFixture, "entries are read the newest first, in pages, with what was done by its name") {
  const auto page = store->audit(std::nullopt, 2);
  REQUIRE(page.ok());
  REQUIRE(page->size() == 2);
  CHECK(page->at(0).id == 3);
  CHECK(page->at(0).actor == "bo");
  CHECK(page->at(1).action == "user_added");
  CHECK(page->at(1).subject == "bo viewer");
  const auto rest = store->audit(page->back().id, 2);
  REQUIRE(rest->size() == 1);
  CHECK(rest->front().id == 1);
  CHECK(store->audit(1, 2)->empty());
}

TEST_CASE_FIXTURE(AuditFixture, "a log that nobody touched is whole") {
  const auto check = store->verify_audit(link, {});
  CHECK(check->entries == 3);
  CHECK(check->first_wrong == 0);
  CHECK(check->head == store->audit(std::nullopt, 1)->front().chain);
  CHECK(Fixture().store->verify_audit(link, {})->entries == 0);
}

TEST_CASE_FIXTURE(AuditFixture, "an entry is written with the change that it names, or neither is") {
  const AuditEntry entry{1'700'000'000'000, "ana", AuditAction::UserAdded, "cy viewer"};
  Status done = Done{};
  const auto add_cy = [&] { done = store->add_user("cy", "hash", Role::Viewer); };
  const auto written = store->add_audit_with(entry, link, add_cy);
  REQUIRE(written.has_value());
  CHECK(written->id == 4);
  CHECK(done.ok());

  CHECK_FALSE(store->add_audit_with(entry, link, add_cy).has_value());  // the name is taken
  CHECK(done.error().code == ErrorCode::Duplicate);
  CHECK_FALSE(store->add_audit_with(entry, link, [] {}).has_value());
  CHECK(store->verify_audit(link, {})->entries == 4);
  CHECK(store->add_audit_with(entry, link, [&] {
    CHECK(store->set_role(1, Role::Viewer).ok());
    CHECK(store->set_role(1, Role::Owner).ok());
  }));
  CHECK(store->verify_audit(link, {})->entries == 5);  // one for all changes of the deed
  CHECK(store->set_password(1, "another").ok());
  CHECK(store->verify_audit(link, {})->entries == 5);

  tamper("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
  CHECK_FALSE(store->add_audit_with(entry, link, [&] { done = store->set_password(1, "third"); }).has_value());
  CHECK(done.error().code == ErrorCode::StorageFailed);
  CHECK((*store->user_by_name("cy"))->password_hash == "another");
  CHECK(first_wrong() == 0);
}

TEST_CASE_FIXTURE(AuditFixture, "the database refuses to change an entry or to take one out") {
  SQLite::Database file(folder + "/undersigned.db", SQLite::OPEN_READWRITE);
  CHECK_THROWS_AS(file.exec("UPDATE audit SET actor = 'bo' WHERE id = 1"), SQLite::Exception);
  CHECK_THROWS_AS(file.exec("DELETE FROM audit WHERE id = 3"), SQLite::Exception);
  CHECK_THROWS_AS(file.exec("DELETE FROM audit"), SQLite::Exception);
}

TEST_CASE_FIXTURE(AuditFixture, "an entry that was changed shows") {
  SUBCASE("its actor") {
    tamper("UPDATE audit SET actor = 'eve' WHERE id = 2");
  }
  SUBCASE("its time") {
    tamper("UPDATE audit SET time_ms = time_ms + 1 WHERE id = 2");
  }
  SUBCASE("its action") {
    tamper("UPDATE audit SET action = 'sign_out' WHERE id = 2");
  }
  SUBCASE("its subject") {
    tamper("UPDATE audit SET subject = 'bo owner' WHERE id = 2");
  }
  SUBCASE("its chain") {
    tamper("UPDATE audit SET chain = zeroblob(32) WHERE id = 2");
  }
  CHECK(first_wrong() == 2);
}

TEST_CASE_FIXTURE(AuditFixture, "an entry that was taken out shows, the last ones too") {
  SUBCASE("the first") {
    tamper("DELETE FROM audit WHERE id = 1");
    CHECK(first_wrong() == 1);
  }
  SUBCASE("one between") {
    tamper("DELETE FROM audit WHERE id = 2");
    CHECK(first_wrong() == 2);
  }
  SUBCASE("the last") {
    tamper("DELETE FROM audit WHERE id = 3");
    CHECK(first_wrong() == 3);
    add(*store, "bo", AuditAction::SignOut);
    CHECK(first_wrong() == 3);
  }
  SUBCASE("all") {
    tamper("DELETE FROM audit");
    CHECK(first_wrong() == 1);
  }
}

TEST_CASE_FIXTURE(AuditFixture, "a log cut at its end shows, whatever else of the file was made to fit") {
  const std::string cut = "DELETE FROM audit WHERE id = 3; UPDATE sqlite_sequence SET seq = 2 WHERE name = 'audit';";
  SUBCASE("nothing else") {
    tamper(cut);
  }
  SUBCASE("the number of entries") {
    tamper(cut + "UPDATE audit_end SET entries = 2");
  }
  SUBCASE("the number of entries, and the last entry's chain for a seal") {
    tamper(cut + "UPDATE audit_end SET entries = 2, seal = (SELECT chain FROM audit WHERE id = 2)");
  }
  SUBCASE("the note of how many there are") {
    tamper(cut + "DELETE FROM audit_end");
  }
  CHECK(first_wrong() == 3);
  add(*store, "bo", AuditAction::SignOut);  // and nothing is sealed over it
  CHECK(first_wrong() > 0);
}

TEST_CASE_FIXTURE(AuditFixture, "all of a log cut off shows") {
  tamper("DELETE FROM audit; DELETE FROM sqlite_sequence");
  CHECK(first_wrong() == 1);
}

TEST_CASE_FIXTURE(AuditFixture, "a log whose seal is gone counts as cut, and is not sealed again") {
  const std::string cut = "DELETE FROM audit WHERE id = 3; UPDATE sqlite_sequence SET seq = 2 WHERE name = 'audit';";
  SUBCASE("emptied") {
    tamper("UPDATE audit_end SET seal = x''");
  }
  SUBCASE("emptied over a cut") {
    tamper(cut + "UPDATE audit_end SET entries = 2, seal = x''");
  }
  SUBCASE("removed") {
    tamper("DELETE FROM audit_end");
  }
  CHECK(first_wrong() > 0);
  REQUIRE(store->begin_audit(link).ok());
  add(*store, "bo", AuditAction::SignOut);
  CHECK(first_wrong() > 0);
}

TEST_CASE_FIXTURE(AuditFixture, "where there are accounts, a log that was emptied with everything about it shows") {
  REQUIRE(store->add_user("ana", "hash", Role::Owner).ok());
  tamper("DELETE FROM audit; DELETE FROM audit_end; DELETE FROM sqlite_sequence");
  CHECK(first_wrong() == 1);
  REQUIRE(store->begin_audit(link).ok());
  CHECK(first_wrong() == 1);
  add(*store, "bo", AuditAction::SignOut);
  CHECK(first_wrong() > 0);
}

TEST_CASE("a log that begins before the first account is whole from its first entry") {
  const Fixture fixture;
  REQUIRE(fixture.store->begin_audit(link).ok());
  REQUIRE(fixture.store->add_user("ana", "hash", Role::Owner).ok());
  CHECK(fixture.store->verify_audit(link, {})->first_wrong == 0);
  add(*fixture.store, "ana", AuditAction::UserAdded);
  CHECK(fixture.store->verify_audit(link, {})->first_wrong == 0);
}

TEST_CASE_FIXTURE(AuditFixture, "a chain that was kept elsewhere is found, as long as its entry is there") {
  const AuditChain kept = store->audit(std::nullopt, 2)->back().chain;
  CHECK(store->verify_audit(link, kept)->has_expected);
  AuditChain other = kept;
  other[0] ^= 1U;
  CHECK_FALSE(store->verify_audit(link, other)->has_expected);
}

TEST_CASE_FIXTURE(AuditFixture, "an entry that was put in or renumbered shows") {
  tamper("INSERT INTO audit (time_ms, actor, action, subject, chain) VALUES (1, 'ana', 'sign_out', '', zeroblob(32))");
  CHECK(first_wrong() == 4);
}

TEST_CASE("every action has a name of its own") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kAuditActionCount; ++i) names.insert(audit_action_name(static_cast<AuditAction>(i)));
  CHECK(names.size() == kAuditActionCount);
  CHECK(names.count("") == 0);
}

}  // namespace
}  // namespace undersigned::store::testing
