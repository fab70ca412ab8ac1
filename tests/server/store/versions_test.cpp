#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "server/limits.h"
#include "shared/campaign/text_version.h"
#include "shared/json/campaign_json.h"
#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr std::size_t kAll = limits::kCampaignVersionsMax;

std::vector<VersionHead> versions_of(Store& store, std::string_view campaign = kSlug) {
  return store.versions(campaign, {}, kAll).value();
}

NewDraft a_draft(std::string_view words, std::int64_t based_on, VersionKind kind = VersionKind::Saved,
                 const std::string& author = "ada") {
  return {kSlug, R"({"title":")" + std::string(words) + R"("})", kind, {author, kNoonMs}, based_on};
}

TEST_CASE("an import is a published version, with who imported and when, and importing the same again is none") {
  const Fixture fixture;
  Store& store = *fixture.store;
  REQUIRE(versions_of(store).size() == 1);
  CHECK(versions_of(store).front().number == 1);
  CHECK(versions_of(store).front().kind == VersionKind::Published);
  REQUIRE(store.import_campaigns({a_campaign()}, {}, {}, {"", kNoonMs}).ok());
  CHECK(versions_of(store).size() == 1);

  Campaign changed = a_campaign();
  changed.title = "Pardon Dontae Sharpe";
  REQUIRE(store.import_campaigns({changed}, {}, {}, {"ada", kNoonMs}).ok());
  REQUIRE(versions_of(store).size() == 2);
  CHECK(versions_of(store).front().number == 2);
  CHECK(versions_of(store).front().author == "ada");
  CHECK(versions_of(store).front().time_ms == kNoonMs);
  CHECK(store.version(kSlug, 1)->document == write_campaign(a_campaign()));
  CHECK(store.version(kSlug, 0)->document == write_campaign(changed));
  CHECK(store.version(kSlug, 3).error().code == ErrorCode::NotFound);
  CHECK(store.version("there-is-none", 0).error().code == ErrorCode::NotFound);
  CHECK(versions_of(store, "there-is-none").empty());
}

