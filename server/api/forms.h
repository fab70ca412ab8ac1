// Forms as browsers post them (application/x-www-form-urlencoded). UnsupportedMedia for any other body; BadBody for a
// malformed form, or one with more than limits::kFormFieldsMax fields. Of a repeated field the last counts.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/signing/confirm.h"
#include "shared/result.h"
#include "shared/signature/form.h"
#include "shared/text/form_urlencoded.h"

namespace undersigned::api {

Result<Form> read_form(const http::Request& request);

// The field's value; empty if there is no such field.
std::string field_value(const Form& form, std::string_view name);

// The form of a petition.
Result<SignatureForm> read_signature_form(const http::Request& request);

// The form for confirming a request. Ignores unknown fields.
struct PendingForm {
  signing::SignerForm signer;
  std::string code;
  std::string locale;
  std::string page;     // address of the embedding page
  std::string request;  // on pages: signer and ticket in one (server/pages/request_seal.h)
};
Result<PendingForm> read_pending_form(const http::Request& request);

}  // namespace undersigned::api
