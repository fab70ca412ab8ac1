// The second half of a signature that its mailbox has to confirm: the code typed, the link of the mail, the mail asked
// for once more. Whatever is wrong is one and the same refusal, so that nobody learns who has signed.
//
// Safe to call from any thread. Every `done` is called once, perhaps before the call returns, usually later on the
// writer's thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/services.h"
#include "server/catalog/catalog.h"
#include "server/store/store.h"
#include "shared/result.h"

namespace undersigned::api {

// What the forms of the pending view send: a signer by what they typed, and the code.
struct SignerForm {
  std::string name;
  std::string organization;
  std::string email;
  std::string code;
  std::string locale;
};

// BadBody with more than limits::kFormFieldsMax fields. Unknown names are passed over; of a repeated one the last
// counts.
Result<SignerForm> parse_signer_form(std::string_view body);

// What is wrong with the code as it was typed: then `done` is never called. WrongCode on Field::Code, to either: see
// store.h.
std::vector<Error> confirm_by_code(const Services& services, const catalog::EntryPointer& entry, const SignerForm& form,
                                   store::SignCallback done);

// By the token of a mail's link. WrongCode also for what is no token.
void confirm_by_link(const Services& services, const catalog::EntryPointer& entry, std::string_view token,
                     store::SignCallback done);

// Sends the mail again, if it may be sent. Always the same outcome, but for the store's own trouble.
void send_again(const Services& services, const catalog::EntryPointer& entry, const SignerForm& form,
                store::SignCallback done);

}  // namespace undersigned::api