TEST_CASE("importing the same again repairs the version of its text, and is no new version") {
  const Fixture fixture;
  SQLite::Database file(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
  file.exec("UPDATE campaign SET text_version = 'wrong'");
  REQUIRE(fixture.store->import_campaigns({a_campaign()}, {}).ok());
  CHECK(fixture.store->campaigns()->front().text_version == text_version(a_campaign()));
  CHECK(versions_of(*fixture.store).size() == 1);
}

TEST_CASE("a draft changes nothing that people see, and publishing it does") {
  const Fixture fixture;
  Store& store = *fixture.store;
  const std::int64_t revision = *store.data_version();
  REQUIRE(*store.save_draft(a_draft("A draft", 1)) == 2);
  CHECK(store.campaigns()->front().campaign.title == a_campaign().title);
  CHECK(*store.data_version() == revision);

  Campaign changed = a_campaign();
  changed.summary = "A better summary.";
  REQUIRE(*store.publish(changed, {"ada", kNoonMs}, 2) == 3);
  CHECK(store.campaigns()->front().campaign.summary == "A better summary.");
  CHECK(store.campaigns()->front().text_version == text_version(changed));
  CHECK(*store.data_version() != revision);
  CHECK(versions_of(store).front().kind == VersionKind::Published);
}

TEST_CASE("who has not seen the newest version does not write over it") {
  const Fixture fixture;
  Store& store = *fixture.store;
  REQUIRE(*store.save_draft(a_draft("Ada's", 1)) == 2);
  CHECK(store.save_draft(a_draft("Bo's", 1, VersionKind::Saved, "bo")).error().code == ErrorCode::NewerVersion);
  CHECK(store.publish(a_campaign(), {"bo", kNoonMs}, 1).error().code == ErrorCode::NewerVersion);
  CHECK(versions_of(store).size() == 2);
  CHECK(store.version(kSlug, 0)->document.find("Ada's") != std::string::npos);
  NewDraft elsewhere = a_draft("None", 0);
  elsewhere.campaign = "there-is-none";
  CHECK(store.save_draft(elsewhere).error().code == ErrorCode::NotFound);
  CHECK(store.publish(a_campaign("there-is-none"), {}, 0).error().code == ErrorCode::NotFound);
}

TEST_CASE("a refused version leaves no entry in the audit log, and a saved one does") {
  const Fixture fixture;
  Store& store = *fixture.store;
  const AuditLink link = [](const AuditRow&, const AuditChain&) { return AuditChain{}; };
  const AuditEntry entry{kNoonMs, "ada", AuditAction::UpdatePosted, kSlug};
  const auto refused = [&] { CHECK_FALSE(store.publish(a_campaign(), {"ada", kNoonMs}, 7).ok()); };
  CHECK_FALSE(store.add_audit_with(entry, link, refused).has_value());
  CHECK(store.audit({}, 10)->empty());
  const auto saved = [&] { CHECK(store.publish(a_campaign(), {"ada", kNoonMs}, 1).ok()); };
  CHECK(store.add_audit_with(entry, link, saved).has_value());
  CHECK(store.audit({}, 10)->size() == 1);
}

TEST_CASE("what was saved by itself gives way to the next version of the same author, and to nobody else's") {
  const Fixture fixture;
  Store& store = *fixture.store;
  REQUIRE(*store.save_draft(a_draft("A", 1, VersionKind::Autosaved)) == 2);
  REQUIRE(*store.save_draft(a_draft("An", 2, VersionKind::Autosaved)) == 3);
  CHECK(versions_of(store).size() == 2);
  REQUIRE(*store.save_draft(a_draft("Bo's", 3, VersionKind::Saved, "bo")) == 4);
  CHECK(versions_of(store).size() == 3);
  REQUIRE(*store.save_draft(a_draft("And", 4)) == 5);
  CHECK(versions_of(store).size() == 4);
}

TEST_CASE("a new campaign is a draft with a first version, once") {
  const Fixture fixture;
  Store& store = *fixture.store;
  Campaign draft = a_campaign("new-one");
  draft.status = CampaignStatus::Draft;
  draft.summary.clear();
  REQUIRE(store.add_campaign(draft, {"ada", kNoonMs}).ok());
  CHECK(store.add_campaign(draft, {"bo", kNoonMs}).error().code == ErrorCode::Duplicate);
  REQUIRE(versions_of(store, "new-one").size() == 1);
  CHECK(versions_of(store, "new-one").front().kind == VersionKind::Saved);
  CHECK(store.campaigns()->back().campaign.status == CampaignStatus::Draft);
}

TEST_CASE("of too many campaigns the new one is refused") {
  const Fixture fixture;
  std::vector<Campaign> many;
  for (std::size_t i = 1; i < limits::kCampaignsMax; ++i) many.push_back(a_campaign("campaign-" + std::to_string(i)));
  REQUIRE(fixture.store->import_campaigns(many, {}).ok());
  CHECK(fixture.store->add_campaign(a_campaign("one-more"), {}).error().code == ErrorCode::TooMany);
  CHECK(fixture.store->campaigns()->size() == limits::kCampaignsMax);
  CHECK(versions_of(*fixture.store, "one-more").empty());
}

TEST_CASE("of too many versions the oldest drafts go first, then the oldest published, never what people see") {
  const Fixture fixture;
  Store& store = *fixture.store;
  std::int64_t number = 1;
  for (const bool published : {false, true, false}) {
    number = published ? *store.publish(a_campaign(), {"ada", kNoonMs}, number)
                       : *store.save_draft(a_draft("Draft", number));
  }
  // 1 and 3 are published, 2 and 4 are drafts.
  for (std::size_t i = 4; i < kAll; ++i) number = *store.save_draft(a_draft("Draft", number));
  REQUIRE(versions_of(store).size() == kAll);
  number = *store.save_draft(a_draft("Draft", number));
  REQUIRE(versions_of(store).size() == kAll);
  CHECK(store.version(kSlug, 2).error().code == ErrorCode::NotFound);
  CHECK(store.version(kSlug, 1).ok());

  SQLite::Database file(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
  file.exec("UPDATE campaign_version SET kind = 2 WHERE number > 3");
  number = *store.save_draft(a_draft("Draft", number));
  CHECK(store.version(kSlug, 1).error().code == ErrorCode::NotFound);
  CHECK(store.version(kSlug, 3).ok());
  CHECK(store.version(kSlug, 0)->head.number == number);
}

TEST_CASE("versions are listed by pages, newest first") {
  const Fixture fixture;
  Store& store = *fixture.store;
  for (std::int64_t number = 1; number < 5; ++number) {
    REQUIRE(*store.save_draft(a_draft("Draft", number)) == number + 1);
  }
  const auto first = store.versions(kSlug, {}, 2);
  REQUIRE(first->size() == 2);
  CHECK(first->at(0).number == 5);
  CHECK(first->at(1).number == 4);
  const auto second = store.versions(kSlug, 4, 2);
  REQUIRE(second->size() == 2);
  CHECK(second->at(0).number == 3);
}

}  // namespace
}  // namespace undersigned::store::testing
