// Shared by the store's tests: a store in its own folder, and signatures for it.
#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite/open.h"
#include "server/store/store.h"
#include "tests/server/temporary_folder.h"

namespace undersigned::store::testing {

inline constexpr char kSlug[] = "free-dontae-sharpe";
inline constexpr std::int64_t kNoonMs = 1'700'049'600'000;  // 2023-11-15 12:00 UTC

// As signing::DedupeKeys::erased_owner(), without a secret.
ErasedOwner owner_of(std::string_view public_id, std::string_view email);

// Ends the test program if opening fails. Tests of opening call open_sqlite_store() themselves.
std::unique_ptr<Store> open_store(const std::string& folder, const std::string& vfs = {}, const Report& report = {});

Campaign a_campaign(std::string_view slug = kSlug);

// A signature of a signer by number: the same number is the same person with the same idempotency key.
NewSignature a_signature(std::uint64_t signer, std::string_view campaign = kSlug);
std::string public_id_of(std::uint64_t signer);

// A signature that needs confirmation, with its own mailbox.
NewSignature a_pending(std::uint64_t signer, std::string_view campaign = kSlug);
MailboxKey mailbox_of(std::uint64_t signer);

// Sign, confirm and ask for the mail again, and wait for the answer.
Result<Signed> sign(Store& store, NewSignature signature);
Result<Signed> confirm(Store& store, Confirmation confirmation);
Result<Signed> send_again(Store& store, std::uint64_t signer, std::int64_t now_ms);

// The request of /my for the signer of that number, and the call.
MyCodeRequest my_code_request(std::uint64_t signer, std::int64_t now_ms = kNoonMs);
Status ask_my_code(Store& store, std::uint64_t signer, std::int64_t now_ms = kNoonMs);

// The code of that issue of a request, typed at kNoonMs in the browser that sent the request.
Confirmation code_of(const NewSignature& request, std::int64_t number);
Confirmation code_of(std::uint64_t signer, std::int64_t number);
Confirmation wrong_code_of(const NewSignature& request);
Confirmation wrong_code_of(std::uint64_t signer);

// By the link of that issue of the request, opened at kNoonMs.
Confirmation link_of(Store& store, const NewSignature& request, std::int64_t number);
Confirmation link_of(Store& store, std::uint64_t signer, std::int64_t number);

// A request of the same person from another browser: `number` distinguishes the requests.
NewSignature another(std::uint64_t signer, int number);

// Takes all due mails out of the outbox as sent. Placeholders, too, but returns none.
std::vector<WaitingMail> take_mails(Store& store, std::int64_t now_ms = kNoonMs);

Counts counts_of(Store& store, std::string_view campaign = kSlug);
std::vector<SignatureRow> all_rows(Store& store, std::string_view campaign = kSlug);
SignatureKey key_of(Store& store, std::uint64_t signer);

// What /my shows the mailbox of that signer, here or in these campaigns: signatures, then requests.
std::vector<SignatureRecord> own_of(Store& store, std::uint64_t signer, const OwnMailboxes& mailboxes = {});
OwnSelection own_selection(std::uint64_t signer, const OwnMailboxes& mailboxes = {});

// Whether a recount finds nothing to correct.
bool counts_are_right(Store& store);

// A folder with a store that has one campaign.
struct Fixture {
  Fixture();

  void reopen();

  undersigned::testing::TemporaryFolder temporary;
  std::string folder = temporary.file("data");
  std::unique_ptr<Store> store;
};

}  // namespace undersigned::store::testing
