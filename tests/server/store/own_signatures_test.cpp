#include <SQLiteCpp/SQLiteCpp.h>
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
  const auto own = [&] { return own_of(*fixture.store, 1).at(0); };
  REQUIRE(fixture.store->withdraw_consent(own().key, "updates", kNoonMs + kMinuteMs).ok());
  REQUIRE(fixture.store->withdraw_consent(own().key, "updates", kNoonMs + 2 * kMinuteMs).ok());
  CHECK(fixture.store->withdraw_consent(own().key, "never-given", kNoonMs).error().code == ErrorCode::NotFound);
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

  const std::vector<SignatureRecord> own = own_of(*fixture.store, 1,
                                                  {{kSlug, campaign_mailbox(1)},
                                                   {"rent", campaign_mailbox(1)},
                                                   {"no-such-campaign", campaign_mailbox(1)},
                                                   {"parole-for-elders", campaign_mailbox(1)}});
  REQUIRE(own.size() == 3);
  CHECK(own.at(0).campaign == "parole-for-elders");
  CHECK(own.at(0).signature.kind == SignatureKind::Organization);
  CHECK(own.at(0).signature.organization == "Neighbors for Justice");
  CHECK(own.at(0).signature.role == "Chair");
  CHECK(own.at(0).signature.phone == "+12525550123");
  CHECK(own.at(0).source.utm_source == "whatsapp");
  CHECK(own.at(0).source.partner == "tribune");
  CHECK(own.at(1).signature.name == "Lucía Pérez");
  CHECK(own.at(1).key.public_id == "the-daughter");
  const SignatureRecord& first = own.at(2);
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
  const std::vector<SignatureRecord> own = own_of(*fixture.store, 1);
  REQUIRE(own.size() == 1);
  CHECK(own.at(0).erased);
  CHECK(own.at(0).signature.name.empty());
  CHECK(own.at(0).signature.email.empty());
}

TEST_CASE("an erased signature belongs to the address it was given with, and to no other of its mailbox's key") {
  const Fixture fixture;
  NewSignature tagged = a_signature(1);
  tagged.signature.email = "Ana1+eva@example.org";
  REQUIRE(sign(*fixture.store, tagged).ok());
  const SignatureKey key = key_of(*fixture.store, 1);
  SUBCASE("by the signer or an organizer") {
    REQUIRE(fixture.store->erase_personal_data(key).ok());
  }
  SUBCASE("by the retention clock") {
    const std::int64_t later_ms = kNoonMs + 3LL * 366 * 24 * 60 * kMinuteMs;
    REQUIRE(fixture.store->erase_expired(0, later_ms).ok());
  }
  CHECK(own_of(*fixture.store, 1).empty());
  OwnSelection own = own_selection(1);
  own.email = "ana1+Eva@example.org";
  CHECK(fixture.store->signatures_of(own)->signatures.at(0).erased);
  CHECK(fixture.store->signature_with_mailbox(key.cursor)->erased_owner == owner_of(key.public_id, own.email));
  CHECK(fixture.store->erase_personal_data(key).ok());
  CHECK(fixture.store->signatures_of(own)->signatures.size() == 1);
}

TEST_CASE("what was erased before owners were kept belongs to nobody") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  SQLite::Database(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000).exec("DELETE FROM person");
  CHECK(own_of(*fixture.store, 1).empty());
  CHECK_FALSE(fixture.store->signature_with_mailbox(key_of(*fixture.store, 1).cursor)->erased_owner);
}

TEST_CASE("a thousand campaigns can be asked at once") {
  const Fixture fixture;
  OwnMailboxes mailboxes;
  for (int i = 0; i < 999; ++i) mailboxes.emplace_back("campaign-" + std::to_string(i), campaign_mailbox(1));
  mailboxes.emplace_back(kSlug, campaign_mailbox(1));
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  CHECK(own_of(*fixture.store, 1, mailboxes).size() == 1);
}

// A request in this signer's mailbox under another name.
NewSignature made_up(std::uint64_t signer, int name, std::string_view campaign = kSlug) {
  NewSignature signature = a_pending(signer, campaign);
  signature.dedupe_key[kMailboxBytes] = static_cast<std::uint8_t>(1 + name % 250);
  signature.dedupe_key[kMailboxBytes + 1] = static_cast<std::uint8_t>(1 + name / 250);
  signature.mailbox.back() = static_cast<std::uint8_t>(1 + name / 10);
  signature.idempotency_key = "made-up-" + std::string(campaign) + std::to_string(name);
  signature.public_id = "id-" + signature.idempotency_key;
  return signature;
}

