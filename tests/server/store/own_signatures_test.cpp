#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "shared/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr Error kWrongCode{ErrorCode::WrongCode, Field::Code};
constexpr std::int64_t kMinuteMs = 60'000;

// As the fixture's signatures have them: the signer's number, in every campaign the same.
CampaignMailbox campaign_mailbox(std::uint8_t signer) {
  return {signer};
}

CodeCheck issue_is(const CodeIssue& expected) {
  return [expected](const CodeIssue& issue) {
    return issue.subject == expected.subject && issue.number == expected.number;
  };
}

bool never(const CodeIssue& /*issue*/) {
  return false;
}

// Queues a code for signer 1 and gives the issue its mail names.
CodeIssue queue_code(Store& store, std::int64_t now_ms = kNoonMs) {
  REQUIRE(store.queue_my_code({{kSlug, campaign_mailbox(1)}}, mailbox_of(1), "ar", now_ms).ok());
  const std::vector<WaitingMail> mails = take_mails(store, now_ms);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::MyCode);
  CHECK(mails[0].locale == "ar");
  return mails[0].issue;
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

TEST_CASE("the code that opens the list runs out, and opens no other mailbox's") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue issue = queue_code(*fixture.store);
  CHECK(issue.subject.size() == 32);
  const std::int64_t end = kNoonMs + limits::kMailCodeMs;
  CHECK(fixture.store->take_my_code(mailbox_of(1), issue_is(issue), end).error() == kWrongCode);
  CHECK(fixture.store->take_my_code(mailbox_of(2), issue_is(issue), kNoonMs).error() == kWrongCode);
}

TEST_CASE("the right code opens the list, and not a second time") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue issue = queue_code(*fixture.store);
  const std::int64_t last = kNoonMs + limits::kMailCodeMs - 1;
  CHECK(fixture.store->take_my_code(mailbox_of(1), never, last).error() == kWrongCode);
  CHECK(fixture.store->take_my_code(mailbox_of(1), issue_is(issue), last).ok());
  CHECK(fixture.store->take_my_code(mailbox_of(1), issue_is(issue), last).error() == kWrongCode);
}

TEST_CASE("after five wrong codes the list's code opens nothing any more") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue issue = queue_code(*fixture.store);
  for (int i = 0; i < limits::kMailCodeAttemptsMax; ++i) {
    CHECK(fixture.store->take_my_code(mailbox_of(1), never, kNoonMs).error() == kWrongCode);
  }
  CHECK(fixture.store->take_my_code(mailbox_of(1), issue_is(issue), kNoonMs).error() == kWrongCode);
}

TEST_CASE("of many who bring the right code at once, one gets in") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue issue = queue_code(*fixture.store);
  std::atomic<int> opened = 0;
  std::vector<std::thread> threads(16);
  for (std::thread& thread : threads) {
    thread = std::thread([&] {
      if (fixture.store->take_my_code(mailbox_of(1), issue_is(issue), kNoonMs).ok()) ++opened;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(opened == 1);
}

TEST_CASE("no number of a code comes again, also when the earlier ones are forgotten") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const CodeIssue first = queue_code(*fixture.store);
  const CodeIssue second = queue_code(*fixture.store, kNoonMs + kMinuteMs);
  CHECK(second.number > first.number);
  CHECK(fixture.store->take_my_code(mailbox_of(1), issue_is(first), kNoonMs + kMinuteMs).error() == kWrongCode);
  const std::int64_t later = kNoonMs + kMinuteMs + limits::kMailCodeMs;
  REQUIRE(fixture.store->sweep_mail(later).ok());
  CHECK(queue_code(*fixture.store, later).number > second.number);
}

TEST_CASE(
    "a code is queued once a minute, for mailboxes that signed, to the newest signature whose details are there") {
  const Fixture fixture;
  REQUIRE(fixture.store->import_campaigns({a_campaign("rent")}, {}).ok());
  const OwnMailboxes mailboxes{{"rent", campaign_mailbox(1)}, {kSlug, campaign_mailbox(1)}};
  REQUIRE(fixture.store->queue_my_code(mailboxes, mailbox_of(1), "en", kNoonMs).ok());
  CHECK(take_mails(*fixture.store).empty());
  CHECK(fixture.store
            ->take_my_code(
                mailbox_of(1), [](const CodeIssue&) { return true; }, kNoonMs)
            .error() == kWrongCode);

  NewSignature moved = a_signature(1);
  moved.signature.email = "Ana1@example.org";
  moved.public_id = public_id_of(2);
  REQUIRE(sign(*fixture.store, a_signature(1, "rent")).ok());
  REQUIRE(sign(*fixture.store, moved).ok());
  REQUIRE(fixture.store->queue_my_code(mailboxes, mailbox_of(1), "en", kNoonMs).ok());
  REQUIRE(fixture.store->queue_my_code(mailboxes, mailbox_of(1), "en", kNoonMs + kMinuteMs - 1).ok());
  std::vector<WaitingMail> mails = take_mails(*fixture.store, kNoonMs + kMinuteMs);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].email == "Ana1@example.org");

  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 2)).ok());
  REQUIRE(fixture.store->queue_my_code(mailboxes, mailbox_of(1), "en", kNoonMs + kMinuteMs).ok());
  mails = take_mails(*fixture.store, kNoonMs + kMinuteMs);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].email == "ana1@example.org");
}

TEST_CASE("a code's mail that comes too late is not sent") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(fixture.store->queue_my_code({{kSlug, campaign_mailbox(1)}}, mailbox_of(1), "en", kNoonMs).ok());
  CHECK(fixture.store->waiting_mails(kNoonMs + limits::kMailCodeMs - 1, 10)->size() == 1);
  CHECK(fixture.store->waiting_mails(kNoonMs + limits::kMailCodeMs, 10)->empty());
}

TEST_CASE("who chooses to be hidden leaves the public list, and may come back") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const SignatureKey key = key_of(*fixture.store, 1);
  const std::int64_t version = fixture.store->data_version().value();
  REQUIRE(fixture.store->set_visibility(key, Visibility::Hidden).ok());
  CHECK(fixture.store->recent_signers(kSlug, 10)->empty());
  CHECK(fixture.store->data_version().value() != version);
  REQUIRE(fixture.store->set_visibility(key, Visibility::Initials).ok());
  CHECK(fixture.store->recent_signers(kSlug, 10)->at(0).name == "A. P.");
  CHECK(fixture.store->set_visibility({key.cursor, "guessed"}, Visibility::Public).error().code == ErrorCode::NotFound);
  CHECK(counts_are_right(*fixture.store));
}

}  // namespace
}  // namespace undersigned::store::testing
