// The store with so few signers in memory that most are in the table (server/store/sqlite/signer_index.h).
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <latch>
#include <optional>
#include <vector>

#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr std::size_t kInMemory = 20;
constexpr std::uint64_t kSigners = 150;

std::unique_ptr<Store> open_with_few(const std::string& folder) {
  SqliteOptions options;
  options.folder = folder;
  options.recent_signers_max = kInMemory;
  Result<std::unique_ptr<Store>> store = open_sqlite_store(options, Create::No);
  REQUIRE(store.ok());
  return std::move(store).value();
}

struct FewInMemory : Fixture {
  FewInMemory() { reopen(); }

  void reopen() {
    store.reset();
    store = open_with_few(folder);
  }

  void sign_all() const {
    for (std::uint64_t signer = 1; signer <= kSigners; ++signer) {
      REQUIRE(sign(*store, a_signature(signer))->outcome == SignOutcome::Stored);
    }
  }

  [[nodiscard]] bool everybody_is_known() const {
    bool known = true;
    for (std::uint64_t signer = 1; signer <= kSigners; ++signer) {
      known = known && sign(*store, a_signature(signer))->outcome == SignOutcome::AlreadyThere;
    }
    return known && counts_of(*store).confirmed == kSigners && counts_are_right(*store);
  }

  // As if a merge had ended with the newest signature.
  void complete_table() {
    store.reset();
    {
      SQLite::Database database(folder + "/undersigned.db", SQLite::OPEN_READWRITE);
      database.exec("INSERT OR IGNORE INTO signer SELECT dedupe_key, campaign_id, id FROM signature WHERE status <> 0");
      database.exec("UPDATE signer_progress SET merged_to = (SELECT max(id) FROM signature)");
    }
    reopen();
  }

  [[nodiscard]] std::int64_t number(const char* sql) const {
    SQLite::Database database(folder + "/undersigned.db");
    return database.execAndGet(sql).getInt64();
  }
};

TEST_CASE("whoever has signed is known, from memory, from the table, and when the store is opened again") {
  FewInMemory fixture;
  fixture.sign_all();
  const std::int64_t in_table = fixture.number("SELECT count(*) FROM signer");
  CHECK(in_table >= static_cast<std::int64_t>(kSigners - 2 * kInMemory));
  CHECK(in_table < static_cast<std::int64_t>(kSigners));
  CHECK(fixture.everybody_is_known());
  fixture.reopen();
  CHECK(fixture.everybody_is_known());
}

TEST_CASE("where so many sign at once that the table is not asked for everybody, whoever has signed is known") {
  FewInMemory fixture;
  fixture.sign_all();
  for (int opened = 0; opened < 2; ++opened) {
    CAPTURE(opened);
    std::uint64_t known = 0;  // written on the writer's thread only, read after the latch
    std::latch answered(kSigners + 100);
    for (std::uint64_t signer = 1; signer <= kSigners + 100; ++signer) {
      fixture.store->sign(a_signature(signer), [&](const Result<Signed>& result) {
        if (result.ok() && result->outcome == SignOutcome::AlreadyThere) ++known;
        answered.count_down();
      });
    }
    answered.wait();
    CHECK(known == (opened == 0 ? kSigners : kSigners + 100));
    fixture.reopen();
  }
  CHECK(counts_of(*fixture.store).confirmed == kSigners + 100);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a mailbox finds its signatures, whether they are in memory or in the table") {
  FewInMemory fixture;
  fixture.sign_all();
  const auto all_find_one = [&] {
    bool right = true;
    for (std::uint64_t signer = 1; signer <= kSigners; ++signer) {
      const auto own = own_of(*fixture.store, signer);
      right = right && own.size() == 1 && own.front().key.public_id == public_id_of(signer);
    }
    return right;
  };
  CHECK(all_find_one());
  fixture.reopen();
  CHECK(all_find_one());
}

TEST_CASE("who confirms when the table was complete with later signatures is in it, also after a crash") {
  FewInMemory fixture;
  REQUIRE(sign(*fixture.store, a_pending(257)).ok());
  fixture.sign_all();
  CHECK(fixture.number("SELECT count(*) FROM signer WHERE signature_id = 1") == 0);
  fixture.complete_table();
  REQUIRE(confirm(*fixture.store, code_of(257, 1))->outcome == SignOutcome::Stored);
  CHECK(fixture.number("SELECT count(*) FROM signer WHERE signature_id = 1") == 1);
  fixture.reopen();
  CHECK(sign(*fixture.store, a_signature(257))->outcome == SignOutcome::AlreadyThere);
  CHECK(confirm(*fixture.store, code_of(257, 1))->outcome == SignOutcome::AlreadyThere);
  fixture.store.reset();
  const Inspection found = inspect_database(fixture.folder + "/undersigned.db", InspectionDepth::Deep);
  CHECK(found.damage == "");
  CHECK(found.is_consistent());
}

TEST_CASE("requests are nobody's signature: not in memory, not in the table, not after opening anew") {
  FewInMemory fixture;
  for (std::uint64_t signer = 1; signer <= kSigners; ++signer) REQUIRE(sign(*fixture.store, a_pending(signer)).ok());
  for (std::uint64_t signer = 1; signer <= kSigners; signer += 2) {
    REQUIRE(confirm(*fixture.store, code_of(signer, 1))->outcome == SignOutcome::Stored);
  }
  fixture.reopen();
  std::uint64_t known = 0;
  for (std::uint64_t signer = 1; signer <= kSigners; ++signer) {
    if (sign(*fixture.store, a_signature(signer))->outcome == SignOutcome::AlreadyThere) ++known;
  }
  CHECK(known == kSigners / 2);
  CHECK(counts_of(*fixture.store).confirmed == kSigners);
  CHECK(counts_of(*fixture.store).pending == 0);
  CHECK(counts_are_right(*fixture.store));
  fixture.store.reset();
  CHECK(inspect_database(fixture.folder + "/undersigned.db", InspectionDepth::Deep).is_consistent());
}