void sign_made_up(Store& store, std::uint64_t signer, int names, SignatureStatus status,
                  std::string_view campaign = kSlug) {
  for (int name = 0; name < names; ++name) {
    NewSignature signature = made_up(signer, name, campaign);
    signature.status = status;
    store.sign(std::move(signature), [](const Result<Signed>& /*result*/) {});
  }
  CHECK(store.probe().ok());  // after all of them
}

TEST_CASE("six hundred requests of strangers hide no confirmed signature, and are counted") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign(), a_campaign("rent")}, {}).ok());
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  sign_made_up(*fixture.store, 1, 300, SignatureStatus::Pending);
  sign_made_up(*fixture.store, 1, 300, SignatureStatus::Pending, "rent");
  OwnSelection own = own_selection(1, {{kSlug, campaign_mailbox(1)}, {"rent", campaign_mailbox(1)}});
  own.signatures_max = own.requests_max = 20;
  const Result<OwnSignatures> found = fixture.store->signatures_of(own);
  REQUIRE(found.ok());
  REQUIRE(found->signatures.size() == 1);
  CHECK(found->signatures[0].key.public_id == public_id_of(1));
  CHECK(found->more_signatures == 0);
  REQUIRE(found->requests.size() == 20);
  CHECK(found->requests[0].campaign == "rent");
  CHECK(found->more_requests == 580);
}

TEST_CASE("what the mailbox has confirmed comes before signatures of strangers that count at once") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign(), a_campaign("rent")}, {}).ok());
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  sign_made_up(*fixture.store, 1, 600, SignatureStatus::Confirmed, "rent");
  OwnSelection own = own_selection(1, {{kSlug, campaign_mailbox(1)}, {"rent", campaign_mailbox(1)}});
  own.signatures_max = 50;
  std::size_t listed = 0;
  for (own.skipped = 0; own.skipped < 601; own.skipped += own.signatures_max) {
    const Result<OwnSignatures> page = fixture.store->signatures_of(own);
    REQUIRE(page.ok());
    if (own.skipped == 0) CHECK(page->signatures.at(0).key.public_id == public_id_of(1));
    listed += page->signatures.size();
    CHECK(page->more_signatures == 601 - listed);
  }
  CHECK(listed == 601);
}

TEST_CASE("all requests of a mailbox can be deleted, and nothing else is") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  REQUIRE(sign(*fixture.store, a_pending(2)).ok());
  NewSignature of_tag = made_up(1, 700);
  of_tag.signature.email = "ana1+eva@example.org";
  REQUIRE(sign(*fixture.store, of_tag).ok());
  sign_made_up(*fixture.store, 1, 450, SignatureStatus::Pending);
  REQUIRE(fixture.store->erase_requests(own_selection(1)).ok());
  const std::vector<SignatureRecord> left = own_of(*fixture.store, 1);
  REQUIRE(left.size() == 1);
  CHECK(left[0].status == SignatureStatus::Confirmed);
  CHECK(counts_of(*fixture.store).pending == 2);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("a void request is neither listed nor found") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  const SignatureKey key = key_of(*fixture.store, 1);
  REQUIRE(fixture.store->signature_with_mailbox(key.cursor).ok());
  // As a confirmation leaves it, until the writer's next transaction.
  SQLite::Database(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000)
      .exec("INSERT INTO settled_signer SELECT dedupe_key, campaign_id, id FROM signature");
  CHECK(own_of(*fixture.store, 1).empty());
  CHECK(fixture.store->signature_with_mailbox(key.cursor).error().code == ErrorCode::NotFound);
}

TEST_CASE("a signature is found by its number, with the mailbox it was given with") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const SignatureKey key = key_of(*fixture.store, 1);
  const Result<MailboxSignature> found = fixture.store->signature_with_mailbox(key.cursor);
  REQUIRE(found.ok());
  CHECK(found->record.key.public_id == key.public_id);
  CHECK(found->record.campaign == kSlug);
  CHECK(found->mailbox == campaign_mailbox(1));
  CHECK(fixture.store->signature_with_mailbox(key.cursor + 1).error().code == ErrorCode::NotFound);
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
