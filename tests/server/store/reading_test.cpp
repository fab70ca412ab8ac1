#include <doctest/doctest.h>

#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

TEST_CASE("recent signers are those who chose to be shown, newest first, by initials where they chose so") {
  const Fixture fixture;
  NewSignature open = a_signature(1);
  NewSignature by_initials = a_signature(2);
  by_initials.signature.name = "Dontae Sharpe";
  by_initials.signature.visibility = Visibility::Initials;
  NewSignature hidden = a_signature(3);
  hidden.signature.visibility = Visibility::Hidden;
  NewSignature withdrawn = a_signature(4);
  for (const NewSignature& signature : {open, by_initials, hidden, withdrawn}) {
    REQUIRE(sign(*fixture.store, signature).ok());
  }
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 4), SignatureStatus::Withdrawn).ok());

  const Result<std::vector<PublicSigner>> signers = fixture.store->public_signers(kSlug, {}, 10);
  REQUIRE(signers.ok());
  REQUIRE(signers->size() == 2);
  CHECK((*signers)[0].name == "D. S.");
  CHECK((*signers)[1].name == "Ana María Pérez");
  CHECK((*signers)[1].country == "US");
  CHECK((*signers)[1].comment == "For my brother.");
  CHECK((*signers)[1].time_ms == kNoonMs);
  CHECK(fixture.store->public_signers(kSlug, {}, 1)->size() == 1);
  CHECK(fixture.store->public_signers("no-such-campaign", {}, 10)->empty());
}

TEST_CASE("public signers continue after a cursor, also one whose signer has withdrawn since") {
  const Fixture fixture;
  for (std::uint64_t signer = 0; signer < 5; ++signer) REQUIRE(sign(*fixture.store, a_signature(signer)).ok());
  const auto first = fixture.store->public_signers(kSlug, {}, 2);
  REQUIRE(first->size() == 2);
  CHECK((*first)[0].cursor > (*first)[1].cursor);
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 3), SignatureStatus::Withdrawn).ok());
  const auto rest = fixture.store->public_signers(kSlug, first->back().cursor, 10);
  REQUIRE(rest->size() == 3);
  CHECK(rest->front().cursor < first->back().cursor);
  CHECK(fixture.store->public_signers(kSlug, rest->back().cursor, 10)->empty());
}

TEST_CASE("an endorsing organization is shown by its name, and its representative only where that was chosen") {
  const Fixture fixture;
  NewSignature signature = a_signature(1);
  signature.signature.kind = SignatureKind::Organization;
  signature.signature.organization = "Neighbors for Justice";
  signature.signature.visibility = Visibility::Initials;
  REQUIRE(sign(*fixture.store, signature).ok());
  const Result<std::vector<PublicSigner>> signers = fixture.store->public_signers(kSlug, {}, 10);
  REQUIRE(signers->size() == 1);
  CHECK((*signers)[0].organization == "Neighbors for Justice");
  CHECK((*signers)[0].name.empty());
  REQUIRE(fixture.store->set_visibility(key_of(*fixture.store, 1), Visibility::Public).ok());
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->at(0).name == "Ana María Pérez");
  REQUIRE(fixture.store->set_visibility(key_of(*fixture.store, 1), Visibility::Hidden).ok());
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->empty());
}

TEST_CASE("signatures are counted by hour, partner, country and source") {
  const Fixture fixture;
  for (std::uint64_t signer = 0; signer < 6; ++signer) {
    NewSignature signature = a_signature(signer);
    signature.time_ms = kNoonMs + static_cast<std::int64_t>(signer) * 1'800'000;
    if (signer == 5) signature.source.partner = "";
    if (signer >= 2) signature.signature.country = "MX";
    if (signer >= 3) signature.source.utm_source = "whatsapp";
    REQUIRE(sign(*fixture.store, signature).ok());
  }

  const Result<std::vector<HourCount>> hours = fixture.store->confirmed_by_hour(kSlug, kNoonMs / 3'600'000 + 1);
  REQUIRE(hours->size() == 2);
  CHECK((*hours)[0].hour == kNoonMs / 3'600'000 + 1);
  CHECK((*hours)[0].confirmed == 2);
  const Result<std::vector<PartnerCount>> partners = fixture.store->confirmed_by_partner(kSlug);
  REQUIRE(partners->size() == 2);
  CHECK((*partners)[0].partner == "tribune");
  CHECK((*partners)[0].confirmed == 5);
  CHECK((*partners)[1].partner.empty());
  const Result<std::vector<CountryCount>> countries = fixture.store->confirmed_by_country(kSlug);
  REQUIRE(countries->size() == 2);
  CHECK((*countries)[0].country == "MX");
  CHECK((*countries)[0].confirmed == 4);
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 4), SignatureStatus::Withdrawn).ok());
  const Result<std::vector<SourceCount>> sources = fixture.store->confirmed_by_source(kSlug);
  REQUIRE(sources->size() == 2);
  CHECK((*sources)[0].source.empty());
  CHECK((*sources)[0].confirmed == 3);
  CHECK((*sources)[1].source == "whatsapp");
  CHECK((*sources)[1].confirmed == 2);
}

TEST_CASE("the table of signatures goes on from any row, newest first, campaign by campaign") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign("parole-for-elders")}, {}).ok());
  for (std::uint64_t signer = 0; signer < 10; ++signer) {
    REQUIRE(sign(*fixture.store, a_signature(signer)).ok());
    REQUIRE(sign(*fixture.store, a_signature(signer, "parole-for-elders")).ok());
  }
  const Result<std::vector<SignatureRow>> first = fixture.store->signatures(kSlug, {}, 4);
  REQUIRE(first->size() == 4);
  CHECK((*first)[0].public_id == public_id_of(9));
  const Result<std::vector<SignatureRow>> second = fixture.store->signatures(kSlug, first->back().cursor, 100);
  REQUIRE(second->size() == 6);
  CHECK((*second)[0].public_id == public_id_of(5));
  CHECK(second->back().public_id == public_id_of(0));
}

TEST_CASE("counts have every campaign, also one that nobody signed") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign("parole-for-elders")}, {}).ok());
  const Result<std::map<std::string, Counts>> counts = fixture.store->counts();
  REQUIRE(counts->size() == 2);
  CHECK(counts->at("parole-for-elders").confirmed == 0);
}

TEST_CASE("a hidden comment is shown to nobody but its signer and organizers, until it is shown again") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const SignatureKey key = key_of(*fixture.store, 1);
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->at(0).comment == "For my brother.");
  const auto version = fixture.store->data_version();
  REQUIRE(fixture.store->set_comment(key, CommentState::Hidden).ok());
  CHECK(*fixture.store->data_version() != *version);
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->at(0).comment.empty());
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->at(0).name == "Ana María Pérez");
  CHECK(all_rows(*fixture.store).at(0).comment == "For my brother.");
  CHECK(all_rows(*fixture.store).at(0).comment_state == CommentState::Hidden);
  CHECK(fixture.store->signature_records(kSlug, 0, 1)->at(0).comment_state == CommentState::Hidden);
  REQUIRE(fixture.store->set_comment(key, CommentState::Shown).ok());
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->at(0).comment == "For my brother.");
  CHECK(fixture.store->set_comment({key.cursor, "another"}, CommentState::Hidden).error().code == ErrorCode::NotFound);
}

}  // namespace
}  // namespace undersigned::store::testing
