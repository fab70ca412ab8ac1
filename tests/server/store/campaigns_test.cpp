#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <filesystem>

#include "shared/campaign/text_version.h"
#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

TEST_CASE("an imported campaign comes back as it was, with the version of its text") {
  const Fixture fixture;
  const Result<std::vector<StoredCampaign>> campaigns = fixture.store->campaigns();
  REQUIRE(campaigns.ok());
  REQUIRE(campaigns->size() == 1);
  CHECK((*campaigns)[0].campaign.slug == kSlug);
  CHECK((*campaigns)[0].campaign.consents.at(0).id == "updates");
  CHECK((*campaigns)[0].text_version == text_version(a_campaign()));
}

TEST_CASE("importing again replaces a campaign by its slug and leaves its signatures alone") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  Campaign changed = a_campaign();
  changed.title = "Pardon Dontae Sharpe";
  REQUIRE(fixture.store->import_campaigns({changed, a_campaign("parole-for-elders")}, {}).ok());

  const Result<std::vector<StoredCampaign>> campaigns = fixture.store->campaigns();
  REQUIRE(campaigns->size() == 2);
  CHECK((*campaigns)[0].campaign.title == "Pardon Dontae Sharpe");
  CHECK((*campaigns)[0].text_version == text_version(changed));
  CHECK(counts_of(*fixture.store).confirmed == 1);
  CHECK(all_rows(*fixture.store).size() == 1);
  CHECK(sign(*fixture.store, a_signature(1))->outcome == SignOutcome::AlreadyThere);
}

TEST_CASE("partners are kept with their origins, in the order of import") {
  const Fixture fixture;
  const Partner tribune{"tribune", "The Tribune", {"https://tribune.example", "https://www.tribune.example"}};
  const Partner radio{"radio", "Radio", {"https://radio.example"}};
  REQUIRE(fixture.store->import_campaigns({}, {tribune, radio}).ok());
  REQUIRE(fixture.store->import_campaigns({}, {{"tribune", "The Daily Tribune", {}}}).ok());
  const Result<std::vector<Partner>> partners = fixture.store->partners();
  REQUIRE(partners->size() == 2);
  CHECK((*partners)[0].name == "The Daily Tribune");
  CHECK((*partners)[0].origins.empty());
  CHECK((*partners)[1].origins == radio.origins);
}

TEST_CASE("pictures are kept with their campaigns, in a backup, too, until no version has them any more") {
  const Fixture fixture;
  Campaign campaign = a_campaign();
  campaign.picture = {"home.png", "A house", "0123456789abcdef", 1600, 900};
  const std::string bytes("RIFF\x12\0\0\0WEBPVP8 \0\0\0\0\0\0\0\0\0\1", 26);
  REQUIRE(fixture.store->import_campaigns({campaign}, {}, {{"0123456789abcdef-480.webp", bytes}}).ok());
  CHECK(*fixture.store->picture("0123456789abcdef-480.webp") == bytes);
  CHECK(fixture.store->picture("0123456789abcdef-960.webp").error().code == ErrorCode::NotFound);
  REQUIRE(fixture.store->import_campaigns({}, {}).ok());
  CHECK(fixture.store->picture("0123456789abcdef-480.webp").ok());

  const std::string copied = fixture.temporary.file("copied");
  std::filesystem::create_directory(copied);
  std::filesystem::permissions(copied, std::filesystem::perms(0700));
  REQUIRE(fixture.store->backup(copied + "/undersigned.db").ok());
  CHECK(*open_store(copied)->picture("0123456789abcdef-480.webp") == bytes);

  REQUIRE(fixture.store->import_campaigns({a_campaign()}, {}).ok());
  CHECK(fixture.store->picture("0123456789abcdef-480.webp").ok());  // an earlier version has it
  SQLite::Database file(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
  file.exec("DELETE FROM campaign_version WHERE picture <> ''");
  REQUIRE(fixture.store->import_campaigns({}, {}).ok());
  CHECK(fixture.store->picture("0123456789abcdef-480.webp").error().code == ErrorCode::NotFound);
}

TEST_CASE("an import beyond the limit is refused as a whole") {
  const Fixture fixture;
  std::vector<Campaign> many;
  for (std::size_t i = 0; i < limits::kCampaignsMax; ++i) many.push_back(a_campaign("campaign-" + std::to_string(i)));
  CHECK(fixture.store->import_campaigns(many, {}).error().code == ErrorCode::TooMany);
  CHECK(fixture.store->campaigns()->size() == 1);
}

TEST_CASE("the data version changes when somebody imports, also from another process, and not by signing") {
  const Fixture fixture;
  const std::int64_t before = fixture.store->data_version().value();
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  CHECK(fixture.store->data_version().value() == before);

  const std::unique_ptr<Store> other = open_store(fixture.folder);
  REQUIRE(other->import_campaigns({a_campaign("parole-for-elders")}, {}).ok());
  const std::int64_t after_import = fixture.store->data_version().value();
  CHECK(after_import != before);

  REQUIRE(other->set_status(key_of(*other, 1), SignatureStatus::Withdrawn).ok());
  CHECK(fixture.store->data_version().value() != after_import);
  CHECK(counts_of(*fixture.store).withdrawn == 1);
}

TEST_CASE("a damaged campaign or partner is left out and named, and the others are there") {
  undersigned::testing::TemporaryFolder temporary;
  const std::string folder = temporary.file("data");
  std::vector<std::string> lines;
  const std::unique_ptr<Store> store = open_store(folder, {}, [&](std::string_view line) { lines.emplace_back(line); });
  Partner partner;
  partner.id = "ally";
  partner.name = "Ally";
  Partner damaged = partner;
  damaged.id = "friend";
  REQUIRE(store->import_campaigns({a_campaign(), a_campaign("second")}, {partner, damaged}).ok());
  SQLite::Database file(folder + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
  SUBCASE("no JSON") {
    file.exec("UPDATE campaign SET document = '{\"slug\":' WHERE slug = 'second'");
  }
  SUBCASE("bytes that are no text") {
    file.exec("UPDATE campaign SET document = CAST(x'00ff01' AS TEXT) WHERE slug = 'second'");
  }
  SUBCASE("another's") {
    file.exec("UPDATE campaign SET document = (SELECT document FROM campaign LIMIT 1) WHERE slug = 'second'");
  }
  file.exec("UPDATE partner SET document = '[]' WHERE slug = 'friend'");
  const auto campaigns = store->campaigns();
  REQUIRE(campaigns.ok());
  REQUIRE(campaigns->size() == 1);
  CHECK(campaigns->front().campaign.slug == kSlug);
  REQUIRE(store->partners()->size() == 1);
  CHECK(store->partners()->front().id == "ally");
  CHECK(lines.at(0).find("campaign second is damaged") != std::string::npos);
  CHECK(lines.at(1).find("partner friend is damaged") != std::string::npos);

  // Its signatures are kept, and their retention period continues.
  REQUIRE(sign(*store, a_signature(1)).ok());
  REQUIRE(sign(*store, a_signature(2, "second")).ok());
  const auto step = store->erase_expired(0, kNoonMs + 3LL * 366 * 24 * 60 * 60 * 1000);
  REQUIRE(step.ok());
  CHECK(step->campaigns.at(kSlug).personal_records == 1);
  CHECK(step->campaigns.count("second") == 0);
  REQUIRE(store->import_campaigns({a_campaign("second")}, {damaged}).ok());
  CHECK(store->campaigns()->size() == 2);
}

}  // namespace
}  // namespace undersigned::store::testing
