// A signature as a form sends it (application/x-www-form-urlencoded), and the rules as the form core receives them.
// The browser's FormData, the plain page's POST and the WebAssembly core all speak this one form.
#pragma once

#include <string>
#include <string_view>

#include "shared/signature/signature.h"

namespace undersigned {

// What comes with a draft and is not the signer's own words.
struct SignatureForm {
  SignatureDraft draft;
  std::string idempotency_key;
  std::string locale;
  std::string partner;
  std::string page;  // address of the embedding page, without its query
  std::string utm_source;
  std::string utm_medium;
  std::string utm_campaign;
  std::string website;     // honeypot: people leave it empty
  std::string challenge;   // the token of a proof of work that the server asked for (challenge/challenge.h)
  std::string solution;    // and its solution, a decimal number
  std::string elapsed_ms;  // since the form was shown, as the browser measured it; a decimal number
};

// Reads a form. Unknown names are passed over; of a repeated name the last counts, consents gather.
// BadBody with more than limits::kFormFieldsMax fields.
Result<SignatureForm> parse_signature_form(std::string_view body);

// Sets one field by its name; false for a name that is not one of a signature's. Shared with the JSON reader.
bool set_form_field(SignatureForm& form, std::string_view name, std::string value);

// "kind=petition&postcode=optional&...", and back; parsing passes over what it does not know.
std::string write_rules(const SignRules& rules);
SignRules parse_rules(std::string_view text);

// The whole of what the form core does: reads both, judges, and answers with a line an error, "email not_an_email\n",
// and "? gmail.com\n" for a mail domain that looks mistyped, which is a hint and never blocks. Empty when all is well.
std::string check_form(std::string_view rules, std::string_view form);

}  // namespace undersigned
