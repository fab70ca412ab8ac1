#include "tests/server/store/fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iterator>

#include "shared/text/email.h"

namespace undersigned::store::testing {

ErasedOwner owner_of(std::string_view public_id, std::string_view email) {
  const std::size_t hash = std::hash<std::string>()(std::string(public_id) + delivery_mailbox(email));
  ErasedOwner owner{};
  std::memcpy(owner.data(), &hash, sizeof(hash));
  return owner;
}

std::unique_ptr<Store> open_store(const std::string& folder, const std::string& vfs, const Report& report) {
  SqliteOptions options;
  options.folder = folder;
  options.vfs = vfs;
  options.report = report;
  options.erased_owner = owner_of;
  Result<std::unique_ptr<Store>> store = open_sqlite_store(options, Create::Yes);
  REQUIRE(store.ok());
  return std::move(store).value();
}

Campaign a_campaign(std::string_view slug) {
  Campaign campaign;
  campaign.slug = slug;
  campaign.title = "Free Dontae Sharpe";
  campaign.summary = "Twenty-five years for what he did not do.";
  campaign.consents = {{"updates", "Write to me about this campaign.", FieldUse::Optional}};
  return campaign;
}

std::string public_id_of(std::uint64_t signer) {
  return "public-id-" + std::to_string(signer);
}

NewSignature a_signature(std::uint64_t signer, std::string_view campaign) {
  NewSignature signature;
  signature.campaign = campaign;
  signature.public_id = public_id_of(signer);
  std::memcpy(signature.dedupe_key.data(), &signer, sizeof(signer));
  signature.idempotency_key = "idempotency-key-" + std::to_string(signer);
  signature.signature.name = "Ana María Pérez";
  signature.signature.email = "ana" + std::to_string(signer) + "@example.org";
  signature.signature.postcode = "27858";
  signature.signature.country = "US";
  signature.signature.comment = "For my brother.";
  signature.signature.visibility = Visibility::Public;
  signature.signature.consents = {"updates"};
  signature.signature.text_version = "0123456789abcdef";
  signature.source.partner = "tribune";
  signature.locale = "en";
  signature.time_ms = kNoonMs;
  return signature;
}

NewSignature a_pending(std::uint64_t signer, std::string_view campaign) {
  NewSignature signature = a_signature(signer, campaign);
  signature.status = SignatureStatus::Pending;
  signature.mailbox = mailbox_of(signer);
  return signature;
}

MailboxKey mailbox_of(std::uint64_t signer) {
  MailboxKey mailbox{};
  std::memcpy(mailbox.data(), &signer, sizeof(signer));
  return mailbox;
}

namespace {

Result<Signed> answer_of(const std::function<void(SignCallback)>& ask) {
  std::promise<Result<Signed>> answered;
  std::future<Result<Signed>> answer = answered.get_future();
  ask([&](const Result<Signed>& result) { answered.set_value(result); });
  return answer.get();
}

}  // namespace

Result<Signed> sign(Store& store, NewSignature signature) {
  return answer_of([&](SignCallback done) { store.sign(std::move(signature), std::move(done)); });
}

Result<Signed> confirm(Store& store, Confirmation confirmation) {
  return answer_of([&](SignCallback done) { store.confirm(std::move(confirmation), std::move(done)); });
}

Result<Signed> send_again(Store& store, std::uint64_t signer, std::int64_t now_ms) {
  return answer_of([&](SignCallback done) {
    const NewSignature request = a_pending(signer);
    store.send_again({request.campaign, request.dedupe_key, request.idempotency_key, request.mailbox, now_ms},
                     std::move(done));
  });
}

MyCodeRequest my_code_request(std::uint64_t signer, std::int64_t now_ms) {
  MyCodeRequest request;
  request.mailboxes = {{kSlug, {static_cast<std::uint8_t>(signer)}}};
  request.mailbox = mailbox_of(signer);
  request.email = a_signature(signer).signature.email;
  request.ticket = "ticket-of-" + std::to_string(signer);
  request.locale = "en";
  request.now_ms = now_ms;
  return request;
}

Status ask_my_code(Store& store, std::uint64_t signer, std::int64_t now_ms) {
  return store.queue_my_code(my_code_request(signer, now_ms));
}

Confirmation code_of(const NewSignature& request, std::int64_t number) {
  Confirmation confirmation;
  confirmation.campaign = request.campaign;
  confirmation.dedupe_key = request.dedupe_key;
  confirmation.idempotency_key = request.idempotency_key;
  confirmation.mailbox = request.mailbox;
  confirmation.is_right = [subject = request.public_id, number](const CodeIssue& issue) {
    return issue.subject == subject && issue.number == number;
  };
  confirmation.now_ms = kNoonMs;
  return confirmation;
}

Confirmation code_of(std::uint64_t signer, std::int64_t number) {
  return code_of(a_pending(signer), number);
}

Confirmation wrong_code_of(const NewSignature& request) {
  Confirmation confirmation = code_of(request, 0);
  confirmation.is_right = [](const CodeIssue& /*issue*/) { return false; };
  return confirmation;
}

Confirmation wrong_code_of(std::uint64_t signer) {
  return wrong_code_of(a_pending(signer));
}

std::vector<WaitingMail> take_mails(Store& store, std::int64_t now_ms) {
  std::vector<WaitingMail> taken;
  for (;;) {
    const Result<std::vector<WaitingMail>> mails = store.waiting_mails(now_ms, 100);
    REQUIRE(mails.ok());
    if (mails->empty()) return taken;
    std::vector<MailReport> reports;
    for (const WaitingMail& mail : *mails) reports.push_back({mail.id, MailOutcome::Sent, 0, now_ms});
    REQUIRE(store.report_mails(reports).ok());
    std::copy_if(mails->begin(), mails->end(), std::back_inserter(taken),
                 [](const WaitingMail& mail) { return mail.kind != MailKind::Placeholder; });
  }
}

Counts counts_of(Store& store, std::string_view campaign) {
  const Result<std::map<std::string, Counts>> counts = store.counts();
  REQUIRE(counts.ok());
  const auto found = counts->find(std::string(campaign));
  REQUIRE(found != counts->end());
  return found->second;
}

std::vector<SignatureRow> all_rows(Store& store, std::string_view campaign) {
  std::vector<SignatureRow> rows;
  for (;;) {
    const std::optional<std::int64_t> before = rows.empty() ? std::nullopt : std::optional(rows.back().cursor);
    const Result<std::vector<SignatureRow>> page = store.signatures(campaign, before, 1'000);
    REQUIRE(page.ok());
    if (page->empty()) return rows;
    rows.insert(rows.end(), page->begin(), page->end());
  }
}

SignatureKey key_of(Store& store, std::uint64_t signer) {
  for (const SignatureRow& row : all_rows(store)) {
    if (row.public_id == public_id_of(signer)) return {row.cursor, row.public_id};
  }
  FAIL("no such signature");
  return {};
}

Confirmation link_of(Store& store, const NewSignature& request, std::int64_t number) {
  Confirmation confirmation;
  confirmation.campaign = request.campaign;
  confirmation.is_right = code_of(request, number).is_right;
  confirmation.now_ms = kNoonMs;
  for (const SignatureRow& row : all_rows(store)) {
    if (row.public_id == request.public_id) confirmation.cursor = row.cursor;
  }
  REQUIRE(confirmation.cursor != 0);
  return confirmation;
}

Confirmation link_of(Store& store, std::uint64_t signer, std::int64_t number) {
  return link_of(store, a_pending(signer), number);
}

NewSignature another(std::uint64_t signer, int number) {
  NewSignature request = a_pending(signer);
  request.public_id += "-" + std::to_string(number);
  request.idempotency_key += "-" + std::to_string(number);
  request.signature.comment = "Comment " + std::to_string(number);
  return request;
}

OwnSelection own_selection(std::uint64_t signer, const OwnMailboxes& mailboxes) {
  CampaignMailbox mailbox{};
  std::memcpy(mailbox.data(), &signer, sizeof(signer));
  OwnSelection own{mailboxes, a_signature(signer).signature.email, 0, 1'000, 1'000};
  if (mailboxes.empty()) own.mailboxes = {{kSlug, mailbox}};
  return own;
}

std::vector<SignatureRecord> own_of(Store& store, std::uint64_t signer, const OwnMailboxes& mailboxes) {
  const Result<OwnSignatures> own = store.signatures_of(own_selection(signer, mailboxes));
  REQUIRE(own.ok());
  std::vector<SignatureRecord> all = own->signatures;
  all.insert(all.end(), own->requests.begin(), own->requests.end());
  return all;
}

bool counts_are_right(Store& store) {
  const Result<std::vector<RecountDifference>> differences = store.recount();
  return differences.ok() && differences->empty();
}

Fixture::Fixture() {
  reopen();
  REQUIRE(store->import_campaigns({a_campaign()}, {}).ok());
}

void Fixture::reopen() {
  store.reset();
  store = open_store(folder);
}

}  // namespace undersigned::store::testing