TEST_CASE("who withdrew and signs anew is known by the new signature only") {
  FewInMemory fixture;
  fixture.sign_all();
  for (const std::uint64_t signer : {std::uint64_t{1}, kSigners}) {
    CAPTURE(signer);
    REQUIRE(fixture.store->set_status(key_of(*fixture.store, signer), SignatureStatus::Withdrawn).ok());
    NewSignature anew = a_signature(signer);
    anew.idempotency_key = "another-idempotency-key";
    anew.public_id = "signed-anew";
    REQUIRE(sign(*fixture.store, anew)->outcome == SignOutcome::Stored);
    const auto own = own_of(*fixture.store, signer);
    REQUIRE(own.size() == 1);
    CHECK(own.front().key.public_id == "signed-anew");
  }
  fixture.reopen();
  CHECK(fixture.everybody_is_known());
}

TEST_CASE("a number that SQLite gives again, of a signature that the table was complete with, is known again") {
  FewInMemory fixture;
  fixture.sign_all();
  REQUIRE(sign(*fixture.store, a_pending(257)).ok());
  const std::int64_t newest = fixture.number("SELECT max(id) FROM signature");
  fixture.complete_table();
  const std::int64_t later_ms = kNoonMs + (limits::kPendingKeptDays + 1) * 24LL * 60 * 60 * 1000;
  REQUIRE(fixture.store->erase_expired(0, later_ms).ok());
  REQUIRE(sign(*fixture.store, a_signature(257))->outcome == SignOutcome::Stored);
  REQUIRE(fixture.number("SELECT max(id) FROM signature") == newest);
  fixture.reopen();
  CHECK(sign(*fixture.store, a_signature(257))->outcome == SignOutcome::AlreadyThere);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("what another process has signed meanwhile is known") {
  FewInMemory fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const std::unique_ptr<Store> other = open_with_few(fixture.folder);
  REQUIRE(sign(*other, a_signature(2))->outcome == SignOutcome::Stored);
  CHECK(sign(*fixture.store, a_signature(2))->outcome == SignOutcome::AlreadyThere);
  CHECK(sign(*other, a_signature(1))->outcome == SignOutcome::AlreadyThere);
  CHECK(counts_of(*fixture.store).confirmed == 2);
}

TEST_CASE("in a damaged file, whose signature is gone may sign anew, and nobody fails with them") {
  FewInMemory fixture;
  fixture.sign_all();
  REQUIRE(fixture.number("SELECT count(*) FROM signer WHERE signature_id = 1") == 1);
  fixture.store.reset();
  {
    SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE);
    database.exec("DELETE FROM signature WHERE id = 1");
  }
  fixture.reopen();
  std::latch answered(3);
  std::vector<std::optional<SignOutcome>> outcomes(3);  // written on the writer's thread only, read after the latch
  for (std::uint64_t signer = 1; signer <= 3; ++signer) {
    fixture.store->sign(a_signature(signer), [&, signer](const Result<Signed>& result) {
      if (result.ok()) outcomes[signer - 1] = result->outcome;
      answered.count_down();
    });
  }
  answered.wait();
  CHECK(outcomes[0] == SignOutcome::Stored);
  CHECK(outcomes[1] == SignOutcome::AlreadyThere);
  CHECK(outcomes[2] == SignOutcome::AlreadyThere);
  CHECK(sign(*fixture.store, a_signature(1))->outcome == SignOutcome::AlreadyThere);
}

TEST_CASE("a server reads the signers while it opens, a command only once it needs them") {
  FewInMemory fixture;
  fixture.sign_all();
  fixture.store.reset();
  const auto owner_after = [&](ReadSigners read_signers) {
    SqliteOptions options;
    options.folder = fixture.folder;
    options.read_signers = read_signers;
    REQUIRE(open_sqlite_store(options, Create::No).ok());
    return fixture.number("SELECT owner FROM signer_progress");
  };
  const std::int64_t before = fixture.number("SELECT owner FROM signer_progress");
  CHECK(owner_after(ReadSigners::OnceNeeded) == before);
  CHECK(owner_after(ReadSigners::AtOpening) != before);
}

TEST_CASE("whose signature another process has removed may sign anew") {
  FewInMemory fixture;
  REQUIRE(sign(*fixture.store, a_pending(257)).ok());
  {
    // As if the mailbox had not confirmed for a long time.
    const std::unique_ptr<Store> other = open_with_few(fixture.folder);
    const std::int64_t later_ms = a_pending(257).time_ms + (limits::kPendingKeptDays + 1) * 24LL * 60 * 60 * 1000;
    REQUIRE(other->erase_expired(0, later_ms).ok());
  }
  REQUIRE(fixture.number("SELECT count(*) FROM signature") == 0);
  CHECK(sign(*fixture.store, a_signature(257))->outcome == SignOutcome::Stored);
  CHECK(counts_are_right(*fixture.store));
}

}  // namespace
}  // namespace undersigned::store::testing
