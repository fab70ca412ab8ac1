// The second half of a signature that its mailbox has to confirm: the code typed, the link of the mail, the mail asked
// for once more. Whatever is wrong is one and the same refusal, so that nobody learns who has signed.
//
// Safe to call from any thread. Every `done` is called once, perhaps before the call returns, usually later on the
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

// Who is meant, as typed, and the ticket that the request was sent with.
struct SignerForm {
  std::string name;
  std::string organization;
  std::string email;
  std::string idempotency_key;
};

// How the store knows a request. No word of what was typed is in it.
struct RequestName {
  store::DedupeKey dedupe_key{};
  store::MailboxKey mailbox{};
  std::string idempotency_key;
};

// Nothing for what no signature of the campaign can have.
std::optional<RequestName> request_name(const Services& services, const campaigns::Entry& entry,
                                        const SignerForm& form);

// Why a code was not looked at; `errors` empty: it is.
struct CodeRefusal {
  std::vector<Error> errors{};
  std::int64_t retry_after_s = 0;  // where TooManyRequests is the error: this network has tried too many codes
};

// What is wrong with the code as it was typed: then `done` is never called. WrongCode on Field::Code, to either: see
// store.h. `address` is the client's.
CodeRefusal confirm_by_code(const Services& services, const campaigns::EntryPointer& entry,
                            const std::optional<RequestName>& request, std::string_view typed_code,
                            const std::string& address, store::SignCallback done);

// What a mail's link would confirm, for its reader to see first; as Store::request_behind_link(). Waits for the store.
Result<store::SignatureRecord> request_behind_link(const Services& services, const campaigns::EntryPointer& entry,
                                                   std::string_view token);

// By the token of a mail's link. WrongCode also for what is no token.
void confirm_by_link(const Services& services, const campaigns::EntryPointer& entry, std::string_view token,
                     store::SignCallback done);

// Sends the mail again, in its turn. Always the same outcome, but for the store's own trouble. `address` is the
// client's.
void send_again(const Services& services, const campaigns::EntryPointer& entry,
                const std::optional<RequestName>& request, const std::string& address, store::SignCallback done);

}  // namespace undersigned::signing
