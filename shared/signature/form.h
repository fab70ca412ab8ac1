// A signature as a form sends it (application/x-www-form-urlencoded), and the rules for the form core. The browser's
// FormData, the plain page's POST and the WebAssembly core all use this format.
#pragma once

#include <string>
#include <string_view>

#include "shared/signature/signature.h"

namespace undersigned {

// A draft, with the data that the signer does not type.
struct SignatureForm {
  SignatureDraft draft;
  std::string idempotency_key;
  std::string locale;
  std::string partner;
  std::string page;  // address of the embedding page, without its query
  std::string utm_source;
  std::string utm_medium;
  std::string utm_campaign;
  std::string website;     // honeypot, which people leave empty
  std::string challenge;   // the token of a challenge (challenge/challenge.h)
  std::string solution;    // its solution, a decimal number
  std::string elapsed_ms;  // since the form was shown, measured by the browser; a decimal number
};

// Reads a form. Ignores unknown names. Of a repeated name the last counts, except consents, which are collected.
// BadBody with more than limits::kFormFieldsMax fields.
Result<SignatureForm> parse_signature_form(std::string_view body);

// Sets one field by its name; false if a signature has no such field. The JSON reader uses it, too.
bool set_form_field(SignatureForm& form, std::string_view name, std::string value);

// "kind=petition&postcode=optional&...", and back. Parsing ignores unknown names.
std::string write_rules(const SignRules& rules);
SignRules parse_rules(std::string_view text);

// The form core's single function: checks `form` against `rules`. Returns a line for each error, "email
// not_an_email\n", and "? gmail.com\n" for a mail domain that looks mistyped, which is a hint and never blocks. Empty
// if all is well.
std::string check_form(std::string_view rules, std::string_view form);

}  // namespace undersigned
