// What the store's tests share: a store in a folder of its own, and signatures for it.
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

// Ends the test program where opening fails; tests of opening call open_sqlite_store() themselves.
std::unique_ptr<Store> open_store(const std::string& folder, const std::string& vfs = {}, const Report& report = {});

Campaign a_campaign(std::string_view slug = kSlug);

// A signer by number: the same number is the same signer, signing with the same idempotency key.
NewSignature a_signature(std::uint64_t signer, std::string_view campaign = kSlug);
std::string public_id_of(std::uint64_t signer);

// One that asks for confirmation, from a mailbox of its own.
NewSignature a_pending(std::uint64_t signer, std::string_view campaign = kSlug);
MailboxKey mailbox_of(std::uint64_t signer);

// Signs, confirms, asks for the mail again, and waits for the answer.
Result<Signed> sign(Store& store, NewSignature signature);
Result<Signed> confirm(Store& store, Confirmation confirmation);
Result<Signed> send_again(Store& store, std::uint64_t signer, std::int64_t now_ms);

// What /my asks for, for a signer by number; and asks.
MyCodeRequest my_code_request(std::uint64_t signer, std::int64_t now_ms = kNoonMs);
Status ask_my_code(Store& store, std::uint64_t signer, std::int64_t now_ms = kNoonMs);

// The code of a request's issue of that number, typed at kNoonMs where the request was sent from.
Confirmation code_of(const NewSignature& request, std::int64_t number);
Confirmation code_of(std::uint64_t signer, std::int64_t number);
Confirmation wrong_code_of(const NewSignature& request);
Confirmation wrong_code_of(std::uint64_t signer);

// Everything that is due, taken out of the outbox as sent.
std::vector<WaitingMail> take_mails(Store& store, std::int64_t now_ms = kNoonMs);

Counts counts_of(Store& store, std::string_view campaign = kSlug);
std::vector<SignatureRow> all_rows(Store& store, std::string_view campaign = kSlug);
SignatureKey key_of(Store& store, std::uint64_t signer);

// Whether a recount finds nothing to repair.
bool counts_are_right(Store& store);

// A folder with a store in it that knows one campaign.
struct Fixture {
  Fixture();

  void reopen();

  undersigned::testing::TemporaryFolder temporary;
  std::string folder = temporary.file("data");
  std::unique_ptr<Store> store;
};

}  // namespace undersigned::store::testing
