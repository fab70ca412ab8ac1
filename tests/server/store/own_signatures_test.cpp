#include <doctest/doctest.h>

#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

// As in the fixture's signatures: the signer's number, the same in every campaign.
CampaignMailbox campaign_mailbox(std::uint8_t signer) {
  return {signer};
}

TEST_CASE("a consent that is withdrawn stands no more, and is kept with its time") {
  const Fixture fixture;
  NewSignature signature = a_signature(1);
  signature.signature.consents = {"calls", "updates"};
  REQUIRE(sign(*fixture.store, signature).ok());
  const auto own = [&] { return fixture.store->signatures_of({{kSlug, campaign_mailbox(1)}})->at(0); };
  REQUIRE(fixture.store->withdraw_consent(own().key, "updates", kNoonMs + kMinuteMs).ok());
  REQUIRE(fixture.store->withdraw_consent(own().key, "updates", kNoonMs + 2 * kMinuteMs).ok());
  REQUIRE(fixture.store->withdraw_consent(own().key, "never-given", kNoonMs).ok());
  CHECK(own().signature.consents == std::vector<std::string>{"calls"});
  REQUIRE(own().withdrawn_consents.size() == 1);
  CHECK(own().withdrawn_consents[0].purpose == "updates");
  CHECK(own().withdrawn_consents[0].time_ms == kNoonMs + kMinuteMs);
  CHECK(fixture.store->withdraw_consent({own().key.cursor, "somebody-else"}, "calls", kNoonMs).error().code ==
        ErrorCode::NotFound);
}

TEST_CASE("everything that is kept of a mailbox's signatures is found, in all campaigns, the newest first") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign("parole-for-elders"), a_campaign("rent")}, {}).ok());
  NewSignature daughter = a_signature(1);
  daughter.dedupe_key.back() = 7;
  daughter.public_id = "the-daughter";
  daughter.signature.name = "Lucía Pérez";
  NewSignature endorsement = a_signature(1, "parole-for-elders");
  endorsement.signature.kind = SignatureKind::Organization;
  endorsement.signature.organization = "Neighbors for Justice";
  endorsement.signature.role = "Chair";
  endorsement.signature.phone = "+12525550123";
  endorsement.source.utm_source = "whatsapp";
  for (const NewSignature& signature : {a_signature(1), daughter, endorsement, a_signature(2)}) {
    REQUIRE(sign(*fixture.store, signature).ok());
  }

  const Result<std::vector<SignatureRecord>> own =
      fixture.store->signatures_of({{kSlug, campaign_mailbox(1)},
                                    {"rent", campaign_mailbox(1)},
                                    {"no-such-campaign", campaign_mailbox(1)},
                                    {"parole-for-elders", campaign_mailbox(1)}});
  REQUIRE(own.ok());
  REQUIRE(own->size() == 3);
  CHECK(own->at(0).campaign == "parole-for-elders");
  CHECK(own->at(0).signature.kind == SignatureKind::Organization);
  CHECK(own->at(0).signature.organization == "Neighbors for Justice");
  CHECK(own->at(0).signature.role == "Chair");
  CHECK(own->at(0).signature.phone == "+12525550123");
  CHECK(own->at(0).source.utm_source == "whatsapp");
  CHECK(own->at(0).source.partner == "tribune");
  CHECK(own->at(1).signature.name == "Lucía Pérez");
  CHECK(own->at(1).key.public_id == "the-daughter");
  const SignatureRecord& first = own->at(2);
  CHECK(first.campaign == kSlug);
  CHECK(first.key.cursor == key_of(*fixture.store, 1).cursor);
  CHECK(first.status == SignatureStatus::Confirmed);
  CHECK(first.signature.email == "ana1@example.org");
  CHECK(first.signature.postcode == "27858");
  CHECK(first.signature.country == "US");
  CHECK(first.signature.comment == "For my brother.");
  CHECK(first.signature.visibility == Visibility::Public);
  CHECK(first.signature.consents == std::vector<std::string>{"updates"});
  CHECK(first.signature.text_version == "0123456789abcdef");
  CHECK(first.locale == "en");
  CHECK(first.time_ms == kNoonMs);
  CHECK_FALSE(first.erased);
}

TEST_CASE("an erased signature is listed as erased, without its details") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 1)).ok());
  const Result<std::vector<SignatureRecord>> own = fixture.store->signatures_of({{kSlug, campaign_mailbox(1)}});
  REQUIRE(own->size() == 1);
  CHECK(own->at(0).erased);
  CHECK(own->at(0).signature.name.empty());
  CHECK(own->at(0).signature.email.empty());
}

TEST_CASE("a thousand campaigns can be asked at once") {
  const Fixture fixture;
  OwnMailboxes mailboxes;
  for (int i = 0; i < 999; ++i) mailboxes.emplace_back("campaign-" + std::to_string(i), campaign_mailbox(1));
  mailboxes.emplace_back(kSlug, campaign_mailbox(1));
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  CHECK(fixture.store->signatures_of(mailboxes)->size() == 1);
}

TEST_CASE("who chooses to be hidden leaves the public list, and may come back") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const SignatureKey key = key_of(*fixture.store, 1);
  const std::int64_t version = fixture.store->data_version().value();
  REQUIRE(fixture.store->set_visibility(key, Visibility::Hidden).ok());
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->empty());
  CHECK(fixture.store->data_version().value() != version);
  REQUIRE(fixture.store->set_visibility(key, Visibility::Initials).ok());
  CHECK(fixture.store->public_signers(kSlug, {}, 10)->at(0).name == "A. P.");
  CHECK(fixture.store->set_visibility({key.cursor, "guessed"}, Visibility::Public).error().code == ErrorCode::NotFound);
  CHECK(counts_are_right(*fixture.store));
}

}  // namespace
}  // namespace undersigned::store::testing
