#include <doctest/doctest.h>

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

}  // namespace
}  // namespace undersigned::store::testing
