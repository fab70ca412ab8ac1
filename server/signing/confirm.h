// The second half of a signature whose mailbox has to confirm: by a typed code, by the link in the mail, or by asking
// for the mail again. Every failure looks the same, so that nobody learns who has signed.
//
// Safe to call from any thread. Each `done` is called once: perhaps before the call returns, usually later on the
// writer's thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/campaigns/catalog.h"
#include "server/signing/services.h"
#include "server/store/signing_store.h"
#include "shared/result.h"

namespace undersigned::signing {

// The signer as typed, and the ticket that the request was sent with.
struct SignerForm {
  std::string name;
  std::string organization;
  std::string email;
  std::string idempotency_key;
};

// The keys by which the store finds a request. Holds nothing that was typed.
struct RequestName {
  store::DedupeKey dedupe_key{};
  store::MailboxKey mailbox{};
  std::string idempotency_key;
};

// Nothing if no signature of the campaign can have these values.
std::optional<RequestName> request_name(const Services& services, const campaigns::Entry& entry,
                                        const SignerForm& form);

// Why a code was not checked; no `errors`: it was.
struct CodeRefusal {
  std::vector<Error> errors{};
  std::int64_t retry_after_s = 0;  // with TooManyRequests on Field::Code: this network has tried too many codes
};

// Returns errors if the typed code is malformed; then `done` is never called. Otherwise WrongCode on Field::Code goes
// to `done` (store.h). `address` is the client's.
CodeRefusal confirm_by_code(const Services& services, const campaigns::EntryPointer& entry,
                            const std::optional<RequestName>& request, std::string_view typed_code,
                            const std::string& address, store::SignCallback done);

// What a mail's link would confirm, for people to read first: Store::request_behind_link(). Waits for the store.
Result<store::SignatureRecord> request_behind_link(const Services& services, const campaigns::EntryPointer& entry,
                                                   std::string_view token);

// Confirms by the token of a mail's link. WrongCode also if the text is not a token.
void confirm_by_link(const Services& services, const campaigns::EntryPointer& entry, std::string_view token,
                     store::SignCallback done);

// Sends the mail again; it may have to wait. The outcome is always the same, except for the store's own errors.
// `address` is the client's.
void send_again(const Services& services, const campaigns::EntryPointer& entry,
                const std::optional<RequestName>& request, const std::string& address, store::SignCallback done);

}  // namespace undersigned::signing
